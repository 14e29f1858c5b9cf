using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns;

/// <content>What a stranger is taken for, and which model stands in which lane. How the numbers were found: docs/call-pattern.md.</content>
internal sealed partial class Baseline
{
    /// <summary>Shape of the weekly level: from steady to bursts; five with the long memory, three with the short one.</summary>
    private static readonly Vector256<float> Shape = Vector256.Create(5000f, 12f, 1.94f, .992f, .125f, 5000f, 1.06f, 2.08f);

    private static readonly Vector256<float> PriorWeight =
        Vector256.Create(.0602f, .0137f, .069f, .0238f, .000431f, .00825f, .000704f, .000238f);

    /// <summary>The same of the habits, in the lanes of <see cref="WeekdayHabit"/>; an expert of three views stands in three lanes.</summary>
    private static readonly Vector256<float> PriorHabitWeight =
        Vector256.Create(.684f, .684f, .684f, .109f, .0297f, .0297f, .0297f, 0f);

    private const float PriorGapWeight = .00176f;

    /// <summary>What stays of a count after a day.</summary>
    private static readonly Vector256<float> Kept =
        Vector256.Create(.99623f, .99623f, .99623f, .99623f, .99623f, .99008f, .99008f, .99008f);

    /// <summary>A rate of which nothing is known yet: so many calls in so many weeks, weighing as much.</summary>
    private static readonly Vector256<float> PriorCalls = Vector256.Create(1.17f), PriorWeeks = Vector256.Create(.251f);

    /// <summary>Monday to Sunday against the mean of a day: coaching is weekday work, but not everywhere.</summary>
    private static readonly Vector256<float> PriorProfile = Vector256.Create(1.15f, 1.15f, 1.15f, 1.15f, 1.1f, .75f, .55f, 0f);

    /// <summary>How many expected calls a weekday needs to outweigh the shipped profile.</summary>
    private const float ProfileStrength = 23f;

    private static readonly Vector256<float> LongRates = Vector256.Create(1f, 1f, 1f, 1f, 1f, 0f, 0f, 0f);
    private static readonly Vector256<float> LongHabits = Vector256.Create(1f, 1f, 1f, 1f, 0f, 0f, 0f, 0f);
    private static readonly Vector256<float> OneLane = Vector256.Create(1 / 3f, 1 / 3f, 1 / 3f, 1f, 1 / 3f, 1 / 3f, 1 / 3f, 0f);
    private static readonly Vector256<float> UnevenRates = Vector256.Create(0f, 1f, 1f, 0f, 0f, 0f, 1f, 1f);
    private static readonly Vector256<float> BurstRates = Vector256.Create(0f, 0f, 0f, 1f, 1f, 0f, 0f, 0f);

    private static readonly Vector256<float>[] Units =
        [.. Enumerable.Range(0, 7).Select(weekday => Vector256<float>.Zero.WithElement(weekday, 1f))];
}
