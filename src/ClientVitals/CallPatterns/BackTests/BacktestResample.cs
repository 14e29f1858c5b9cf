using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>
/// The curves of all rules for the clients as they are, or drawn again with replacement (the bootstrap over clients, Efron 1979). Each
/// resample depends on the seed and its number alone.
/// </summary>
internal sealed class BacktestResample
{
    private static readonly double[] Read = [.. BacktestProtocol.Volumes, .. BacktestCurve.BandVolumes];

    private readonly BacktestTally _tally;
    private readonly int[] _weights;
    private readonly double[] _volume, _delay, _by14, _by21;
    private readonly CurveReading _reading;

    public BacktestResample(BacktestTally tally)
    {
        _tally = tally;
        _weights = new int[tally.Clients];
        var settings = tally.Settings.Length;
        (_volume, _delay, _by14, _by21) = (new double[settings], new double[settings], new double[settings], new double[settings]);
        _reading = new CurveReading(settings);
    }

    /// <summary>What is read off one rule's curve.</summary>
    /// <param name="Delays">At the volumes of the score, then at those of the band.</param>
    public sealed record Reading(double Score, double By14, double By21, double[] Delays);

    /// <summary>The clients as they are.</summary>
    public Reading[] Whole()
    {
        Array.Fill(_weights, 1);
        return All();
    }

    /// <summary>One resample, by rule.</summary>
    public Reading[] Drawn(long seed, int number)
    {
        Array.Clear(_weights);
        var dice = new SplitMix64(seed, (ulong)number);
        for (var draw = 0; draw < _weights.Length; draw++)
            _weights[dice.Below(_weights.Length)]++;
        return All();
    }

    private Reading[] All()
    {
        var days = Sum(_tally.Days);
        var plantings = Sum(_tally.Plantings);
        for (var setting = 0; setting < _tally.Settings.Length; setting++)
        {
            _volume[setting] = days == 0 ? 0 : 700.0 * Sum(_tally.Contradicted[setting]) / days;
            _delay[setting] = plantings == 0 ? BacktestProtocol.FollowUp : (double)Sum(_tally.Delay[setting]) / plantings;
            _by14[setting] = plantings == 0 ? 0 : (double)Sum(_tally.By14[setting]) / plantings;
            _by21[setting] = plantings == 0 ? 0 : (double)Sum(_tally.By21[setting]) / plantings;
        }
        return Array.ConvertAll(Enum.GetValues<BacktestRule>(), Of);
    }

    private Reading Of(BacktestRule rule)
    {
        var first = Array.FindIndex(_tally.Settings, setting => setting.Rule == rule);
        var count = _tally.Settings.Count(setting => setting.Rule == rule);
        _reading.Take(_volume.AsSpan(first, count));
        var delays = new double[Read.Length];
        for (var at = 0; at < Read.Length; at++)
            delays[at] = _reading.At(Read[at], _delay.AsSpan(first, count), BacktestProtocol.FollowUp);
        var scored = BacktestProtocol.Volumes.Count;
        return new Reading(delays.Take(scored).Average(), Mean(_by14.AsSpan(first, count)), Mean(_by21.AsSpan(first, count)), delays);
    }

    private double Mean(ReadOnlySpan<double> shares)
    {
        var sum = 0.0;
        foreach (var volume in BacktestProtocol.Volumes)
            sum += _reading.At(volume, shares, 0);
        return sum / BacktestProtocol.Volumes.Count;
    }

    private long Sum(int[] counts)
    {
        var sum = 0L;
        for (var client = 0; client < counts.Length; client++)
            sum += (long)_weights[client] * counts[client];
        return sum;
    }
}
