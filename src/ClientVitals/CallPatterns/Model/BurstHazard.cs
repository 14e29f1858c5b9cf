using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// The hazard of a call by the days since the last one, as multiples of the client's own steady rate: a client who calls in bursts calls
/// again within days, or not for weeks. A piecewise constant hazard with a gamma prior in each band (Kalbfleisch 1978), so its posterior
/// mean is a quotient of counts.
/// </summary>
internal struct BurstHazard
{
    /// <summary>Prior counts: so many expected calls weigh as much as the prior.</summary>
    private const float Strength = 6;

    /// <summary>The last day of each band but the last, in exposed days since the last active one.</summary>
    private static readonly int[] LastDays = [1, 2, 4, 7, 14, 28];

    /// <summary>The band of each day, as far as bands differ.</summary>
    internal static readonly int[] Bands = [.. Enumerable.Range(0, LastDays[^1] + 2).Select(day => LastDays.Count(last => last < day))];

    /// <summary>Prior mean of the multiples times their prior count, by band.</summary>
    private static readonly Vector256<float> Prior = Strength * Vector256.Create(1.8f, 1.8f, 1.5f, .8f, .5f, .5f, .5f, 1f);

    /// <summary>The prior multiples by band, for those who measure them again.</summary>
    internal static Vector256<float> ShippedMultiples => Prior / Strength;

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
