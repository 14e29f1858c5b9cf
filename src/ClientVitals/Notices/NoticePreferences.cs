using ClientVitals.Database;

namespace ClientVitals.Notices;

/// <summary>What an account wants to hear of, and when.</summary>
/// <param name="NoBell">Kinds that are not shown in the app.</param>
/// <param name="NoMail">Kinds that are not mailed.</param>
/// <param name="QuietFrom">Minute of the business's day; null = as the business set. The same as <paramref name="QuietUntil"/> = no quiet hours.</param>
/// <param name="DigestAt">Minute of the daily mail; -1 = each at once; null = as the business set.</param>
public sealed record NoticePreferences(string[] NoBell, string[] NoMail, int? QuietFrom, int? QuietUntil, int? DigestAt)
{
    /// <summary>Of somebody who chose nothing.</summary>
    public static readonly NoticePreferences None = new([], [], null, null, null);

    /// <summary>Those of an account, as somebody may see them.</summary>
    public static async Task<NoticePreferences> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Guid user, CancellationToken ct) =>
        await database.AskAsync<NoticePreferences>(who, Sql.Of<NoticePreferences>(), new { user }, ct) is [var chosen] ? chosen : None;
}
