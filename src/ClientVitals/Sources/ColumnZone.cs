using ClientVitals.Settings;

namespace ClientVitals.Sources;

/// <summary>The zone that the name of a column gives: "Start time (UTC)", "created_at_utc", "Date (America/New_York)", "Start time, GMT+4".</summary>
/// <param name="Name">The name without it.</param>
/// <param name="Zone">The zone; null when the name gives none.</param>
internal readonly record struct ColumnZone(string Name, BusinessZone? Zone)
{
    private static readonly string[] Ends = ["time", "date", "_at", "start", "timestamp", "datetime"];

    public static ColumnZone Of(string header)
    {
        // Programs that allow no brackets in names write Start_time__UTC_.
        header = header.TrimEnd('_', ' ');
        var open = header.LastIndexOfAny(['(', '[']);
        if (open >= 0 && header.AsSpan(open).IndexOfAny(')', ']') is var close and > 1 && SourceZones.Named(Inner(header[(open + 1)..(open + close)])) is { } inBrackets)
            return new($"{header[..open]} {header[(open + close + 1)..]}".Trim(), inBrackets);
        // No word that names a column ends so without meaning it: StartTimeUtc, date_gmt, Start time UTC+4.
        foreach (var word in (ReadOnlySpan<string>)["utc", "gmt"])
        {
            var at = header.LastIndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at > 0 && SourceZones.Named(header[at..]) is { } behind)
                return new(WithoutIn(header[..at]), behind);
            if (at == 0 && header.Length > word.Length && header[word.Length] == ' ' && !header.EndsWith("offset", StringComparison.OrdinalIgnoreCase))
                return new(header[word.Length..].Trim(), BusinessZone.Utc);
        }
        return Abbreviated(header);
    }

    /// <summary>"Start time EST": three or four capitals behind a name that is not in capitals.</summary>
    private static ColumnZone Abbreviated(string header)
    {
        // start_time_est: no other word of three or four letters ends the name of a time so.
        if (header.LastIndexOf('_') is var line and > 0 && header[(line + 1)..] is { Length: 3 or 4 } small && small.All(char.IsAsciiLetter)
            && Ends.Any(end => header[..line].EndsWith(end, StringComparison.OrdinalIgnoreCase)) && SourceZones.Named(small) is { } offset)
        {
            return new(header[..line], offset);
        }
        var space = header.LastIndexOf(' ');
        var word = header[(space + 1)..];
        return space > 0 && word.Length is 3 or 4 && word.All(char.IsAsciiLetterUpper) && header.Any(char.IsAsciiLetterLower) && SourceZones.Named(word) is { } zone
            ? new(WithoutIn(header[..space]), zone)
            : new(header, null);
    }

    private static string Inner(string text)
    {
        text = text.Trim();
        if (text.StartsWith("in ", StringComparison.OrdinalIgnoreCase))
            text = text[3..].Trim();
        return text.EndsWith(" time", StringComparison.OrdinalIgnoreCase) && SourceZones.Named(text[..^5]) is not null ? text[..^5] : text;
    }

    private static string WithoutIn(string text)
    {
        text = text.TrimEnd(' ', '_', '-', '.', ',', '/');
        return text.EndsWith(" in", StringComparison.OrdinalIgnoreCase) ? text[..^3].TrimEnd() : text;
    }
}
