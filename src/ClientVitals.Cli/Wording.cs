using System.Globalization;

namespace ClientVitals.Cli;

/// <summary>How values are written for people.</summary>
internal static class Wording
{
    /// <summary>"Mon 8 Dec 2025 08:00 (Asia/Dubai)"</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(at, zone):ddd d MMM yyyy HH:mm} ({zone.Id})");

    /// <summary>"1 line", "2,000 lines".</summary>
    /// <param name="one">One of them.</param>
    /// <param name="several">Several of them; null = with an s.</param>
    public static string Count(long count, string one, string? several = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : several ?? one + "s")}");

    /// <summary>What a file holds may not move the cursor.</summary>
    public static string Shorn(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>One decimal; null stays null, which a table shows as a dash.</summary>
    public static string? Number(decimal? value) => value?.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>One decimal and its sign; null stays null.</summary>
    public static string? Percent(decimal? value) => value?.ToString("+0.0' %';-0.0' %';0.0' %'", CultureInfo.InvariantCulture);
}
