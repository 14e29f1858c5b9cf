using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns.Model;

/// <content>Which model is in which lane. Where the numbers come from: docs/alarm-model.md.</content>
internal sealed partial class Baseline
{
    /// <summary>The lane of the steady rate that comes in bursts.</summary>
    private const int BurstLane = 4;

    /// <summary>Shape of the weekly level: from steady to ragged; four with the long memory and the bursts, three with the short one.</summary>
    private static readonly Vector256<float> Shape = Vector256.Create(5000f, 6.54f, 1.81f, .7f, 5000f, 5000f, 3.58f, 1.54f);

    /// <summary>What stays of a count after a day: half-lives of a year and of twenty weeks.</summary>
    private static readonly Vector256<float> Kept =
        Vector256.Create(.99809f, .99809f, .99809f, .99809f, .99809f, .995f, .995f, .995f);

    /// <summary>How many expected calls a weekday needs to outweigh the profile of a prior.</summary>
    private const float ProfileStrength = 12f;

    private static readonly Vector256<float> LongRates = Vector256.Create(1f, 1f, 1f, 1f, 1f, 0f, 0f, 0f);
    private static readonly Vector256<float> LongHabits = Vector256.Create(1f, 1f, 1f, 1f, 0f, 0f, 0f, 0f);
    private static readonly Vector256<float> OneLane = Vector256.Create(1 / 3f, 1 / 3f, 1 / 3f, 1f, 1 / 3f, 1 / 3f, 1 / 3f, 0f);
    private static readonly Vector256<float> UnevenRates = Vector256.Create(0f, 1f, 1f, 1f, 0f, 0f, 1f, 1f);
}
