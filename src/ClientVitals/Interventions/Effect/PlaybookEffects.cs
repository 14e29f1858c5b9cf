using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Interventions.Effect;

/// <summary>An item that follows a playbook, and what came of it.</summary>
/// <param name="Arm">ACT or HELD_OUT, of the first item of a client in a version that holds some out; null otherwise.</param>
/// <param name="Share">Share that was to be held out.</param>
/// <param name="WasReached">Somebody reached the client within the 30 days.</param>
/// <param name="HasReturned">Null = not known yet.</param>
/// <param name="Stratum">What was known before: the cause's status and how high the risk was.</param>
internal sealed record PlaybookCase(
    long PlaybookId, string Key, int Version, string InterventionType, string? Arm, decimal? Share, bool WasReached, bool? HasReturned, string Stratum);

/// <summary>Whether a playbook helps: the share of clients who were back within 30 exposed days, compared in three ways.</summary>
/// <param name="PlaybookId">The version in which clients were drawn; without one the latest that has items.</param>
/// <param name="Reached">Items whose client somebody reached, of those of which it is known what came of them.</param>
/// <param name="NotReached">The others of them.</param>
/// <param name="Waiting">Items of which it is not known yet.</param>
/// <param name="Naive">Share back of those reached less that of the others. Those who are called differ from those who are not: this is not the effect.</param>
/// <param name="Stratified">The same among clients with the same cause and a like risk (Mantel and Haenszel); null where there is nothing to compare.</param>
/// <param name="Acted">Clients of that version who were drawn to be contacted and of whom it is known what came of it.</param>
/// <param name="HeldOut">Those who were drawn to be held out.</param>
/// <param name="Effect">Share back of those to be contacted less that of those held out; by intention to treat, whatever was done. Null = nobody was drawn.</param>
/// <param name="Low">Between which effects the true one lies, however often it was looked at (95 %).</param>
/// <param name="MoreUntil">About how many more until an effect of 20 points would be told from none; null = unknown, 0 = it would be.</param>
/// <param name="RatioP">How often chance alone draws such a share of clients to be held out or one farther off; below .001 the lot is not believed.</param>
public sealed record PlaybookEffect(
    long PlaybookId,
    string Key,
    string InterventionType,
    int Version,
    int Reached,
    int NotReached,
    int Waiting,
    double? ReachedBack,
    double? NotReachedBack,
    double? Naive,
    double? Stratified,
    double? StratifiedError,
    int Acted,
    int HeldOut,
    double? ActedBack,
    double? HeldOutBack,
    double? Effect,
    double? Low,
    double? High,
    int? MoreUntil,
    double? RatioP)
{
    /// <summary>Whether the lot draws what it should not.</summary>
    public bool HasWrongRatio => RatioP < SampleRatio.Alarm;

    /// <summary>The effect, where it is told from none and the lot is believed.</summary>
    public double? Uplift => !HasWrongRatio && (Low > 0 || High < 0) ? Effect : null;

    /// <summary>What can be said of it: helps, harms, too early, or not compared.</summary>
    public string Verdict => HeldOut + Acted == 0 ? "not compared" : HasWrongRatio ? "lot is wrong" : Uplift is { } found ? found > 0 ? "helps" : "harms" : "too early";
}

/// <summary>The effect of each playbook, the most items first.</summary>
public static class PlaybookEffects
{
    /// <summary>The effect that is worth knowing: 20 points.</summary>
    public const double WorthKnowing = .2;

    /// <summary>As the caller may see the items.</summary>
    /// <param name="from">Items opened on this business day or later.</param>
    public static async Task<IReadOnlyList<PlaybookEffect>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly from, CancellationToken ct) =>
        Of(await database.AskAsync<PlaybookCase>(who, Sql.Of<PlaybookCase>(), new { from, drawn = false }, ct));

    /// <summary>Of all clients who were drawn, within a run: what they teach orders the queue.</summary>
    internal static async Task<IReadOnlyList<PlaybookEffect>> OfAsync(NpgsqlConnection db, CancellationToken ct) =>
        Of([.. await db.QueryAsync<PlaybookCase>(new CommandDefinition(Sql.Of<PlaybookCase>(), new { from = DateOnly.MinValue, drawn = true }, cancellationToken: ct))]);

    internal static IReadOnlyList<PlaybookEffect> Of(IReadOnlyList<PlaybookCase> cases) =>
        [.. cases.GroupBy(one => one.Key).OrderByDescending(key => key.Count()).ThenBy(key => key.Key, StringComparer.Ordinal).Select(key => OfOne([.. key]))];

    private static PlaybookEffect OfOne(PlaybookCase[] cases)
    {
        var known = cases.Where(one => one.HasReturned is not null).ToArray();
        PlaybookCase[] reached = [.. known.Where(one => one.WasReached)], others = [.. known.Where(one => !one.WasReached)];
        var observed = reached.Length > 0 && others.Length > 0
            ? new Experiment([.. known.Select(one => new ExperimentCase(one.WasReached ? "reached" : "others", Back(one), [], one.Stratum))], [], "others").Effects()[0]
            : null;
        // Only one version is compared: another one is another thing to do.
        var version = cases.Where(one => one.Arm is not null).Select(one => one.Version).DefaultIfEmpty(cases.Max(one => one.Version)).Max();
        var drawn = cases.Where(one => one.Arm is not null && one.Version == version).ToArray();
        var latest = cases.First(one => one.Version == version);
        var measured = drawn.Where(one => one.HasReturned is not null).ToArray();
        PlaybookCase[] acted = [.. measured.Where(one => one.Arm == "ACT")], held = [.. measured.Where(one => one.Arm == "HELD_OUT")];
        var sequence = drawn.Length == 0 ? null : new EffectSequence(1 - (double)drawn[0].Share!.Value);
        foreach (var one in measured)
            sequence!.Add(one.Arm == "ACT", Back(one));
        return new(
            latest.PlaybookId,
            latest.Key,
            latest.InterventionType,
            version,
            reached.Length,
            others.Length,
            cases.Length - known.Length,
            Share(reached),
            Share(others),
            observed is null ? null : observed.Mean - observed.ControlMean,
            observed?.Stratified?.Difference,
            observed?.Stratified?.StandardError,
            acted.Length,
            held.Length,
            Share(acted),
            Share(held),
            sequence?.Effect,
            sequence?.Interval?.Low,
            sequence?.Interval?.High,
            sequence?.MoreUntil(WorthKnowing),
            drawn.Length == 0 ? null : SampleRatio.From(drawn.Count(one => one.Arm == "ACT"), drawn.Length, 1 - (double)drawn[0].Share!.Value).P);
    }

    private static double Back(PlaybookCase one) => one.HasReturned == true ? 1 : 0;

    private static double? Share(PlaybookCase[] cases) => cases.Length == 0 ? null : cases.Average(Back);
}
