using System.Globalization;
using System.Reflection;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Sources.Intake;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>
/// PostgreSQL understands each embedded query, and its columns fit the record that reads them: name, order, type. Nothing is
/// run: the server only parses. One case looks at all queries of a room, and names every one that is wrong.
/// </summary>
public sealed class QueriesLaw(QueriesLaw.ParsingDatabase database) : IClassFixture<QueriesLaw.ParsingDatabase>
{
    private static readonly Assembly House = typeof(PlainError).Assembly;

    private static readonly string[] Clocks = ["now()", "current_timestamp", "current_date", "localtimestamp"];

    public static TheoryData<string> RoomsWithQueries => [.. Sql.All(House).Select(RoomOf).Distinct()];

    [Theory]
    [MemberData(nameof(RoomsWithQueries))]
    public async Task The_server_understands_them_and_their_columns_fit_the_records(string room) =>
        (await FaultsAsync(QueriesOf(room).Select(resource => (resource, Text(resource), RecordOf(resource))))).ShouldBeEmpty();

    [Fact]
    public void Every_query_belongs_to_a_room() =>
        RoomsWithQueries.SelectMany(room => QueriesOf(room.Data)).Order().ShouldBe(Sql.All(House).Order());

    [Fact]
    public void Every_temporary_table_could_be_made() => database.NotMade.ShouldBeEmpty();

    [Fact]
    public void Their_first_line_says_in_plain_English_what_they_are_for() =>
        Sql.All(House).Where(resource => !Text(resource).StartsWith("-- ", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void They_take_the_present_moment_from_their_caller() => Sql.All(House).SelectMany(resource => ClocksIn(resource, Text(resource))).ShouldBeEmpty();

    [Fact]
    public async Task A_query_with_a_wrong_column_is_seen_and_so_is_every_other_one()
    {
        const string Query = "select version, 'x'::text as set_at, set_by from public.settings where version = @v::int";
        (await FaultsAsync(
        [
            ("One.sql", Query, typeof(Example)),
            ("Two.sql", "select nothing from public.settings", null),
            ("Three.sql", "select 1; select from nowhere", null),
            ("Four.sql", "select 1 as version", typeof(Example)),
            ("Five.sql", Query, null),
        ])).ShouldBe(
        [
            "One.sql: set_at is String, Example's SetAt is DateTimeOffset",
            "One.sql: set_by is where Example has SetBy2",
            "Two.sql: 42703: column \"nothing\" does not exist",
            "Three.sql: 42P01: relation \"nowhere\" does not exist",
            "Four.sql: it gives 1 columns, Example has 3",
        ]);
    }

    [Theory]
    [InlineData("select now()", "now()")]
    [InlineData("select 1 where CURRENT_DATE > @now -- now()", "current_date")]
    [InlineData("select clock_timestamp(), localtimestamp", "localtimestamp")]
    public void A_query_with_a_clock_of_its_own_is_seen(string sql, string clock) => ClocksIn("One.sql", sql).ShouldBe([$"One.sql: {clock}"]);

    private static IEnumerable<string> ClocksIn(string resource, string text)
    {
        var sql = WithoutComments(text).ToLowerInvariant().Replace("clock_timestamp()", "", StringComparison.Ordinal);
        return Clocks.Where(clock => sql.Contains(clock, StringComparison.Ordinal)).Select(clock => $"{resource}: {clock}");
    }

    /// <summary>What is wrong with each of these queries, a line per fault.</summary>
    private async Task<List<string>> FaultsAsync(IEnumerable<(string Resource, string Sql, Type? Record)> queries)
    {
        var faults = new List<string>();
        foreach (var (resource, sql, record) in queries)
        {
            try
            {
                var columns = await ColumnsAsync(sql, database.Parsing);
                if (columns.Count > 0 && record is not null)
                {
                    faults.AddRange(Misfits(record, columns).Select(misfit => $"{resource}: {misfit}"));
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                faults.Add($"{resource}: {error.Message.Split('\n')[0].Trim()}");
                await database.GoOnAsync();
            }
        }
        return faults;
    }

    /// <summary>
    /// A connection that only parses. Temporary tables last as long as its transaction, so that the queries that read them find
    /// them here too.
    /// </summary>
    public sealed class ParsingDatabase(TestCluster cluster) : TestDatabase(cluster), IAsyncLifetime
    {
        private NpgsqlTransaction? transaction;

        public NpgsqlConnection Parsing { get; private set; } = null!;

        /// <summary>Temporary tables the server refused, with its reason.</summary>
        public List<string> NotMade { get; } = [];

        public new async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Parsing = await OpenAdminAsync();
            transaction = await Parsing.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await MakeTemporaryTablesAsync();
        }

        public new async ValueTask DisposeAsync()
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }
            await Parsing.DisposeAsync();
            await base.DisposeAsync();
        }

        /// <summary>After an error: what was made before is still there.</summary>
        public Task GoOnAsync() => StatementAsync(Parsing, "rollback to savepoint made");

        /// <summary>Some are made from others: what cannot be made yet is tried again after the rest.</summary>
        private async Task MakeTemporaryTablesAsync()
        {
            // What the steps of an intake read.
            await StatementAsync(Parsing, $"create temporary table incoming ({TableStage.Ddl([.. CallEntity.Calls.Columns, new("external_id", "text"), new("modified_at", "timestamptz")])}) on commit drop");
            foreach (var relation in IntakeRelations.Of(CallEntity.Calls).Append(Crosswalk.Named))
                await StatementAsync(Parsing, $"create temporary table {relation.Name} ({relation.Columns}) on commit drop");
            await StatementAsync(Parsing, "savepoint made");
            var waiting = Sql.All(House).Where(name => WithoutComments(Text(name)).StartsWith("create temporary table", StringComparison.Ordinal)).ToList();
            for (var before = -1; before != waiting.Count;)
            {
                before = waiting.Count;
                NotMade.Clear();
                foreach (var resource in waiting.ToList())
                {
                    await using var make = new NpgsqlCommand(Text(resource), Parsing);
                    try
                    {
                        NpgsqlCommandBuilder.DeriveParameters(make);
                        foreach (NpgsqlParameter parameter in make.Parameters)
                        {
                            parameter.Value = DBNull.Value;
                        }
                        await make.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
                        await StatementAsync(Parsing, "savepoint made");
                        waiting.Remove(resource);
                    }
                    catch (PostgresException error)
                    {
                        await GoOnAsync();
                        NotMade.Add($"{resource}: {error.Message.Split('\n')[0].Trim()}");
                    }
                }
            }
        }
    }

