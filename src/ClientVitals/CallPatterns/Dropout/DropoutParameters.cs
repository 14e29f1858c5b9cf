namespace ClientVitals.CallPatterns.Dropout;

/// <summary>
/// The dropout model of a book: how often its clients call, and how likely each is to leave after a call. While active, a client's
/// gaps between active days are the sum of <paramref name="K"/> exponential stages (Erlang); the stage rate varies over clients by a gamma
/// distribution, the chance to leave after an active day by a beta distribution, independently.
/// </summary>
/// <remarks>
/// K = 1 without leaving after the first call: BG/NBD (Fader, Hardie and Lee 2005). K = 1 with it: MBG/NBD (Batislam, Denizel and
/// Filiztekin 2007). K &gt; 1 with it: MBG/CNBD-k (Reutterer, Platzer and Schröder 2021).
/// </remarks>
/// <param name="R">Shape of the stage rates over clients.</param>
/// <param name="Alpha">Their inverse scale, in the unit of time of the histories (days; weeks in the published tables).</param>
/// <param name="A">First shape of the chance to leave: the larger, the more leave.</param>
/// <param name="B">Second shape of it: the larger, the fewer leave.</param>
/// <param name="K">Stages of a gap: 1 = by chance, the more the more regular.</param>
/// <param name="LeavesAfterFirst">Whether a client may leave right after the first call. Without it, who called once is active for certain.</param>
public sealed record DropoutParameters(double R, double Alpha, double A, double B, int K = 1, bool LeavesAfterFirst = true)
{
    /// <summary>The name under which the literature knows the model.</summary>
    public string Name => (LeavesAfterFirst ? "MBG/" : "BG/") + (K == 1 ? "NBD" : FormattableString.Invariant($"CNBD-{K}"));

    /// <summary>Chance to leave after an active day, on average over the clients as they come.</summary>
    public double LeaveChance => A / (A + B);

    /// <summary>The gap between active days at the mean rate, in the unit of time of the histories.</summary>
    public double UsualGap => K * Alpha / R;

    /// <summary>Chances to leave known to have been passed up after so many repeat days, for someone still active.</summary>
    internal double StayedTimes(double repeats) => repeats + (LeavesAfterFirst ? 1 : 0);
}
