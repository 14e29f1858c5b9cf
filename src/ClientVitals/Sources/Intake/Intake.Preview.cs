using ClientVitals.Database;

namespace ClientVitals.Sources.Intake;

/// <content>
/// What a delivery would change, without changing it: the same staging, identity and comparison, and none of the steps that write. It takes
/// no turn and locks no row, so that no import and no message waits for somebody who only looks (decision 39).
/// </content>
public sealed partial class Intake<TRow>
{
    /// <summary>Compares, within a unit of work that is not committed.</summary>
    /// <param name="work">Whose temporary tables hold the rows until it ends.</param>
    /// <param name="incoming">What names the source.</param>
    /// <param name="rows">The rows: all, or the first ones.</param>
    /// <returns>Null = an import is at work, so that the answer would be of a moment that is over already.</returns>
    public async Task<IntakeComparison?> CompareWithinAsync(
        UnitOfWork work, Incoming<TRow> incoming, IEnumerable<TRow> rows, DateTimeOffset now, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(incoming);
        ArgumentNullException.ThrowIfNull(rows);
        var accepted = 0L;
        void Say(string step) => progress?.Report(new ImportProgress(step, accepted, incoming.BytesRead, incoming.Length));
        IEnumerable<TRow> Counted()
        {
            foreach (var row in rows)
            {
                accepted++;
                yield return row;
            }
        }
        var stage = new TableStage(work.Connection, ct);
        Describe(stage, incoming.Source, incoming.Name, now);
        // Who finds a table locked (a migration at work) does not wait for it either.
        await stage.DoAsync("set local work_mem = '128MB'; set local jit = off; set local lock_timeout = '250ms'");
        if (await stage.AskAsync<bool>(Sql.Of(typeof(Turns), "IsBusy")))
            return null;
        await stage.FillAsync(entity.Columns, Counted(), entity.Write, () => Say("comparing"));
        if (accepted > TooManyToLoop)
            await stage.DoAsync("set local enable_nestloop = off");
        Say("finding whose they are");
        stage.About("own_numbers", incoming.OwnNumbers.ToArray());
        await JoinRepeatsAsync(stage);
        Say("comparing with what is there already");
        var known = await CompareAsync(stage, work, accepted, incoming.HasOtherIds);
        stage.About("before", entity.Step("Before") is { } last ? await stage.AskAsync<long>(last) : 0);
        var clients = MatchOnly ? [] : await entity.Identity.WouldMakeAsync(stage);
        return new(
            Added: accepted - known.SupersededCorrected - known.SupersededUnchanged - known.Known,
            Unchanged: known.Known - known.Corrected + known.SupersededUnchanged,
            Corrected: known.Corrected + known.SupersededCorrected,
            Unmatched: entity.Step("WouldLeave") is { } nobodys ? await stage.AskAsync<long>(nobodys) : 0,
            NowMatched: entity.Step("WouldMatch") is { } match ? await stage.AskAsync<long>(match) : 0,
            ClientsMade: clients.Count == 0 ? 0 : clients[0].Clients,
            clients);
    }
}
