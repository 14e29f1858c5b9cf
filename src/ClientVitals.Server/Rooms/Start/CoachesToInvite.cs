using ClientVitals.Database;

namespace ClientVitals.Server.Rooms.Start;

/// <summary>
/// Coaches without an account, for Today in a business's first days: looking for them reads every client, and Today is shown again at each act. They
/// are looked for again when an account came or went, and every few seconds.
/// </summary>
internal sealed class CoachesToInvite(VitalsDatabase database)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private volatile Looked? _last;

    private sealed record Looked(int Accounts, DateTimeOffset At, (IReadOnlyList<UninvitedCoach> Coaches, bool IsPart) Found);

    /// <param name="hour">How far the business is.</param>
    public async Task<(IReadOnlyList<UninvitedCoach> Coaches, bool IsPart)> OfAsync(FirstHour hour, DateTimeOffset now, CancellationToken ct)
    {
        if (_last is { } last && last.Accounts == hour.CoachAccounts && now - last.At < Kept && now >= last.At)
            return last.Found;
        var found = await UninvitedCoaches.FoundAsync(database, ct);
        _last = new(hour.CoachAccounts, now, found);
        return found;
    }
}
