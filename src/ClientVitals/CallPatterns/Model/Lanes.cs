using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>The eight lanes of a vector: one a model, one a weekday or one a band, as its owner says.</summary>
internal static class Lanes
{
    /// <summary>One in one lane and zero in the others, by lane.</summary>
    public static readonly Vector256<float>[] Units =
        [.. Enumerable.Range(0, 8).Select(lane => Vector256<float>.Zero.WithElement(lane, 1f))];
}
