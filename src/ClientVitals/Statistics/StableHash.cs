namespace ClientVitals.Statistics;

/// <summary>A hash of a text that is the same on every machine and in every version: FNV-1a (Fowler, Noll and Vo 1991) over its UTF-16 units.</summary>
internal static class StableHash
{
    private const ulong Basis = 14695981039346656037UL, Prime = 1099511628211UL;

    public static ulong Of(string text)
    {
        var hash = Basis;
        foreach (var letter in text)
            hash = (hash ^ letter) * Prime;
        return hash;
    }
}
