using ClientVitals.Access;
using ClientVitals.Database;

namespace ClientVitals.Server.Rooms.People;

/// <summary>
/// Possible duplicates, looked for at most every few minutes: it compares everybody with everybody. What is decided here is looked at
/// again at once; only those who manage the business ask, and they all see the same.
/// </summary>
internal sealed class DuplicateHunt(VitalsDatabase database)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private volatile Hunted? _last;

    /// <param name="At">When it was looked for.</param>
    internal sealed record Hunted(DateTimeOffset At, Lazy<Task<IReadOnlyList<LikelyDuplicate>>> Pairs);

    /// <summary>The pairs, and when they were looked for.</summary>
    public async Task<(IReadOnlyList<LikelyDuplicate> Pairs, DateTimeOffset At)> ReadAsync(Caller who, DateTimeOffset now, CancellationToken cancel)
    {
        var last = _last;
        if (last is null || now - last.At >= Kept || now < last.At || last.Pairs is { IsValueCreated: true, Value.IsFaulted: true })
            _last = last = new(now, new(() => LikelyDuplicates.ReadAsync(database, who.ToIdentity(), CancellationToken.None)));
        return (await last.Pairs.Value.WaitAsync(cancel), last.At);
    }

    /// <summary>Something was decided: what was found is out of date.</summary>
    public void Forget() => _last = null;
}
