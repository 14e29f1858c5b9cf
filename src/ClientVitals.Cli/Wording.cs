using System.Globalization;

namespace ClientVitals.Cli;

/// <summary>How values are written for people.</summary>
internal static class Wording
{
    /// <summary>"Mon 8 Dec 2025 08:00 (Asia/Dubai)"</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(at, zone):ddd d MMM yyyy HH:mm} ({zone.Id})");

    /// <summary>One decimal; null stays null, which a table shows as a dash.</summary>
    public static string? Number(decimal? value) => value?.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>One decimal and its sign; null stays null.</summary>
    public static string? Percent(decimal? value) => value?.ToString("+0.0' %';-0.0' %';0.0' %'", CultureInfo.InvariantCulture);
}
