using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns;

/// <summary>
/// A client seen as seven weekdays, each with its own chance of an active day. Two views of that chance, at a long and a short
/// memory: an appointment (a weekday is either kept nearly always, or hardly ever, or now and then: spike and slab), and a
/// chance that may be anything. Chances are Beta distributed, so every prediction is a quotient of counts.
/// Lanes 0–3: long memory (hardly ever, appointment, now and then | anything); lanes 4–7: the same at the short one.
/// </summary>
internal sealed class WeekdayHabit
{
    /// <summary>Prior counts of active days of each view.</summary>
    private static Vector256<float> PriorActive =
        Vector256.Create(.35f, 19f, 1.5f, .7f, .35f, 19f, 1.5f, .7f);

    /// <summary>Prior counts of silent days of each view.</summary>
    private static Vector256<float> PriorSilent =
        Vector256.Create(12f, 2.3f, 2.5f, 1.8f, 12f, 2.3f, 2.5f, 1.8f);

    private static Vector256<float> PriorShare =
        Vector256.Create(.60f, .34f, .06f, 1f, .60f, .34f, .06f, 1f);

    /// <summary>What stays of a count after a week: half-lives of 60 and 12 weeks.</summary>
    private static Vector256<float> Kept = Vector256.Create(.9885f, .9885f, .9885f, .9885f, .944f, .944f, .944f, .944f);

    private static Vector256<float> Forgotten =
        Vector256.Create(.002f, .002f, .002f, 0f, .01f, .01f, .01f, 0f);

    private readonly Vector256<float>[] _active = new Vector256<float>[7];
    private readonly Vector256<float>[] _silent = new Vector256<float>[7];
    private readonly Vector256<float>[] _share = new Vector256<float>[7];

    public void Clear()
    {
        Array.Clear(_active);
        Array.Clear(_silent);
        Array.Fill(_share, PriorShare);
    }

    public void CopyFrom(WeekdayHabit other)
    {
        Array.Copy(other._active, _active, 7);
        Array.Copy(other._silent, _silent, 7);
        Array.Copy(other._share, _share, 7);
    }

    /// <summary>Each view's share times its chance that this weekday stays silent; summed within an expert it is the prediction.</summary>
    public Vector256<float> Silence(int weekday)
    {
        var silent = PriorSilent + _silent[weekday];
        return _share[weekday] * silent / (silent + PriorActive + _active[weekday]);
    }

    /// <summary>The four experts' predictions: appointment and anything, long and short.</summary>
    public static Vector128<float> Experts(Vector256<float> silence) => Vector128.Create(
        silence[0] + silence[1] + silence[2], silence[3], silence[4] + silence[5] + silence[6], silence[7]);

    public void Learn(int weekday, bool active, Vector256<float> silence)
    {
        var share = active ? _share[weekday] - silence : silence;
        var longTotal = share[0] + share[1] + share[2];
        var shortTotal = share[4] + share[5] + share[6];
        var total = Vector256.Create(
            Vector128.Create(longTotal, longTotal, longTotal, share[3]),
            Vector128.Create(shortTotal, shortTotal, shortTotal, share[7]));
        share /= total;
        _share[weekday] = share + (PriorShare - share) * Forgotten;
        _active[weekday] *= Kept;
        _silent[weekday] *= Kept;
        if (active)
            _active[weekday] += Vector256<float>.One;
        else
            _silent[weekday] += Vector256<float>.One;
    }
}
