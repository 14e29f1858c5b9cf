using System.Numerics;
using System.Runtime.CompilerServices;

namespace ClientVitals.CallPatterns;

/// <summary>
/// A client seen as a row of gaps: the chance of an active day depends on how many exposed days have passed since the last one,
/// learnt in seven bands of doubling length. It is what foretells a client who calls in bursts and then rests.
/// </summary>
internal struct GapHabit
{
    private const int Bands = 7;

    /// <summary>Prior active days of each band; its prior silent days follow from the client's own mean.</summary>
    private const float PriorActive = 1.2f;

    /// <summary>How much likelier than on average a call is in each band, before anything is learnt.</summary>
    private static readonly float[] PriorRatio = [3f, 2.2f, 1.3f, .7f, .5f, .45f, .4f];

    private BandCounts _active, _days;
    private int _age;

    [InlineArray(Bands)]
    private struct BandCounts
    {
        private float _first;
    }

    /// <summary>The chance of silence today.</summary>
    /// <param name="activeShare">The client's active days per exposed day, whatever the gap.</param>
    public readonly float Silence(float activeShare)
    {
        var band = Band;
        return 1 - (_active[band] + PriorActive) / (_days[band] + PriorActive / (activeShare * Tilt(PriorRatio[band], activeShare)));
    }

    /// <summary>Bursts are for those who call seldom: at one call a day every band is alike.</summary>
    private static float Tilt(float ratio, float share) => 1 + (ratio - 1) * (1 - share) * (1 - share) * (ratio > 1 ? 1 - share : 1);

    public void Learn(bool active)
    {
        var band = Band;
        _days[band] += 1;
        if (active)
        {
            _active[band] += 1;
            _age = 0;
        }
        else
            _age++;
    }

    private readonly int Band => Math.Min(Bands - 1, BitOperations.Log2((uint)_age + 1));
}
