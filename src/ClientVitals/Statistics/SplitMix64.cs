namespace ClientVitals.Statistics;

/// <summary>
/// Reproducible random numbers: the same seed and stream give the same numbers on every machine and any number of cores.
/// SplitMix64 (Steele, Lea and Flood 2014): one multiply-xor chain per draw. For simulation and resampling, never for secrets.
/// </summary>
public partial struct SplitMix64
{
    /// <summary>The generator's increment: 2⁶⁴ divided by the golden ratio, made odd.</summary>
    private const ulong Step = 0x9E3779B97F4A7C15UL;

    private const double UnitOf53Bits = 1.0 / (1UL << 53);

    private ulong _state;

    private SplitMix64(ulong state) => _state = state;

    /// <summary>The plain generator from a state, as its reference implementation starts.</summary>
    internal static SplitMix64 FromState(ulong state) => new(state);

    /// <summary>One numbered stream of a seed.</summary>
    public SplitMix64(long seed, ulong stream) => _state = Mixed((ulong)seed + Step) ^ Mixed(stream);

    /// <summary>The stream of a name (<see cref="StableHash"/>): a client keeps theirs, whatever other clients are in the book.</summary>
    public static SplitMix64 Of(long seed, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new SplitMix64(seed, StableHash.Of(name));
    }

    /// <summary>
    /// The stream of a seed, a subject and a purpose; the same three always give the same draws. So subject 7 is the same whatever else is
    /// drawn, and one of their weeks can be drawn without the weeks before it.
    /// </summary>
    public static SplitMix64 Of(long seed, long who, long what) =>
        new(Mixed(Mixed(Mixed((ulong)seed + Step) ^ (ulong)who) ^ (ulong)what));

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mixed(_state += Step);

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * UnitOf53Bits;

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    private static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
