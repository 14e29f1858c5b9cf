using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources.Intake;

/// <content>The way of many rows: they are staged in temporary tables, and joined by hashing.</content>
public sealed partial class Intake<TRow>
{
    /// <summary>From this many new rows on, the tables' statistics are renewed.</summary>
    private const long Many = 10_000;

    /// <summary>
    /// From this many records on, tables are joined by hashing only. Statistics of tables that were just emptied and filled say
    /// "empty", and a planner who believes it walks through one table for each row of another.
    /// </summary>
    private const long TooManyToLoop = 1_000;

    private async Task<Stage> StageManyAsync(NpgsqlConnection db, IEnumerable<TRow> rows, Action<Stage> describe, Action<string> say, CancellationToken ct)
    {
        var many = new TableStage(db, ct);
        describe(many);
        // The server looks now and then whether this program still lives, and gives up a statement that nobody waits for; the other way
        // round, a cable that is cut without a word does not keep a dead program's transaction, and its turn, for hours. For this
        // transaction alone: behind a pooler the connection is somebody else's afterwards.
        await many.DoAsync(Sql.Of(typeof(Turns), "NoticeLoss"));
        // Hash tables of a whole file's addresses and keys, not of one question's; compiling a statement run once pays never.
        await many.DoAsync("set local work_mem = '128MB'; set local jit = off");
        await many.FillAsync(entity.Columns, rows, entity.Write, () => say("reading"));
        return many;
    }

    private static IEnumerable<TRow> All(List<TRow> first, IEnumerator<TRow> rest)
    {
        foreach (var row in first)
            yield return row;
        while (rest.MoveNext())
            yield return rest.Current;
    }

    private async Task<long> FindManyAsync(Stage stage, long accepted)
    {
        if (accepted > TooManyToLoop)
            await stage.DoAsync("set local enable_nestloop = off");
        await JoinRepeatsAsync(stage);
        return MatchOnly ? 0 : await entity.Identity.MakeAsync(stage);
    }

    /// <summary>Whose many rows are, and one row of each that is there more than once.</summary>
    private async Task JoinRepeatsAsync(Stage stage)
    {
        await stage.DoAsync("analyze incoming");
        await stage.MakeAsync(People);
        await stage.MakeAsync(Repeats.Superseded(entity.Columns, ofEachClient: !entity.HasCrosswalk, entity.Standing));
        if (await stage.AskAsync<bool>("select exists (select from superseded)"))
        {
            await stage.DoAsync(Repeats.LastLine(entity.Columns, entity.Together));
            await stage.DoAsync(Repeats.Leave);
        }
        if (Repeats.Number(entity.Columns) is { } number)
            await stage.DoAsync(number);
    }

    /// <summary>
    /// Statistics belong to the owner. A login that may not renew them leaves it to autovacuum. The entity's own table takes as long as all the
    /// others, so it is looked at beside them.
    /// </summary>
    private Task TidyAsync(VitalsDatabase database, CancellationToken ct) =>
        Task.WhenAll(AnalyzeAsync(database, entity.Tables.Take(1), ct), AnalyzeAsync(database, entity.Tables.Skip(1), ct));

    private static async Task AnalyzeAsync(VitalsDatabase database, IEnumerable<string> tables, CancellationToken ct)
    {
        var named = string.Join(", ", tables);
        if (named.Length == 0)
            return;
        await using var admin = await database.OpenAdminAsync(ct);
        await admin.ExecuteAsync(new CommandDefinition("analyze " + named, commandTimeout: 0, cancellationToken: ct));
    }
}
