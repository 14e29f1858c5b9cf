using System.Text.RegularExpressions;
using ClientVitals.Database;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>
/// Each table of the schema public, on the hub each column, belongs to one room, and only SQL of that room writes it; a merge and an erasure
/// know what to do with every table that names a client.
/// </summary>
public sealed partial class OwnershipLaw(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>What is above all rooms and writes tables of several, with the reason.</summary>
    private static readonly Dictionary<string, string> Above = new()
    {
        ["ErasePerson"] = "an erasure deletes the person from every room's tables",
        ["MergeClients"] = "a merge locks both clients",
        ["ChangeSettings"] = "hours in the business zone follow it: one statement writes the settings and the schedules",
        ["Adopt"] = "the owner's rows are taken over once, before any room works",
    };

    private static readonly ILookup<string, (string Room, Table Table)> Owners = Rooms.All
        .SelectMany(room => room.Brings.OfType<Table>().Select(table => (room.Name, table))).ToLookup(owned => owned.table.Name);

    [Fact]
    public void Only_its_own_room_writes_a_table_or_a_column_of_the_hub()
    {
        var queries = Sql.All(typeof(Sql).Assembly).Select(name => (name, Text(name))).ToList();
        queries.Count.ShouldBeGreaterThan(100);
        var wrong = queries.SelectMany(query => Wrong(query.name, query.Item2)).ToList();
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void No_code_writes_a_table_by_a_query_of_its_own()
    {
        var house = Path.Combine(TestCluster.Root(), "src", "ClientVitals");
        var wrong =
            from file in Directory.EnumerateFiles(house, "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(house, file).Replace('\\', '/')
            where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("Adopt/", StringComparison.Ordinal)
            from write in SqlWrites.In(string.Join('\n', Literals().Matches(File.ReadAllText(file)).Select(literal => literal.Value.Trim('"', '$', '@'))))
            where Owners.Contains(write.Table)
            select $"{path} writes {write.Table}";
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Calls.X", "update public.clients c set coach_id = @coach::uuid where c.id = @id::uuid", "Calls writes clients, which is People's")]
    [InlineData("CallPatterns.Lists.X", "with x as (delete from client_pauses p where p.id = 1 returning p.id) select 1", "CallPatterns writes client_pauses, which is People's")]
    [InlineData("Calls.X", "insert into public.client_health_scores as h (email, pattern_status) values ('a', 'update clients set x = 1')", "Calls writes client_health_scores.email, which is People's")]
    [InlineData("People.X", "update public.client_health_scores set (firstname, pattern_hold) = (select a, b from x), lastname = lower('x, y = z')", "People writes client_health_scores.pattern_hold, which is CallPatterns's")]
    [InlineData("People.X", "insert into client_health_scores (email) values ('x') on conflict (email) do update set client_id = 1, health_score = 2 where true", "People writes client_health_scores.health_score, which is HealthScores's")]
    [InlineData("CallPatterns.X", "delete from client_health_scores", "CallPatterns writes client_health_scores, which is People's")]
    [InlineData("Nowhere", "truncate public.staff", "Nowhere writes staff, which is People's")]
    [InlineData("Access.X", "merge into public.job_runs r using x on true when matched then delete", "Access writes job_runs, which is Scheduling's")]
    public void The_law_sees_a_foreign_write_in_any_form(string query, string sql, string told) => Wrong("ClientVitals." + query + ".sql", sql).ShouldContain(text => text.Contains(told, StringComparison.Ordinal));

    [Theory]
    [InlineData("People.X", "-- update job_runs\nselect c.id from public.clients c for no key update")]
    [InlineData("CallPatterns.Analysis.X", "update public.client_health_scores h set pattern_status = j.s, pattern_hold = j.h from judged j where h.client_id = j.id")]
    [InlineData("Calls.X", "insert into staged (a) select 1; update staged set a = 2")]
    public void The_law_lets_a_room_write_what_is_its_own(string query, string sql) => Wrong("ClientVitals." + query + ".sql", sql).ShouldBeEmpty();

    [Fact]
    public async Task Every_table_and_every_column_of_a_shared_one_belongs_to_one_room()
    {
        await using var db = await database.OpenAdminAsync();
        var there = (await db.QueryAsync<(string Table, string Column)>("""
            select c.relname::text, a.attname::text
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            """)).AsList().ToLookup(column => column.Table, column => column.Column);
        there.Select(table => table.Key).Order(StringComparer.Ordinal).ShouldBe(Owners.Select(owned => owned.Key).Order(StringComparer.Ordinal));
        foreach (var owned in Owners.Where(owned => owned.Count() > 1 || owned.Single().Table.Columns is not null))
            owned.SelectMany(part => part.Table.Columns.ShouldNotBeNull()).Order(StringComparer.Ordinal).ShouldBe(there[owned.Key].Order(StringComparer.Ordinal), $"the columns of {owned.Key}");
    }

    [Fact]
    public async Task A_merge_and_an_erasure_know_every_table_that_names_a_client()
    {
        await using var db = await database.OpenAdminAsync();
        var keys = (await db.QueryAsync<(string Table, string Column, string OnDelete)>("""
            select k.conrelid::regclass::text, a.attname::text, k.confdeltype::text
            from pg_constraint k
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
            where k.contype = 'f' and k.confrelid = 'public.clients'::regclass
            """)).AsList();
        keys.Count.ShouldBeGreaterThan(8);
        var wrong = new List<string>();
        foreach (var (table, column, onDelete) in keys)
        {
            var parts = Owners[table].Select(owned => owned.Table).ToList();
            if (parts.Count == 0 || parts.Any(part => part.Merge == OnMerge.NoClient))
                wrong.Add($"{table}.{column} names a client, but the room that owns {table} does not say what a merge does to it");
            if (parts.Any(part => part.Merge is OnMerge.Moves) && column != "client_id")
                wrong.Add($"{table}.{column} names a client; a merge moves rows by client_id only");
            if (parts.Any(part => part.Erase is not (OnErase.WithClient or OnErase.WithClientAndByStep)) || onDelete != "c" && column != "merged_into")
                wrong.Add($"{table}.{column} names a client, but its rows do not go with them (on delete cascade, and WithClient)");
        }
        wrong.ShouldBeEmpty();
        var keyed = keys.Select(key => key.Table).ToHashSet();
        Owners.Where(owned => !keyed.Contains(owned.Key) && owned.Any(part => part.Table.Merge is OnMerge.Moves || part.Table.Erase is OnErase.WithClient or OnErase.WithClientAndByStep))
            .Select(owned => owned.Key).ShouldBeEmpty("these say that they go with a client, and name none");
    }

    /// <summary>
    /// A kept file is what somebody handed in: a merge changes nothing in it, because it names people by their addresses, which the client
    /// who stays has; an erasure takes the person's lines out.
    /// </summary>
    [Fact]
    public void Kept_files_need_nothing_of_a_merge_and_are_rewritten_by_an_erasure()
    {
        var (room, files) = Owners["delivery_files"].ShouldHaveSingleItem();
        room.ShouldBe("Sources");
        files.Merge.ShouldBe(OnMerge.NoClient);
        files.Erase.ShouldBe(OnErase.Lines);
        Owners.SelectMany(owned => owned).Count(owned => owned.Table.Erase == OnErase.Lines).ShouldBe(1);
    }

    [Fact]
    public void What_a_table_leaves_to_its_rooms_steps_has_such_a_step()
    {
        foreach (var room in Rooms.All)
        {
            var tables = room.Brings.OfType<Table>().ToList();
            room.Brings.OfType<MergeStep>().Any().ShouldBe(tables.Any(table => table.Merge == OnMerge.ByStep || table.Merge is OnMerge.Moves { AfterStep: true }), room.Name);
            room.Brings.OfType<EraseStep>().Any().ShouldBe(tables.Any(table => table.Erase is OnErase.ByStep or OnErase.WithClientAndByStep), room.Name);
            foreach (var step in room.Brings.OfType<MergeStep>().Select(step => Sql.Of(step.Asks, step.Name)).Concat(room.Brings.OfType<EraseStep>().Select(step => Sql.Of(step.Asks, step.Name))))
                step.ShouldStartWith("-- ");
        }
    }

    private static IEnumerable<string> Wrong(string query, string sql)
    {
        var room = query.Split('.')[1];
        if (Above.ContainsKey(room))
            yield break;
        foreach (var write in SqlWrites.In(sql))
        {
            if (!Owners.Contains(write.Table))
                continue;
            // Whole rows belong to the room that keeps the key.
            var ofRows = Owners[write.Table].FirstOrDefault(part => part.Table.Columns is null || part.Table.Columns.Contains("id"));
            var foreign = write.Columns is null || ofRows.Table.Columns is null
                ? [(Column: (string?)null, ofRows.Room)]
                : write.Columns.Select(column => (Column: (string?)column, Owners[write.Table].FirstOrDefault(part => part.Table.Columns!.Contains(column)).Room));
            foreach (var (column, owner) in foreign.Where(part => part.Room != room && !(part.Column is not null && Owners[write.Table].Any(owned => owned.Table.WrittenWith == room && owned.Table.Columns!.Contains(part.Column)))))
                yield return $"{query}: {room} writes {write.Table}{(column is null ? "" : "." + column)}, which is {owner ?? "nobody"}'s";
        }
    }

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(Sql).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Literals();
}
