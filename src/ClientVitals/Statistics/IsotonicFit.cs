namespace ClientVitals.Statistics;

/// <summary>
/// The increasing function nearest to data in least squares, by pooling adjacent violators (Ayer and others 1955; Barlow and others 1972). Values at equal
/// places are averaged first ("secondary" treatment of ties; de Leeuw, Hornik and Mair 2009).
/// </summary>
/// <param name="Blocks">From left to right; values increase.</param>
public sealed record IsotonicFit(IReadOnlyList<IsotonicFit.Block> Blocks)
{
    /// <summary>A stretch on which the function is constant.</summary>
    /// <param name="From">Leftmost place of its data.</param>
    /// <param name="Until">Rightmost place of its data.</param>
    /// <param name="Center">Weighted mean of the places.</param>
    /// <param name="Value">Weighted mean of the values.</param>
    public readonly record struct Block(double From, double Until, double Center, double Value, double Weight);

    /// <param name="places">Where each value is; any order.</param>
    /// <param name="weights">Empty: all weigh the same.</param>
    public static IsotonicFit Of(ReadOnlySpan<double> places, ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default)
    {
        if (places.Length != values.Length || !weights.IsEmpty && weights.Length != places.Length)
            throw new ArgumentException("Places, values and weights must be as many.", nameof(values));
        var keys = places.ToArray();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        var blocks = new List<Block>();
        for (var from = 0; from < keys.Length;)
        {
            double sum = 0, weight = 0;
            var until = from;
            for (; until < keys.Length && keys[until].Equals(keys[from]); until++)
            {
                var one = weights.IsEmpty ? 1 : weights[order[until]];
                (sum, weight) = (sum + one * values[order[until]], weight + one);
            }
            if (weight > 0)
                Add(blocks, new Block(keys[from], keys[from], keys[from], sum / weight, weight));
            from = until;
        }
        return new IsotonicFit(blocks);
    }

    private static void Add(List<Block> blocks, Block block)
    {
        while (blocks.Count > 0 && blocks[^1].Value >= block.Value)
        {
            var left = blocks[^1];
            blocks.RemoveAt(blocks.Count - 1);
            var weight = left.Weight + block.Weight;
            block = new Block(
                left.From, block.Until, (left.Center * left.Weight + block.Center * block.Weight) / weight,
                (left.Value * left.Weight + block.Value * block.Weight) / weight, weight);
        }
        blocks.Add(block);
    }

    /// <summary>The step function: the value of the block at or before the place; before the first block, the first.</summary>
    public double Step(double place)
    {
        var at = Blocks[0].Value;
        foreach (var block in Blocks)
        {
            if (block.From > place)
                break;
            at = block.Value;
        }
        return at;
    }

    /// <summary>
    /// Straight between the centers of the blocks ("centered isotonic regression", Oron and Flournoy 2017): it does not tie what the data only
    /// cannot tell apart. Constant before the first center and after the last.
    /// </summary>
    public double Between(double place)
    {
        int low = 0, high = Blocks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Blocks[middle].Center <= place)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == 0)
            return Blocks[0].Value;
        if (low == Blocks.Count)
            return Blocks[^1].Value;
        var (left, right) = (Blocks[low - 1], Blocks[low]);
        return left.Value + (right.Value - left.Value) * (place - left.Center) / (right.Center - left.Center);
    }
}
