using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Sources.Intake;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>
/// What an entity's steps give has the columns they say, in name, order and type: few rows come with a statement by what is said, many by
/// what is given. The server understands the steps that are made from the description.
/// </summary>
public sealed class IntakeLaw(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await IntakeKind.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("calls")]
    [InlineData("visits")]
    [InlineData("sessions")]
    [InlineData("packages")]
    [InlineData("payments")]
    [InlineData("people")]
    public async Task Each_relation_of_an_entity_is_what_it_says(string name)
    {
        var entity = IntakeKind.Of(name);
        await using var db = await database.OpenAdminAsync();
        await using var transaction = await db.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync($"create temporary table incoming ({TableStage.Ddl(entity.Columns)}) on commit drop");
        foreach (var relation in entity.Relations)
        {
            await db.ExecuteAsync($"create temporary table {relation.Name}_said ({relation.Columns}) on commit drop");
            await using (var make = new NpgsqlCommand($"create temporary table {relation.Name} on commit drop as\n{relation.Sql}", db))
            {
                foreach (var (parameter, value) in new (string, object)[] { ("now", DateTime.UtcNow), ("source", "s"), ("entity", name), ("match_only", false), ("moves", true), ("own_numbers", Array.Empty<string>()) })
                    make.Parameters.AddWithValue(parameter, value);
                await make.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
            (await ColumnsAsync(db, relation.Name)).ShouldBe(await ColumnsAsync(db, relation.Name + "_said"), relation.Name);
        }
        foreach (var step in new[] { Repeats.LastLine(entity.Columns, entity.Together), Repeats.Leave, Repeats.Number(entity.Columns), Repeats.Lines }.OfType<string>())
            await db.ExecuteAsync(step);
        // The steps that are made from a declaration are no files that another law could read.
        foreach (var step in (name is "calls" or "visits" ? [] : new[] { "Correct", "Confirm", "Before", "Add", "Grown", "Match", "Unmatched", "WouldLeave", "Tell", "Follow" }))
            await AskAsync(db, name, entity.Step(step).ShouldNotBeNull());
        if (entity.Step("Settle") is { } settle)
            await AskAsync(db, name, settle);
        foreach (var step in new[] { "Correct", "Add" })
            entity.Step(step).ShouldNotBeNull().ShouldStartWith("-- ");
        entity.Columns[0].ShouldBe(new StageColumn("line", "bigint", ColumnUse.Line));
    }

    private static async Task AskAsync(NpgsqlConnection db, string name, string sql)
    {
        await using var ask = new NpgsqlCommand(sql, db);
        foreach (var (parameter, value) in new (string, object)[] { ("now", DateTime.UtcNow), ("source", "s"), ("entity", name), ("match_only", false), ("moves", true), ("before", 0L), ("delivery", 1L) })
            ask.Parameters.AddWithValue(parameter, value);
        await ask.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ColumnsAsync(NpgsqlConnection db, string table) => [.. await db.QueryAsync<string>(
        "select attname || ' ' || format_type(atttypid, null) from pg_attribute where attrelid = ('pg_temp.' || @table)::regclass and attnum > 0 order by attnum", new { table })];

    [Fact]
    public void Every_entity_is_found_by_its_name() => ClientVitals.Entities.All.ShouldAllBe(entity => ClientVitals.Entities.Find(entity.Name) == entity);
}
