using System.Globalization;
using System.Reflection;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Sources.Intake;
using Npgsql;
using Npgsql.Schema;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>
/// PostgreSQL understands each embedded query, and its columns fit the record that reads them: name, order, type. Nothing is
/// run: the server only parses.
/// </summary>
public sealed class QueriesLaw(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Assembly House = typeof(PlainError).Assembly;

    public static TheoryData<string> Queries => [.. Sql.All(House)];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task The_server_understands_it_and_its_columns_fit_the_record(string resource)
    {
        await using var connection = await database.OpenAdminAsync();
        // Temporary tables last as long as the transaction; the queries that read them find them here too.
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await MakeTemporaryTablesAsync(connection, except: resource);
        var columns = await ColumnsAsync(Text(resource), connection);
        if (columns.Count > 0 && RecordOf(resource) is { } record)
        {
            Misfits(record, columns).ShouldBeEmpty($"{resource} does not fit {record.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Its_first_line_says_in_plain_English_what_it_is_for(string resource) => Text(resource).ShouldStartWith("-- ");

    [Theory]
    [MemberData(nameof(Queries))]
    public void It_takes_the_present_moment_from_its_caller(string resource)
    {
        var sql = WithoutComments(Text(resource)).ToLowerInvariant();
        foreach (var clock in new[] { "now()", "current_timestamp", "current_date", "localtimestamp" })
        {
            sql.Replace("clock_timestamp()", "", StringComparison.Ordinal).ShouldNotContain(clock);
        }
    }

    [Fact]
    public async Task A_query_with_a_wrong_column_is_seen()
    {
        await using var connection = await database.OpenAdminAsync();
        var columns = await ColumnsAsync("select version, 'x'::text as set_at, set_by from public.settings where version = @v::int", connection);
        Misfits(typeof(Example), columns).ShouldBe(["set_at is String, the record's SetAt is DateTimeOffset", "set_by stands where the record has SetBy2"]);
        await Should.ThrowAsync<PostgresException>(() => ColumnsAsync("select nothing from public.settings", connection));
    }

    /// <summary>What the steps of an intake read is there for as long as a transaction; some other questions are asked of tables that others make.</summary>
    private static async Task MakeTemporaryTablesAsync(NpgsqlConnection connection, string except)
    {
        await DoAsync(connection, $"create temporary table incoming ({TableStage.Ddl([.. CallEntity.Calls.Columns, new("external_id", "text"), new("modified_at", "timestamptz")])}) on commit drop");
        foreach (var relation in IntakeRelations.Of(CallEntity.Calls).Append(Crosswalk.Named))
            await DoAsync(connection, $"create temporary table {relation.Name} ({relation.Columns}) on commit drop");
        var waiting = Sql.All(House).Where(name => name != except).Select(Text)
            .Where(sql => WithoutComments(sql).StartsWith("create temporary table", StringComparison.Ordinal)).ToList();
        for (var before = -1; before != waiting.Count;)
        {
            before = waiting.Count;
            foreach (var temporary in waiting.ToList())
            {
                await using var make = new NpgsqlCommand(temporary, connection);
                await DoAsync(connection, "savepoint one");
                try
                {
                    NpgsqlCommandBuilder.DeriveParameters(make);
                    foreach (NpgsqlParameter parameter in make.Parameters)
                    {
                        parameter.Value = DBNull.Value;
                    }
                    await make.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
                    waiting.Remove(temporary);
                }
                catch (PostgresException)
                {
                    await DoAsync(connection, "rollback to savepoint one");
                }
            }
        }
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<NpgsqlDbColumn>> ColumnsAsync(string sql, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        NpgsqlCommandBuilder.DeriveParameters(command);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            parameter.Value = DBNull.Value;
        }
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SchemaOnly, TestContext.Current.CancellationToken);
        return [.. (await reader.GetColumnSchemaAsync(TestContext.Current.CancellationToken)).OfType<NpgsqlDbColumn>()];
    }

    private static List<string> Misfits(Type record, IReadOnlyList<NpgsqlDbColumn> columns)
    {
        var fields = record.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters();
        var misfits = new List<string>();
        if (fields.Length != columns.Count)
        {
            misfits.Add(string.Create(CultureInfo.InvariantCulture, $"it gives {columns.Count} columns, the record has {fields.Length}"));
        }
        foreach (var (column, field) in columns.Zip(fields))
        {
            if (!column.ColumnName.Replace("_", "", StringComparison.Ordinal).Equals(field.Name, StringComparison.OrdinalIgnoreCase))
            {
                misfits.Add($"{column.ColumnName} stands where the record has {field.Name}");
            }
            else if (!Fits(column.DataType!, Nullable.GetUnderlyingType(field.ParameterType) ?? field.ParameterType))
            {
                misfits.Add($"{column.ColumnName} is {column.DataType!.Name}, the record's {field.Name} is {field.ParameterType.Name}");
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
    /// <c>PatternBreaks.sql</c> is read by the record PatternBreaks; a step <c>X.Y.sql</c> by a record Y inside X, where there is one.
    /// </summary>
    private static Type? RecordOf(string resource)
    {
        var name = resource[..^".sql".Length];
        var dot = name.LastIndexOf('.');
        var type = House.GetType(name) ?? House.GetType($"{name[..dot]}+{name[(dot + 1)..]}");
        return type?.GetMethod("<Clone>$") is null ? null : type;
    }

    private static string Text(string resource)
    {
        using var reader = new StreamReader(House.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static string WithoutComments(string sql) =>
        string.Join('\n', sql.Split('\n').Select(line => line.Split("--")[0])).Trim();

    private sealed record Example(int Version, DateTimeOffset SetAt, string SetBy2);
}
