using ClientVitals.Database;

namespace ClientVitals.Sources.Intake;

/// <content>Which rows of a delivery are there already.</content>
public sealed partial class Intake<TRow>
{
    private sealed record Compared(long Known, long Corrected, long SupersededCorrected, long SupersededUnchanged);

    /// <summary>Which rows are there already, and which of them are told otherwise.</summary>
    private async Task<Compared> CompareAsync(Stage stage, UnitOfWork work, long accepted, bool hasOtherIds)
    {
        if (hasOtherIds && entity.Step("OtherIds") is { } others)
        {
            var known = (await stage.ReadAsync<(long Line, string Id)>(others)).ToDictionary(one => one.Line, one => one.Id);
            if (known.Count > 0)
                await stage.SetAsync(Repeats.Keys(entity.Columns)[^1], known);
        }
        if (entity.HasCrosswalk)
            await stage.MakeAsync(Crosswalk.Named);
        await stage.MakeAsync(KnownOf(entity.KeyType, Required("Known")));
        if (entity.Step("Choose") is { } choose && await IsDoubtfulAsync(stage))
        {
            await KeepForeignAsync(stage, work);
            await stage.LeaveOutKnownAsync(choose);
        }
        if (entity.Step("Alike") is { } alike && await MayBeAlikeAsync(stage, accepted))
            await stage.AddKnownAsync(alike);
        if (stage is ParameterStage few)
        {
            var rows = few.Rows("known");
            return new(rows.Count, rows.Count(row => (bool)row["changed"]!), 0, 0);
        }
        var (there, corrected) = (await stage.ReadAsync<(long, long)>("select count(*), count(*) filter (where changed) from known"))[0];
        var (supersededCorrected, supersededUnchanged) = (await stage.ReadAsync<(long, long)>(Repeats.Lines))[0];
        return new(there, corrected, supersededCorrected, supersededUnchanged);
    }

    /// <summary>What <c>known</c> is.</summary>
    internal static Relation KnownOf(string keyType, string sql) =>
        new("known", $"line bigint, id {keyType}, changed boolean, likeness integer, client_id uuid, is_older boolean", sql);

    /// <summary>Whether rows without an id are left that may be there in other words. Of many rows the tables are asked, once it is known that some are new.</summary>
    private async Task<bool> MayBeAlikeAsync(Stage stage, long accepted)
    {
        if (stage is ParameterStage few)
        {
            var lines = few.Rows("known").Select(row => (long)row["line"]!).ToHashSet();
            return few.Rows("incoming").Any(row => row[Repeats.Keys(entity.Columns)[^1]] is null && !lines.Contains((long)row["line"]!));
        }
        return accepted > await stage.AskAsync<long>("select (select count(*) from known) + (select count(*) from superseded)")
            && await stage.AskAsync<bool>(Required("AnyAlike"));
    }

    /// <summary>Whether it is not certain of every row which of those there already it is.</summary>
    private static async Task<bool> IsDoubtfulAsync(Stage stage) => stage is ParameterStage few
        ? few.Rows("known").Any(row => (int)row["likeness"]! > 1)
        : await stage.AskAsync<bool>("select exists (select from known where likeness > 1)");

    /// <summary>A row goes from one client to another only by the word of somebody who sees both.</summary>
    private async Task KeepForeignAsync(Stage stage, UnitOfWork work)
    {
        if (work.By.Identity == DatabaseIdentity.Service)
            return;
        var met = await stage.ReadAsync<Guid>("select distinct k.client_id from known k where k.client_id is not null");
        stage.About("own", (await entity.Identity.SeenAsync(work, met, stage.Ct)).ToArray());
        // What belongs to nobody goes to nobody by its id alone.
        await stage.LeaveOutKnownAsync("select k.line, k.id from known k where k.likeness > 1 and not coalesce(k.client_id = any (@own::uuid[]), k.likeness < 4)");
    }
}
