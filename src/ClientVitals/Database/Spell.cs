using System.Globalization;

namespace ClientVitals.Database;

/// <summary>Spans of time as a finding writes them.</summary>
internal static class Spell
{
    public static string Ago(TimeSpan span) => Span(span.TotalSeconds) + " ago";

    public static string Span(double seconds) => seconds < 2 * 3600 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} minutes")
        : seconds < 48 * 3600 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400:0} days");
}
