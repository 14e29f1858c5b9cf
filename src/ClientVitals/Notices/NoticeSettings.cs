using ClientVitals.Settings;

namespace ClientVitals.Notices;

/// <summary>When people are left in peace, unless they choose otherwise; in minutes of the business's day, 0 to 1439.</summary>
/// <param name="QuietFrom">Quiet from here; the same as <paramref name="QuietUntil"/> = no quiet hours.</param>
/// <param name="DigestAt">The daily mail with what is not critical; <see cref="NoticeHours.AtOnce"/> = each at once.</param>
public sealed record NoticeSettings(int QuietFrom = 21 * 60, int QuietUntil = 7 * 60, int DigestAt = 7 * 60 + 30)
{
    public static readonly SettingsSection<NoticeSettings> Section = new("Notices", new NoticeSettings());

    /// <exception cref="PlainError">A minute is not one of a day.</exception>
    public NoticeSettings Checked()
    {
        NoticeHours.Check(QuietFrom, "Quiet from");
        NoticeHours.Check(QuietUntil, "Quiet until");
        if (DigestAt != NoticeHours.AtOnce)
            NoticeHours.Check(DigestAt, "The digest");
        return this;
    }
}
