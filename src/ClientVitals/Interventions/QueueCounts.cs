using ClientVitals.Database;

namespace ClientVitals.Interventions;

/// <summary>The queue's counts on a business day, as the caller may see it.</summary>
/// <param name="ToContact">Clients to be contacted today.</param>
/// <param name="Fresh">Of them, first seen since yesterday.</param>
/// <param name="Again">Of them, due again.</param>
/// <param name="RangInVain">Of them, rang and nobody answered.</param>
/// <param name="Gaps">Beside them, not contacted by us.</param>
/// <param name="Own">Of those to be contacted today, the caller's own: handed over to them, or of their book and handed over to nobody.</param>
/// <param name="OwnFresh">Of the caller's own, first seen since yesterday.</param>
/// <param name="OwnAgain">Of the caller's own, due again.</param>
/// <param name="OwnGaps">Beside the caller's own, of the same clients, not contacted by us.</param>
/// <param name="DoneToday">Clients about whom somebody did something today.</param>
/// <param name="NewItems">Causes first seen since yesterday, whatever was done about them.</param>
/// <param name="NewBreaks">Episodes that were first seen as a break since yesterday.</param>
/// <param name="Returned">Items that closed since yesterday because the client came back.</param>
public sealed record QueueCounts(int ToContact, int Fresh, int Again, int RangInVain, int Gaps, int Own, int OwnFresh, int OwnAgain, int OwnGaps, int DoneToday, int NewItems, int NewBreaks, int Returned)
{
    /// <param name="today">The business day.</param>
    /// <param name="newFrom">First seen on this business day or later = since yesterday.</param>
    /// <param name="own">Whose own are counted apart; null = nobody's.</param>
    public static async Task<QueueCounts> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, DateOnly today, DateOnly newFrom, CancellationToken ct, OwnQueue? own = null) =>
        (await database.AskAsync<QueueCounts>(
            who, Sql.Of<QueueCounts>(), new { today, new_from = newFrom, own_user = own?.User, own_staff = own?.Staff, book = who.Book }, ct))[0];

    /// <summary>How many of a section of the queue (<see cref="QueueRow.Section"/>) are to be contacted, of all or of the caller's own.</summary>
    public int InSection(string section, bool isOwn) => section switch
    {
        "new" => isOwn ? OwnFresh : Fresh,
        "again" => isOwn ? OwnAgain : Again,
        "gap" => isOwn ? OwnGaps : Gaps,
        _ => isOwn ? Own - OwnFresh - OwnAgain : ToContact - Fresh - Again,
    };

    /// <summary>Only <see cref="ToContact"/>: what every page shows in its navigation.</summary>
    public static async Task<int> ToContactAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly today, CancellationToken ct) =>
        (await database.AskAsync<Due>(who, Sql.Of<QueueCounts>("Due"), new { today, book = who.Book }, ct))[0].ToContact;

    internal sealed record Due(int ToContact);
}
