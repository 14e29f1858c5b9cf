namespace ClientVitals.CallPatterns;

/// <summary>
/// Reproducible random numbers: the same seed and name give the same numbers on every machine and any number of cores.
/// SplitMix64 (Steele, Lea, Flood 2014); for sampling, never for secrets.
/// </summary>
internal struct Dice
{
    private const ulong Step = 0x9E3779B97F4A7C15UL;

    private ulong _state;

    public Dice(long seed, ulong stream) => _state = Mixed((ulong)seed + Step) ^ Mixed(stream);

    /// <summary>The numbers of one name (FNV-1a over its UTF-16 units): a client keeps hers whoever else is in the book.</summary>
    public static Dice Of(long seed, string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in name)
            hash = (hash ^ letter) * 1099511628211UL;
        return new Dice(seed, hash);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (Mixed(_state += Step) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(((Mixed(_state += Step) >> 32) * (ulong)count) >> 32);

    private static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