    private static async Task StatementAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<(string Name, Type Type)>> ColumnsAsync(string sql, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        NpgsqlCommandBuilder.DeriveParameters(command);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            parameter.Value = DBNull.Value;
        }
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SchemaOnly, TestContext.Current.CancellationToken);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(column => (reader.GetName(column), reader.GetFieldType(column)))];
    }

    private static List<string> Misfits(Type record, IReadOnlyList<(string Name, Type Type)> columns)
    {
        var fields = record.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters();
        var misfits = new List<string>();
        if (fields.Length != columns.Count)
        {
            misfits.Add(string.Create(CultureInfo.InvariantCulture, $"it gives {columns.Count} columns, {record.Name} has {fields.Length}"));
        }
        foreach (var (column, field) in columns.Zip(fields))
        {
            if (!column.Name.Replace("_", "", StringComparison.Ordinal).Equals(field.Name, StringComparison.OrdinalIgnoreCase))
            {
                misfits.Add($"{column.Name} is where {record.Name} has {field.Name}");
            }
            else if (!Fits(column.Type, Nullable.GetUnderlyingType(field.ParameterType) ?? field.ParameterType))
            {
                misfits.Add($"{column.Name} is {column.Type.Name}, {record.Name}'s {field.Name} is {field.ParameterType.Name}");
            }
        }
        return misfits;
    }

    private static bool Fits(Type column, Type field) =>
        column == field
        || (column == typeof(Array) && field.IsArray)
        || (column == typeof(string) && field.IsEnum)
        || (column == typeof(DateTime) && (field == typeof(DateTimeOffset) || field == typeof(DateOnly)));

    /// <summary>
    /// <c>LastAnalysis.sql</c> is read by the record LastAnalysis; <c>PatternBreaks.sql</c> by the row that the question PatternBreaks returns;
    /// a step <c>X.Y.sql</c> by a record Y inside X, where there is one; an act's own statement by what the act answers with.
    /// </summary>
    private static Type? RecordOf(string resource)
    {
        var name = resource[..^".sql".Length];
        var dot = name.LastIndexOf('.');
        var type = House.GetType(name) ?? House.GetType($"{name[..dot]}+{name[(dot + 1)..]}");
        return type is null ? null : ActOf(type) is { } act ? (IsRecord(act) ? act : null) : IsRecord(type) ? type : RowOf(type);
    }

    /// <summary>What an act answers with; null = it is no act.</summary>
    private static Type? ActOf(Type type) =>
        type.GetInterfaces().FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAct<>))?.GetGenericArguments()[0];

    /// <summary>The first part of its name below the core; what is beside the rooms counts as a room of its own.</summary>
    private static string RoomOf(string resource) => resource.Split('.')[1];

    private static IEnumerable<string> QueriesOf(string room) => Sql.All(House).Where(resource => RoomOf(resource) == room);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    /// <summary>The one record beside a question that its methods return.</summary>
    private static Type? RowOf(Type question)
    {
        var rows = question.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .SelectMany(method => Parts(method.ReturnType)).Where(type => IsRecord(type) && type.Namespace == question.Namespace).Distinct().ToList();
        return rows.Count == 1 ? rows[0] : null;
    }

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    [Fact]
    public void The_row_of_a_question_is_found() =>
        RecordOf("ClientVitals.CallPatterns.Lists.PatternBreaks.sql").ShouldBe(typeof(ClientVitals.CallPatterns.Lists.PatternBreak));

    [Fact]
    public void Every_question_has_one_row_to_compare_its_columns_with() =>
        Sql.All(House).Where(resource => AsksForRows(House.GetType(resource[..^".sql".Length])) && RecordOf(resource) is null).ShouldBeEmpty();

    /// <summary>A static class with a query of its own name that answers with a list or a page of a type of ours.</summary>
    private static bool AsksForRows(Type? type) =>
        type is { IsAbstract: true, IsSealed: true } && type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .SelectMany(method => Parts(method.ReturnType))
            .Any(part => part.IsGenericType && (part.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) || part.GetGenericTypeDefinition() == typeof(Page<>))
                && part.GetGenericArguments()[0].Assembly == House);

    private static string Text(string resource)
    {
        using var reader = new StreamReader(House.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static string WithoutComments(string sql) =>
        string.Join('\n', sql.Split('\n').Select(line => line.Split("--")[0])).Trim();

    private sealed record Example(int Version, DateTimeOffset SetAt, string SetBy2);
}
