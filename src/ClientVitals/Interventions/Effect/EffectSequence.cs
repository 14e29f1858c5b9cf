using ClientVitals.Statistics;

namespace ClientVitals.Interventions.Effect;

/// <summary>
/// The effect of something that is done or left out by lot, looked at as often as anybody likes. Each case is compared with what was to be expected of it from the cases before (augmented inverse
/// probability weighting: Robins, Rotnitzky and Zhao 1994), so that the share drawn need not be one half; the interval holds at all looks together (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas,
/// Annals of Statistics 52, 2024, with <see cref="NormalMixture"/>). An interval for one look, looked at after every few cases, finds effects that are not there in a quarter of all runs.
/// </summary>
public sealed class EffectSequence
{
    /// <summary>The interval is narrowest at about so many cases: the first effects worth knowing are found there.</summary>
    private const int NarrowestAt = 200;

    /// <summary>An expectation weighs as much as so many cases of the mean of all.</summary>
    private const double Shrinkage = 10;

    /// <summary>The largest spread of an outcome between 0 and 1.</summary>
    private const double LargestSpread = .25;

    private readonly double _share;
    private readonly NormalMixture _mixture;
    private readonly (double Sum, int Count)[] _of = new (double, int)[2];
    private double _sum, _variance;

    /// <param name="share">The probability with which a case is treated, as it was drawn; between 0 and 1.</param>
    /// <param name="alpha">How often the interval may be wrong at any time.</param>
    public EffectSequence(double share, double alpha = .05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        _share = share;
        _mixture = NormalMixture.NarrowestAt(NarrowestAt * LargestSpread / (share * (1 - share)), alpha);
    }

    /// <summary>Cases so far.</summary>
    public int Count { get; private set; }

    /// <summary>By how much more often the outcome follows treatment; null without a case.</summary>
    public double? Effect => Count == 0 ? null : _sum / Count;

    /// <summary>Between which effects the true one lies, however often it was looked at; null without a case.</summary>
    public (double Low, double High)? Interval => Effect is { } effect ? (effect - HalfWidth(Count), effect + HalfWidth(Count)) : null;

    /// <summary>Whether zero is not among them.</summary>
    public bool IsFound => Interval is { } interval && (interval.Low > 0 || interval.High < 0);

    /// <summary>The next case, in the order of time.</summary>
    /// <param name="outcome">Between 0 and 1.</param>
    public void Add(bool isTreated, double outcome)
    {
        var (treated, other) = (Expected(1), Expected(0));
        var about = treated - other + (isTreated ? (outcome - treated) / _share : -(outcome - other) / (1 - _share));
        var before = Effect ?? 0;
        _variance += (about - before) * (about - before);
        _sum += about;
        Count++;
        ref var of = ref _of[isTreated ? 1 : 0];
        of = (of.Sum + outcome, of.Count + 1);
    }

    /// <summary>
    /// About how many cases more until an effect of this size would be told from none, if they spread as those so far; 0 = the interval is that narrow already. Null with fewer than two cases: their
    /// spread is unknown.
    /// </summary>
    /// <param name="size">Greater than 0: .1 = ten points.</param>
    public int? MoreUntil(double size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(size, 0);
        if (Count < 2)
            return null;
        var (low, high) = (Count, Count);
        while (HalfWidth(high) > size)
        {
            if (high > int.MaxValue / 4)
                return null;
            (low, high) = (high, high * 2);
        }
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = HalfWidth(middle) > size ? (middle, high) : (low, middle);
        }
        return high - Count;
    }

    /// <summary>Of the interval after so many cases that spread as those so far.</summary>
    private double HalfWidth(int count) => _mixture.Bound(_variance / Count * count) / count;

    /// <summary>The share of such cases so far, drawn towards that of all: predictable before the case is known.</summary>
    private double Expected(int which)
    {
        var all = (_of[0].Sum + _of[1].Sum + 1) / (_of[0].Count + _of[1].Count + 2);
        return (_of[which].Sum + Shrinkage * all) / (_of[which].Count + Shrinkage);
    }
}
