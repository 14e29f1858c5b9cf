using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns;

/// <content>What a stranger is taken for, and which model stands in which lane. How the numbers were found: docs/call-pattern.md.</content>
internal sealed partial class Baseline
{
    /// <summary>Shape of the weekly level: from steady to ragged; four with the long memory, three with the short one, one lane empty.</summary>
    private static readonly Vector256<float> Shape = Vector256.Create(5000f, 6.54f, 1.81f, 1.61f, 1f, 5000f, 3.58f, 1.54f);

    private static readonly Vector256<float> PriorWeight =
        Vector256.Create(.286f, .03f, .126f, .0637f, 0f, .0192f, .0109f, .00046f);

    /// <summary>The same of the habits, in the lanes of <see cref="WeekdayHabit"/>; an expert of three views stands in three lanes.</summary>
    private static readonly Vector256<float> PriorHabitWeight =
        Vector256.Create(.154f, .154f, .154f, .00209f, .307f, .307f, .307f, 0f);

    /// <summary>What stays of a count after a day.</summary>
    private static readonly Vector256<float> Kept =
        Vector256.Create(.99809f, .99809f, .99809f, .99809f, .99809f, .98673f, .98673f, .98673f);

    /// <summary>A rate of which nothing is known yet: so many calls in so many weeks, weighing as much.</summary>
    private static readonly Vector256<float> PriorCalls = Vector256.Create(1.25f), PriorWeeks = Vector256.Create(.2f);

    /// <summary>Monday to Sunday against the mean of a day: coaching is weekday work, but not everywhere.</summary>
    private static readonly Vector256<float> PriorProfile = Vector256.Create(1.15f, 1.15f, 1.15f, 1.15f, 1.1f, .75f, .55f, 0f);

    /// <summary>How many expected calls a weekday needs to outweigh the shipped profile.</summary>
    private const float ProfileStrength = 12f;

    private static readonly Vector256<float> LongRates = Vector256.Create(1f, 1f, 1f, 1f, 1f, 0f, 0f, 0f);
    private static readonly Vector256<float> LongHabits = Vector256.Create(1f, 1f, 1f, 1f, 0f, 0f, 0f, 0f);
    private static readonly Vector256<float> OneLane = Vector256.Create(1 / 3f, 1 / 3f, 1 / 3f, 1f, 1 / 3f, 1 / 3f, 1 / 3f, 0f);
    private static readonly Vector256<float> UnevenRates = Vector256.Create(0f, 1f, 1f, 1f, 1f, 0f, 1f, 1f);

    private static readonly Vector256<float>[] Units =
        [.. Enumerable.Range(0, 7).Select(weekday => Vector256<float>.Zero.WithElement(weekday, 1f))];
}
