using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// A client seen as seven weekdays, each with its own chance of an active day. Two views of that chance: an appointment, at a
/// long and a short memory (a weekday is either kept nearly always, or hardly ever, or now and then: spike and slab), and a
/// chance that may be anything. Chances are Beta distributed, so every prediction is a quotient of counts.
/// Lanes 0–2: appointment, long memory (hardly ever, kept, now and then); 3: anything; 4–6: appointment, short memory;
/// 7 is empty.
/// </summary>
internal sealed class WeekdayHabit
{
    /// <summary>Prior counts of active days of each view.</summary>
    private static readonly Vector256<float> PriorActive =
        Vector256.Create(.04f, 32f, 4.6f, .72f, .04f, 32f, 4.6f, .72f);

    /// <summary>Prior counts of silent days of each view.</summary>
    private static readonly Vector256<float> PriorSilent =
        Vector256.Create(133f, 3.6f, 4.8f, 1.54f, 133f, 3.6f, 4.8f, 1.54f);

    private static readonly Vector256<float> PriorShare =
        Vector256.Create(.77f, .18f, .05f, 1f, .77f, .18f, .05f, 1f);

    /// <summary>What stays of a count after a week: half-lives of 40 and 29 weeks.</summary>
    private static readonly Vector256<float> Kept = Vector256.Create(.9827f, .9827f, .9827f, .9827f, .9764f, .9764f, .9764f, .9764f);

    /// <summary>What stays of a view's share after a week.</summary>
    private static readonly Vector256<float> Forgotten =
        Vector256.Create(.0003f, .0003f, .0003f, 0f, .0031f, .0031f, .0031f, 0f);

    private static readonly Vector256<float> Appointments = Vector256.Create(1f, 1f, 1f, 0f, 1f, 1f, 1f, 0f);

    // Per weekday: counts of active days, of silent days, and the views' shares; one array, so that it is copied at once.
    private readonly Vector256<float>[] _counts = new Vector256<float>[21];

    public void Clear()
    {
        Array.Clear(_counts);
        Array.Fill(_counts, PriorShare, 14, 7);
    }

    public void CopyFrom(WeekdayHabit other) => other._counts.AsSpan().CopyTo(_counts);

    /// <summary>Each view's share times its chance that this weekday stays silent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Silence(int weekday)
    {
        var silent = PriorSilent + _counts[weekday + 7];
        return _counts[weekday + 14] * silent / (silent + PriorActive + _counts[weekday]);
    }

    /// <summary>Sums the views of each expert, in every lane of that expert.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Experts(Vector256<float> views)
    {
        var appointments = views * Appointments;
        return views
            + (Vector256.Shuffle(appointments, Vector256.Create(1, 2, 0, 3, 5, 6, 4, 7))
                + Vector256.Shuffle(appointments, Vector256.Create(2, 0, 1, 3, 6, 4, 5, 7))) * Appointments;
    }

    /// <summary>Takes in a day of this weekday.</summary>
    /// <param name="views">What <see cref="Silence"/> said of it.</param>
    /// <param name="experts">What <see cref="Experts"/> made of that.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(int weekday, bool active, Vector256<float> views, Vector256<float> experts)
    {
        var share = active
            ? (_counts[weekday + 14] - views) / (Vector256<float>.One - experts)
            : views / experts;
        _counts[weekday + 14] = share + (PriorShare - share) * Forgotten;
        _counts[weekday] *= Kept;
        _counts[weekday + 7] *= Kept;
        _counts[active ? weekday : weekday + 7] += Vector256<float>.One;
    }
}
