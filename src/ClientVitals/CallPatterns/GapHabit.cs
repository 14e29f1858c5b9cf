using System.Runtime.CompilerServices;

namespace ClientVitals.CallPatterns;

/// <summary>
/// A client seen as a row of gaps: the chance of an active day depends on whether the last one was yesterday, within three days, or longer
/// ago. It is what foretells a client who calls in bursts and then rests.
/// </summary>
internal struct GapHabit
{
    private const int Bands = 3;

    /// <summary>Prior active days of each band; its prior silent days follow from the client's own mean.</summary>
    private const float PriorActive = 5f;

    /// <summary>How much likelier than on average a call is in each band, before anything is learnt.</summary>
    private static readonly float[] PriorRatio = [2.9f, 2.3f, .13f];

    private BandCounts _active, _days, _priorDays;
    private int _age;

    [InlineArray(Bands)]
    private struct BandCounts
    {
        private float _first;
    }

    /// <summary>Begins with nothing known but the client's active days per exposed day.</summary>
    public void Begin(float activeShare)
    {
        this = default;
        Expect(activeShare);
    }

    /// <summary>The chance of silence today.</summary>
    public readonly float Silence()
    {
        var band = Band;
        return 1 - (_active[band] + PriorActive) / (_days[band] + _priorDays[band]);
    }

    /// <summary>Bursts are for those who call seldom: at one call a day every band is alike.</summary>
    private static float Tilt(float ratio, float share) => 1 + (ratio - 1) * (1 - share) * (1 - share) * (ratio > 1 ? 1 - share : 1);

    /// <param name="activeShare">The client's active days per exposed day, whatever the gap.</param>
    public void Learn(bool active, float activeShare)
    {
        var band = Band;
        _days[band] += 1;
        if (!active)
        {
            _age++;
            return;
        }
        _active[band] += 1;
        _age = 0;
        Expect(activeShare);
    }

    private void Expect(float activeShare)
    {
        for (var band = 0; band < Bands; band++)
            _priorDays[band] = PriorActive / (activeShare * Tilt(PriorRatio[band], activeShare));
    }

    private readonly int Band => _age == 0 ? 0 : _age < 3 ? 1 : 2;
}
