namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// Which share of a day's calls is logged by the check so many days later, from the book's own delays. Only calls logged by the check
/// can be learnt from, so long delays of late days are missing (right truncation); the estimate is the product of reverse hazards,
/// F(a) = ∏ over k &gt; a of (1 − n(delay = k) / n(delay ≤ k)), each among days old enough to show a delay of k (Lawless 1994, as in
/// method "lawless" of nowcast() in the R package surveillance).
/// </summary>
public sealed class DelayCurve
{
    /// <summary>A call logged more than so many days late is no late logging but a correction; it teaches nothing here.</summary>
    public const int LongestDelay = 21;

    /// <summary>Days learnt from.</summary>
    public const int Memory = 56;

    /// <summary>Calls that say when they were logged, without which nothing is known; and the share they must be of all.</summary>
    private const int FewestCalls = 30;
    private const double FewestSay = .5;

    /// <summary>A book that has logged this share of a day's calls by the next check logs at once.</summary>
    private const double NearlyAll = .99;

    /// <summary>A share above which nothing is corrected.</summary>
    private const double AsGoodAsAll = .995;

    private readonly double[] _shares;

    private DelayCurve(double[] shares, bool isKnown)
    {
        _shares = shares;
        IsKnown = isKnown;
        LastAge = Array.FindLastIndex(shares, share => share < 1);
    }

    /// <summary>Nothing is known of the delays: nothing is corrected.</summary>
    public static DelayCurve Unknown { get; } = new([], false);

    private static readonly DelayCurve AtOnce = new([], true);

    /// <summary>Whether the calls say when they were logged.</summary>
    public bool IsKnown { get; }

    /// <summary>Whether nothing is to be corrected.</summary>
    public bool IsAtOnce => LastAge < 0;

    /// <summary>The greatest age in days at which something is still to come; −1 for none.</summary>
    public int LastAge { get; }

    /// <summary>The share logged of a day so many days before the check; 1 = yesterday.</summary>
    public double Share(int age) => age < 0 || age >= _shares.Length ? 1 : _shares[age];

    /// <summary>Learns the curve.</summary>
    /// <param name="logged">Calls logged by the check: days their day lies before it, days their delay took (0 = seen by a check of the same day), how many.</param>
    /// <param name="unsaid">Calls of the same days that do not say when they were logged.</param>
    public static DelayCurve Of(IEnumerable<(int Age, int Delay, int Calls)> logged, int unsaid)
    {
        ArgumentNullException.ThrowIfNull(logged);
        var (at, upTo) = (new double[LongestDelay + 1], new double[LongestDelay + 1]);
        var all = 0;
        foreach (var (age, delay, calls) in logged)
        {
            if (delay > LongestDelay || delay > age || age > Memory)
                continue;
            all += calls;
            if (delay >= 0)
                at[delay] += calls;
            for (var k = Math.Max(delay, 0); k <= Math.Min(age, LongestDelay); k++)
                upTo[k] += calls;
        }
        if (all < FewestCalls || all < FewestSay * (all + unsaid))
            return Unknown;
        var shares = new double[LongestDelay];
        var share = 1.0;
        for (var k = LongestDelay; k > 0; k--)
        {
            if (upTo[k] > 0)
                share *= 1 - at[k] / upTo[k];
            shares[k - 1] = share >= AsGoodAsAll ? 1 : share;
        }
        return shares[1] >= NearlyAll ? AtOnce : new DelayCurve(shares, true);
    }

    /// <summary>What a run says of it; null when calls are logged at once.</summary>
    public string? Sentence => !IsKnown
        ? "The calls do not say when they were logged; a day whose calls are logged late counts as silent."
        : IsAtOnce ? null
        : string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"Calls are logged late: {100 * Share(1):0} % of a day's calls are known at the next day's check, {100 * Share(2):0} % after two days, {100 * Share(3):0} % after three. Silence on recent days counts less accordingly.");
}

/// <summary>The delay curves a history is read with.</summary>
public sealed class LoggingDelays
{
    private readonly DelayCurve[] _curves;
    private readonly int _first;
    private readonly bool _ofChecks;

    private LoggingDelays(DelayCurve[] curves, int first, bool ofChecks)
    {
        _curves = curves;
        _first = first;
        _ofChecks = ofChecks;
        IsAtOnce = Array.TrueForAll(curves, curve => curve.IsAtOnce);
    }

    /// <summary>The history holds what was known at one moment: how complete a day is follows from that moment, for every check.</summary>
    /// <param name="today">The business day of the moment.</param>
    public static LoggingDelays AsOf(int today, DelayCurve curve) => new([curve], today, false);

    /// <summary>The history says of each entry which check saw it first: each check has its own curve.</summary>
    /// <param name="first">The day of the first curve's check; later and earlier checks have the nearest one.</param>
    public static LoggingDelays OfChecks(int first, DelayCurve[] curves) => new(curves, first, true);

    /// <summary>Whether nothing is ever corrected.</summary>
    public bool IsAtOnce { get; }

    /// <summary>Whether what is missing of a day differs from check to check.</summary>
    public bool IsOfChecks => _ofChecks && !IsAtOnce;

    /// <summary>The curve of the last check.</summary>
    public DelayCurve Last => _curves[^1];

    /// <summary>Whether the calls say when they were logged, as of this check.</summary>
    public bool IsKnown(int check) => At(check).IsKnown;

    /// <summary>The share of a day's calls that is logged by a check.</summary>
    public double Share(int check, int day) => At(check).Share((_ofChecks ? check : _first) - day);

    /// <summary>The first day of which something may be still to come.</summary>
    public int Unsure(int check) => At(check) is { IsAtOnce: false } curve ? (_ofChecks ? check : _first) - curve.LastAge : int.MaxValue;

    private DelayCurve At(int check) => _curves[_ofChecks ? Math.Clamp(check - _first, 0, _curves.Length - 1) : 0];
}
