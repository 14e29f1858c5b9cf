namespace ClientVitals.Statistics;

/// <summary>
/// Rounds parts so that they add up to a rounded whole: each part is rounded down, and what is missing goes, one unit each, to the parts that lost most
/// (the method of the largest remainder, Hamilton 1792; Balinski and Young 1982). Each part differs from its exact value by less than one unit.
/// </summary>
public static class LargestRemainder
{
    /// <summary>The rounded parts, in the order given.</summary>
    /// <param name="parts">Exact; may be negative.</param>
    /// <param name="whole">What they must add up to: a multiple of the unit, less than one unit from their exact sum.</param>
    /// <param name="decimals">Digits after the point that are kept: the unit is 10 to the power of minus this.</param>
    public static decimal[] Allot(ReadOnlySpan<decimal> parts, decimal whole, int decimals = 0)
    {
        var unit = new decimal(1, 0, 0, false, (byte)decimals);
        var rounded = new decimal[parts.Length];
        var lost = new decimal[parts.Length];
        var missing = whole;
        for (var i = 0; i < parts.Length; i++)
        {
            rounded[i] = Math.Floor(parts[i] / unit) * unit;
            lost[i] = parts[i] - rounded[i];
            missing -= rounded[i];
        }
        if (missing < 0)
            throw new ArgumentException($"{parts.Length} parts cannot be rounded to add up to {whole}: their sum is at least a unit above it.", nameof(whole));
        for (var units = (int)Math.Round(missing / unit); units > 0; units--)
        {
            var next = -1;
            for (var i = 0; i < lost.Length; i++)
            {
                if (lost[i] >= 0 && (next < 0 || lost[i] > lost[next]))
                    next = i;
            }
            if (next < 0)
                throw new ArgumentException($"{parts.Length} parts cannot be rounded to add up to {whole}: their sum is at least a unit below it.", nameof(whole));
            rounded[next] += unit;
            lost[next] = -1;
        }
        return rounded;
    }
}
