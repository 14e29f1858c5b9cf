using System.Collections.Concurrent;

namespace ClientVitals.Server.Security;

/// <summary>
/// Which sessions and keys were good a short while ago, by their hash. It lets nobody in: each request is looked up in the database. It
/// only tells whether the lookup may use the connections of people who are signed in, or those of strangers.
/// </summary>
internal sealed class KnownCallers(TimeProvider clock)
{
    /// <summary>Kept at most; the oldest go first.</summary>
    private const int Most = 20_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> known = new(StringComparer.Ordinal);

    /// <summary>Whether it was good lately.</summary>
    public bool Knows(string? credential) => Mark(credential) is { } mark && known.TryGetValue(mark, out var at) && (clock.GetUtcNow() - at).Duration() < Fresh;

    /// <summary>It was good just now.</summary>
    public void Remember(string? credential)
    {
        if (Mark(credential) is not { } mark)
            return;
        var now = clock.GetUtcNow();
        known[mark] = now;
        if (known.Count <= Most)
            return;
        foreach (var (old, _) in known.OrderBy(one => one.Value).Take(Most / 10))
            known.TryRemove(old, out _);
    }

    /// <summary>It opens nothing any more.</summary>
    public void Forget(string? credential)
    {
        if (Mark(credential) is { } mark)
            known.TryRemove(mark, out _);
    }

    private static string? Mark(string? credential) => Credential.Mark(credential);
}
