using System.Globalization;
using ClientVitals.Settings;

namespace ClientVitals.Notices;

/// <summary>
/// When something may be sent, by the clock of the business. A minute that the clock leaves out is moved on by the gap; one that comes twice is
/// the first (<see cref="BusinessZone.UtcTicksOf"/>).
/// </summary>
/// <param name="QuietFrom">Minutes of the day, 0 to 1439, half-open until <paramref name="QuietUntil"/>, over midnight where it is later.</param>
/// <param name="DigestAt">Minute of the daily mail; <see cref="AtOnce"/> = none.</param>
public sealed record NoticeHours(BusinessZone Zone, int QuietFrom, int QuietUntil, int DigestAt)
{
    /// <summary>In place of a minute: no digest.</summary>
    public const int AtOnce = -1;

    private const int MinutesADay = 24 * 60;

    /// <summary>When quiet hours that hold now end; null = they do not hold.</summary>
    public DateTimeOffset? QuietEnds(DateTimeOffset now)
    {
        var minute = MinuteOf(now);
        var isQuiet = QuietFrom <= QuietUntil ? minute >= QuietFrom && minute < QuietUntil : minute >= QuietFrom || minute < QuietUntil;
        return isQuiet ? Next(now, QuietUntil) : null;
    }

    /// <summary>When a mail to a person goes, and why it waits.</summary>
    public (DateTimeOffset At, string? HeldFor) OfMail(NoticeSeverity severity, DateTimeOffset now) =>
        severity == NoticeSeverity.Critical ? (now, null)
        : DigestAt != AtOnce ? (AfterQuiet(Next(now, DigestAt)), "digest")
        : QuietEnds(now) is { } end ? (end, "quiet")
        : (now, null);

    /// <summary>When a message to a channel that people read goes.</summary>
    public (DateTimeOffset At, string? HeldFor) OfChannel(NoticeSeverity severity, DateTimeOffset now) =>
        severity != NoticeSeverity.Critical && QuietEnds(now) is { } end ? (end, "quiet") : (now, null);

    /// <summary>A minute of the day as 07:30; the other way round by <see cref="Read"/>.</summary>
    public static string Write(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    /// <exception cref="PlainError">It is not a time of the day.</exception>
    public static int Read(string text) => TimeOnly.TryParseExact(text?.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? (time.Hour * 60) + time.Minute
        : throw new PlainError($"\"{text}\" is not a time of the day; write it as 07:30.");

    internal static void Check(int minute, string what)
    {
        if (minute is < 0 or >= MinutesADay)
            throw new PlainError($"{what} must be 0 to {MinutesADay - 1} minutes after midnight, not {minute}.");
    }

    /// <summary>A digest that falls into quiet hours comes when they end.</summary>
    private DateTimeOffset AfterQuiet(DateTimeOffset at) => QuietEnds(at) ?? at;

    private int MinuteOf(DateTimeOffset now) => (int)(Zone.LocalTicksOf(now.UtcTicks) / TimeSpan.TicksPerMinute % MinutesADay);

    /// <summary>The next time the clock shows this minute, later than now.</summary>
    private DateTimeOffset Next(DateTimeOffset now, int minute)
    {
        var day = Zone.LocalTicksOf(now.UtcTicks) / TimeSpan.TicksPerDay * TimeSpan.TicksPerDay;
        for (var ahead = 0; ; ahead++)
        {
            var at = Zone.UtcTicksOf(day + (ahead * TimeSpan.TicksPerDay) + (minute * TimeSpan.TicksPerMinute));
            if (at > now.UtcTicks)
                return new(at, TimeSpan.Zero);
        }
    }
}
