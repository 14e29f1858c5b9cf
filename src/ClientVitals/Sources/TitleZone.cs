using System.Text.RegularExpressions;
using ClientVitals.Settings;

namespace ClientVitals.Sources;

/// <summary>The zone that a line above the column names gives: "Time zone: America/New_York", "All times are in UTC", "Zeitzone;Europe/Berlin".</summary>
internal static partial class TitleZone
{
    /// <summary>The zone, and the words that name it; null where no line gives one, or where two give different ones.</summary>
    public static (BusinessZone Zone, string Words)? Of(IReadOnlyList<IReadOnlyList<string>> titles)
    {
        (BusinessZone Zone, string Words)? found = null;
        foreach (var title in titles)
        {
            var line = string.Join(' ', title.Where(field => field.Length > 0));
            if (Named().Match(line) is not { Success: true } match || Zone(match.Groups["zone"].Value) is not { } zone)
                continue;
            if (found is { } other && other.Zone.Id != zone.Id)
                return null;
            found = (zone, line);
        }
        return found;
    }

    private static BusinessZone? Zone(string text)
    {
        text = text.Trim(' ', '.', ',', ';', ':', '"', '\'', '=', ')', '(', '-');
        // "UTC. Exported by Omar": as many of its words as name a zone.
        for (var end = text.Length; end > 0; end = text.LastIndexOfAny([' ', ',', ';', '.'], end - 1))
        {
            if (SourceZones.Named(text[..end].TrimEnd(' ', ',', ';', '.')) is { } zone)
                return zone;
        }
        return null;
    }

    [GeneratedRegex(@"\b(?:time ?zone|timezone|zeitzone|zona horaria|fuseau horaire|fuso hor[aá]rio|fuso orario|tz)\b(?: (?:is|ist|name|id))?\s*[:=;,-]?\s*\(?(?<zone>.+)$|\b(?:times?|dates?|dates and times|timestamps?|zeiten|uhrzeiten)\b(?: (?:shown|given|displayed|are|is|all|reported|sind|in))*\s*[:=-]?\s+in\s+(?:the\s+)?(?<zone>.+)$|\b(?:all )?times?\b\s*[:=(-]\s*(?:in\s+)?(?<zone>(?:UTC|GMT|[A-Z][A-Za-z]+/[A-Z]|[A-Z]{3,4}\b).*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
