namespace ClientVitals.Simulation;

/// <summary>
/// A small random source whose stream depends only on three numbers: the town's seed, who it is about, and what is drawn.
/// So client 7 of a town is the same person whatever the town's size, and one of her weeks can be drawn without the weeks before it.
/// SplitMix64 (Steele, Lea, Flood 2014): one multiply-xor chain per draw, ample for a simulation, never for secrets.
/// </summary>
public struct Chance
{
    private const double UnitOf53Bits = 1.0 / (1UL << 53);

    private ulong _state;

    private Chance(ulong state) => _state = state;

    /// <summary>The stream for this seed, subject and purpose; the same three always give the same draws.</summary>
    public static Chance Of(long seed, long who, long what) =>
        new(Mixed(Mixed(Mixed((ulong)seed + 0x9E3779B97F4A7C15UL) ^ (ulong)who) ^ (ulong)what));

    public ulong Next() => Mixed(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * UnitOf53Bits;

    /// <summary>Uniform in [from, until).</summary>
    public double Between(double from, double until) => from + (until - from) * Unit();

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

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

    private static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
