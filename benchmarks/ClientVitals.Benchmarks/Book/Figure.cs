using System.Globalization;

namespace ClientVitals.Benchmarks.Book;

/// <summary>A line of the result: what was measured, beside its yardstick and the bar.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ours">Ours, in <paramref name="Unit"/>.</param>
/// <param name="Unit">s, rows/s or MB.</param>
/// <param name="Yardstick">The yardstick in the same unit; null = the bar is absolute.</param>
/// <param name="Bar">What <see cref="Value"/> is held against; null = shown only.</param>
/// <param name="AtLeast">The bar is a lower one.</param>
internal sealed record Figure(string What, double Ours, string Unit, double? Yardstick = null, double? Bar = null, bool AtLeast = false)
{
    /// <summary>The ratio to the yardstick; without one, the figure itself.</summary>
    private double Value => Yardstick is { } yard ? Ours / yard : Ours;

    private bool? Met => Bar is { } bar ? (AtLeast ? Value >= bar : Value <= bar) : null;

    public static void Print(IEnumerable<Figure> figures)
    {
        Console.WriteLine();
        Console.WriteLine($"{"what",-58} {"ours",18} {"yardstick",18} {"ratio",7} {"bar",8}");
        foreach (var f in figures)
        {
            var bar = f.Bar is { } b ? $"{(f.AtLeast ? ">=" : "<=")} {b.ToString("0.##", CultureInfo.InvariantCulture)}" : "";
            var met = f.Met switch { true => "met", false => "NOT MET", null => "" };
            var ratio = f.Yardstick is null ? "" : f.Value.ToString("0.00", CultureInfo.InvariantCulture);
            Console.WriteLine($"{f.What,-58} {f.Text(f.Ours),18} {(f.Yardstick is { } y ? f.Text(y) : ""),18} {ratio,7} {bar,8}  {met}");
        }
    }

    private string Text(double number) => number.ToString(Unit == "s" ? "0.00" : "0", CultureInfo.InvariantCulture) + " " + Unit;

    public static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
