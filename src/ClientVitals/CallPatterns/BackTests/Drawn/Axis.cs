using System.Globalization;

namespace ClientVitals.CallPatterns.BackTests.Drawn;

/// <summary>Places values on a drawing. Coordinates are in the drawing's own units, written with one decimal.</summary>
/// <param name="Low">The value at <paramref name="Start"/>.</param>
/// <param name="High">The value at <paramref name="End"/>.</param>
/// <param name="IsLog">Equal ratios are equally long.</param>
internal readonly record struct Axis(double Low, double High, double Start, double End, bool IsLog = false)
{
    /// <summary>Where a value is drawn; values outside are drawn at the edge.</summary>
    public double At(double value)
    {
        var clamped = Math.Clamp(value, Low, High);
        var share = IsLog ? Math.Log(clamped / Low) / Math.Log(High / Low) : (clamped - Low) / (High - Low);
        return Start + share * (End - Start);
    }

    public string Placed(double value) => Number(At(value));

    public static string Number(double coordinate) => coordinate.ToString("0.0", CultureInfo.InvariantCulture);
}
