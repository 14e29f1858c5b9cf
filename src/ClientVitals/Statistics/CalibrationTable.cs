namespace ClientVitals.Statistics;

/// <summary>Predicted against happened, by tenths of the cases from the least to the most likely. Fewer rows when there are fewer than ten cases.</summary>
public sealed record CalibrationTable(IReadOnlyList<CalibrationTable.Tenth> Tenths)
{
    /// <summary>One tenth of the cases.</summary>
    /// <param name="Number">1 = least likely.</param>
    /// <param name="Predicted">Mean probability, 0 to 1.</param>
    /// <param name="Seen">Share in which it happened, 0 to 1.</param>
    /// <param name="Low">Lower end of the exact 90 % interval (Clopper and Pearson 1934) of that share.</param>
    /// <param name="High">Upper end of it.</param>
    public sealed record Tenth(int Number, int Cases, double Predicted, int Happened, double Seen, double Low, double High);

    /// <summary>Absolute difference of predicted and seen, on average over the tenths (0 to 1).</summary>
    public double AverageError => Tenths.Count == 0 ? 0 : Tenths.Average(tenth => Math.Abs(tenth.Predicted - tenth.Seen));

    /// <summary>The table; cases of equal probability keep the order in which they are given.</summary>
    public static CalibrationTable Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> happened)
    {
        if (probabilities.Length != happened.Length)
            throw new ArgumentException("Each probability needs to say whether the event happened.", nameof(happened));
        var order = new int[probabilities.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var sorted = probabilities.ToArray();
        order = [.. order.OrderBy(place => sorted[place])];
        var tenths = new List<Tenth>(10);
        for (var tenth = 0; tenth < 10; tenth++)
        {
            var part = order.AsSpan()[(int)((long)order.Length * tenth / 10)..(int)((long)order.Length * (tenth + 1) / 10)];
            if (part.IsEmpty)
                continue;
            double said = 0;
            var hits = 0;
            foreach (var place in part)
            {
                said += probabilities[place];
                hits += happened[place] ? 1 : 0;
            }
            var (low, high) = ExactShareInterval.Of(hits, part.Length);
            tenths.Add(new Tenth(tenth + 1, part.Length, said / part.Length, hits, hits / (double)part.Length, low, high));
        }
        return new CalibrationTable(tenths);
    }
}
