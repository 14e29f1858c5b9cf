using ClientVitals.Database;

namespace ClientVitals.Interventions;

/// <summary>An item that is due and not on Today.</summary>
/// <param name="Why">LIMIT (the coach's day is full) or SAME_CLIENT (another item of the client is on Today).</param>
/// <param name="Reason">Why it was opened, in the words of that moment.</param>
public sealed record NotTodayItem(long Item, Guid ClientId, string ClientName, string? Coach, string CauseKind, string? CauseStatus, string Why, string Reason, decimal? ExpectedValue);

/// <summary>What waits behind today's queue, the most worth first; nothing of it is lost.</summary>
public static class NotToday
{
    /// <summary>The most that one answer holds.</summary>
    public const int Most = 50;

    /// <summary>The first of them, and how many there are in all.</summary>
    public static async Task<(IReadOnlyList<NotTodayItem> First, int All)> ReadAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly today, OwnQueue? own, CancellationToken ct)
    {
        var about = new { today, book = who.Book, own = own is not null, own_user = own?.User, own_staff = own?.Staff, most = Most };
        var count = (await database.AskAsync<Count>(who, Sql.Of(typeof(NotToday), "Count"), about, ct))[0].All;
        return count == 0 ? ([], 0) : (await database.AskAsync<NotTodayItem>(who, Sql.Of<NotTodayItem>(), about, ct), count);
    }

    internal sealed record Count(int All);
}
