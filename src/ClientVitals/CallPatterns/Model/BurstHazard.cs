using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// How the chance of a call depends on the days since the last one, as multiples of the client's own steady rate: whoever calls in
/// bursts calls again within days, or not for weeks. A multiple is gamma distributed around that of a usual burst (a piecewise
/// constant hazard with a gamma prior, Kalbfleisch 1978), so it is a quotient of counts.
/// </summary>
internal struct BurstHazard
{
    /// <summary>Expected calls that outweigh the usual burst.</summary>
    private const float Strength = 6;

    /// <summary>The last day of each band but the last, in exposed days since the last active one.</summary>
    private static readonly int[] LastDays = [1, 2, 4, 7, 14, 28];

    /// <summary>The band of each day, as far as bands differ.</summary>
    private static readonly int[] Bands = [.. Enumerable.Range(0, LastDays[^1] + 2).Select(day => LastDays.Count(last => last < day))];

    /// <summary>Multiples of a usual burst, by band.</summary>
    private static readonly Vector256<float> Prior = Strength * Vector256.Create(1.8f, 1.8f, 1.5f, .8f, .5f, .5f, .5f, 1f);

    private Vector256<float> _calls, _expected;
    private int _days, _band;

    /// <summary>One exposed day more is asked about: the multiple of the steady rate at which a call is due on it.</summary>
    public float NextDay()
    {
        _days++;
        _band = Bands[Math.Min(_days, Bands.Length - 1)];
        return (Prior[_band] + _calls[_band]) / (Strength + _expected[_band]);
    }

    /// <summary>Takes in the day that was asked about.</summary>
    /// <param name="expected">Calls that the steady rate expected.</param>
    /// <param name="calls">Calls made; 0 on a silent day.</param>
    public void Learn(float expected, float calls)
    {
        _expected += Lanes.Units[_band] * expected;
        if (calls == 0)
            return;
        _calls += Lanes.Units[_band] * calls;
        _days = 0;
    }
}
