using System.Text;
using ClientVitals.Backups;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;

namespace ClientVitals.Adopt;

/// <summary>What the files will need of us before they are applied, and the proof that they can be.</summary>
public sealed partial class AdoptDatabase
{
    /// <summary>Made before the files make them, which then find them there: what the owner's rows are tied to, and what computes columns of it.</summary>
    private static readonly string[] FirstTables = [Staff, "public.clients", "public.client_emails"];
    private static readonly string[] FirstFunctions = ["public.business_zone()", "public.business_today()", "public.latin_name(name text)", "public.name_sound(name text)"];

    /// <summary>The statements, word for word those of <c>supabase/schema.sql</c>; the files add comments, policies, triggers and indexes.</summary>
    private string Firsts(AdoptPlan plan)
    {
        var facts = ShapeFact.Of(AdoptPlan.Wanted(supabase));
        var sql = new StringBuilder("set local check_function_bodies = off;\n");
        foreach (var function in FirstFunctions)
        {
            sql.Append(facts.First(fact => fact.About == function && fact.Ddl.StartsWith("CREATE OR REPLACE ", StringComparison.Ordinal)).Ddl).Append(";\n");
            // Nobody calls it before the push says who may.
            sql.Append("revoke all on function ").Append(function).Append(" from public;\n");
        }
        foreach (var table in FirstTables.Where(table => !plan.Taken.Contains(table)))
        {
            sql.Append("create table ").Append(table).Append(" (").AppendJoin(", ", facts.Where(fact => fact.About == table).Select(TableLine).OfType<string>()).Append(");\n");
            sql.Append("alter table ").Append(table).Append(" enable row level security;\n");
        }
        foreach (var key in facts.Where(fact => FirstTables.Contains(fact.About) && !plan.Taken.Contains(fact.About) && fact.Ddl.Contains(" FOREIGN KEY ", StringComparison.Ordinal)))
        {
            sql.Append(key.Ddl).Append(";\n");
        }
        return sql.ToString();
    }

    private static string? TableLine(ShapeFact fact) =>
        fact.Ddl.StartsWith($"{fact.About} column ", StringComparison.Ordinal) ? fact.Ddl[$"{fact.About} column ".Length..]
        : fact.Ddl.StartsWith($"{fact.About} constraint ", StringComparison.Ordinal) ? fact.Ddl[(fact.About.Length + 1)..]
        : null;

    /// <summary>
    /// Applies the files in a savepoint, verifies them, compares the whole shape, and undoes all that. Returns what would then be there
    /// beyond ours: the owner's own.
    /// </summary>
    private async Task<IReadOnlyList<ShapeFact>> RehearseAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        const string Unchanged = "the push after the adoption would stop here, so nothing was adopted";
        await DoAsync(connection, "savepoint rehearsal; set local search_path to default", cancel);
        var files = MigrationFile.ReadAll(supabase);
        foreach (var file in files)
        {
            // What has to stand alone for the sake of others who work does not here, where the tables are ours alone and all is undone.
            await MigrationScript.ExecuteAsync(connection, file.Path, RestoreDatabase.Concurrently().Replace(file.Text, " "), Unchanged, cancel);
        }
        foreach (var file in VerifyMigrations.NotSuperseded(files).Where(file => File.Exists(file.VerifyPath)))
        {
            await MigrationScript.ExecuteAsync(connection, file.VerifyPath, MigrationFile.ReadText(file.VerifyPath), Unchanged, cancel);
        }
        await ProbeAsync(connection, cancel);
        await DoAsync(connection, "set local search_path = ''", cancel);
        var (missing, extra) = ShapeFact.Differences(ShapeFact.Of(AdoptPlan.Wanted(supabase)), ShapeFact.Of(await Catalogue.ReadWithinAsync(connection, cancel)));
        await DoAsync(connection, "rollback to savepoint rehearsal; set local search_path = ''", cancel);
        var abouts = ShapeFact.Of(AdoptPlan.Wanted(supabase)).ToLookup(fact => fact.About, fact => fact.Key);
        if (missing.Select(fact => $"it would lack: {fact}").Concat(extra.Where(fact => !IsTheOwners(fact, abouts)).Select(fact => $"it would still have: {fact}")).ToList() is [_, ..] wrong)
        {
            throw new PlainError($"After adoption and push the database would differ from ours; nothing was changed.\n{string.Join('\n', wrong.Take(20).Select(line => "- " + line))}");
        }
        return extra;
    }

    /// <summary>Theirs: an object that is not ours, or a part of a table of ours that we have nothing by the name of. Never a right for anonymous visitors.</summary>
    private static bool IsTheOwners(ShapeFact fact, ILookup<string, string> ours) =>
        !ours.Contains(fact.About)
        || (!ours[fact.About].Contains(fact.Key)
            && !fact.Ddl.StartsWith("create policy ", StringComparison.Ordinal)
            && !(fact.Ddl.StartsWith("grant ", StringComparison.Ordinal) && (fact.Ddl.EndsWith(" to anon", StringComparison.Ordinal) || fact.Ddl.EndsWith(" to public", StringComparison.Ordinal))));

    /// <summary>The owner's triggers stay; one that stops every write of the hub would stop the suite, so a write that changes nothing is tried.</summary>
    private static async Task ProbeAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        try
        {
            await DoAsync(connection, Sql.Of<AdoptDatabase>("Probe"), cancel);
        }
        catch (PostgresException error)
        {
            throw new PlainError($"A trigger of the owner's stops every write to {AdoptNames.Hub}, so nothing could be analysed after the adoption; nothing was changed. Correct it, or drop it, and adopt again: {error.MessageText} (SQLSTATE {error.SqlState}; {error.Where?.ReplaceLineEndings(" ")}).", error);
        }
    }

    /// <summary>Writes into our ledger that the database was adopted, what was taken away and what stays the owner's.</summary>
    private static async Task WriteDownAsync(NpgsqlConnection connection, AdoptPlan plan, IReadOnlyList<ShapeFact> kept, CancellationToken cancel)
    {
        var lines = new List<(string Action, string Name, string? ColumnOf, string Ddl)> { ("adopted", "this database", null, "") };
        lines.AddRange(plan.Aside.Select(table => ("set aside", table, (string?)null, $"alter table {Moved(table, plan)} set schema public")));
        lines.AddRange(plan.Away.Where(step => step.Taken is not null).Select(step => ("taken away", step.Taken!, (string?)null, step.Undo ?? "")));
        var ours = plan.Taken.ToHashSet();
        lines.AddRange(kept
            .Select(fact => ours.Contains(fact.About) || fact.Ddl.StartsWith("grant ", StringComparison.Ordinal)
                ? ("kept", fact.Key, fact.Ddl.StartsWith($"{fact.About} column ", StringComparison.Ordinal) ? fact.About : null, "")
                : ("kept", fact.About, null, ""))
            .Distinct());
        await connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<AdoptDatabase>("WriteDown"),
            new { actions = lines.Select(line => line.Action).ToArray(), names = lines.Select(line => line.Name).ToArray(), columns_of = lines.Select(line => line.ColumnOf).ToArray(), ddl = lines.Select(line => line.Ddl).ToArray() },
            cancellationToken: cancel));
    }
}
