namespace ClientVitals.Statistics;

/// <content>Draws from the usual distributions.</content>
public partial struct SplitMix64
{
    /// <summary>Uniform in [from, until).</summary>
    public double Between(double from, double until) => from + (until - from) * Unit();

    /// <summary>True with this probability.</summary>
    public bool Happens(double probability) => Unit() < probability;

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -Math.Log(1 - Unit());

    /// <summary>Standard normal (Box and Muller; the second value is not kept, so that a draw stays one draw).</summary>
    public double Normal() => Math.Sqrt(2 * Exponential()) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>Gamma with this shape (1 or more) and scale 1, so its mean is the shape (Marsaglia and Tsang 2000).</summary>
    public double Gamma(double shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape, 1);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(1 - Unit()) < 0.5 * x * x + d * (1 - v + Math.Log(v))) return d * v;
        }
    }

    /// <summary>Poisson with this mean; by counting exponentials, in parts where the mean is large (exp(−30) is still exact).</summary>
    public int Poisson(double mean)
    {
        var count = 0;
        for (; mean > 30; mean -= 30) count += PoissonPart(30);
        return count + PoissonPart(mean);
    }

    /// <summary>The index of the first cumulative share above a uniform draw; the last share must be 1.</summary>
    public int Pick(ReadOnlySpan<double> cumulative)
    {
        var at = Unit();
        var index = 0;
        while (index < cumulative.Length - 1 && at >= cumulative[index]) index++;
        return index;
    }

    private int PoissonPart(double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Unit(); product > limit; product *= Unit()) count++;
        return count;
    }
}
