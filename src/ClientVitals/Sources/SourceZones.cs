using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ClientVitals.Settings;

namespace ClientVitals.Sources;

/// <summary>
/// Zones as exports name them: IANA (America/New_York), Windows (Arabian Standard Time), as calendars show them (Eastern Time - US &amp; Canada),
/// abbreviations (PDT, GST), and offsets (UTC+4, GMT-05:00). An abbreviation that means several is decided by the file's own zone, or not at all.
/// </summary>
public static class SourceZones
{
    /// <summary>Different names remembered; a column full of other texts must not fill the memory.</summary>
    private const int MostRemembered = 2000;

    /// <summary>The longest name of a zone, in characters.</summary>
    private const int Longest = 80;

    private static readonly SearchValues<char> Clock = SearchValues.Create("0123456789:");

    private static readonly BusinessZone[] None = [];

    private static readonly Lazy<FrozenDictionary<string, string>> Ids = new(() =>
        TimeZoneInfo.GetSystemTimeZones(skipSorting: true).Select(zone => zone.Id).ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase));

    private static readonly ConcurrentDictionary<string, BusinessZone[]> Known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Minutes from UTC. As the tz database and RFC 2822 use them; several where two parts of the world share a word.</summary>
    private static readonly FrozenDictionary<string, int[]> Abbreviations = (
        "UTC=0 GMT=0 Z=0 WET=0 WEST=60 BST=60 CET=60 CEST=120 MEZ=60 MESZ=120 EET=120 EEST=180 "
        + "MSK=180 TRT=180 SAST=120 CAT=120 WAT=60 EAT=180 GST=240 IRST=210 AFT=270 PKT=300 NPT=345 ICT=420 "
        + "WIB=420 SGT=480 MYT=480 HKT=480 PHT=480 AWST=480 JST=540 KST=540 ACST=570 ACDT=630 AEST=600 AEDT=660 "
        + "NZST=720 NZDT=780 EST=-300 EDT=-240 CDT=-300 MST=-420 MDT=-360 PST=-480 PDT=-420 AKST=-540 AKDT=-480 HST=-600 "
        + "ADT=-180 NST=-210 NDT=-150 BRT=-180 ART=-180 CST=-360/480 AST=-240/180 IST=330/120/60")
        .Split(' ').Select(word => word.Split('=')).ToFrozenDictionary(
            word => word[0], word => Array.ConvertAll(word[1].Split('/'), minutes => int.Parse(minutes, CultureInfo.InvariantCulture)), StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that calendars and phones show, by their first words.</summary>
    private static readonly (string Begins, string Zone)[] Shown =
    [
        ("eastern", "America/New_York"), ("et", "America/New_York"), ("central european", "Europe/Berlin"), ("central europe", "Europe/Berlin"),
        ("central africa", "Africa/Maputo"), ("central", "America/Chicago"), ("ct", "America/Chicago"), ("mountain", "America/Denver"), ("mt", "America/Denver"),
        ("pacific", "America/Los_Angeles"), ("pt", "America/Los_Angeles"), ("alaska", "America/Anchorage"), ("hawaii", "Pacific/Honolulu"),
        ("atlantic", "America/Halifax"), ("gulf", "Asia/Dubai"), ("arabian", "Asia/Dubai"), ("abu dhabi", "Asia/Dubai"), ("dubai", "Asia/Dubai"),
        ("arab", "Asia/Riyadh"), ("israel", "Asia/Jerusalem"), ("india", "Asia/Kolkata"), ("pakistan", "Asia/Karachi"), ("singapore", "Asia/Singapore"),
        ("hong kong", "Asia/Hong_Kong"), ("china", "Asia/Shanghai"), ("japan", "Asia/Tokyo"), ("korea", "Asia/Seoul"), ("moscow", "Europe/Moscow"),
        ("british summer", "Europe/London"), ("british", "Europe/London"), ("london", "Europe/London"), ("western european", "Europe/Lisbon"),
        ("south africa", "Africa/Johannesburg"), ("east africa", "Africa/Nairobi"), ("egypt", "Africa/Cairo"),
        ("australian eastern", "Australia/Sydney"), ("australian western", "Australia/Perth"), ("new zealand", "Pacific/Auckland"),
        ("coordinated universal", "UTC"), ("greenwich mean", "UTC"), ("universal", "UTC"), ("zulu", "UTC"),
    ];

    /// <summary>The zone of a name; null where the name is not known or means several.</summary>
    public static BusinessZone? Named(string name) => Find(name) is [var only] ? only : null;

    /// <summary>The moment of a clock whose zone is named beside it.</summary>
    /// <param name="name">UTF-8.</param>
    /// <param name="localTicks">What the clock shows.</param>
    /// <param name="fileZone">The zone of times without one; decides between several meanings.</param>
    internal static TimeReading TryUtc(ReadOnlySpan<byte> name, long localTicks, BusinessZone fileZone, out long utcTicks)
    {
        utcTicks = 0;
        if (name.Length > Longest)
            return TimeReading.NotATime;
        Span<char> chars = stackalloc char[Longest];
        var text = chars[..Encoding.UTF8.GetChars(name, chars)];
        if (!Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var zones))
            zones = Find(text.ToString());
        if (Meant(zones, localTicks, fileZone) is { } zone)
        {
            utcTicks = zone.UtcTicksOf(localTicks);
            return TimeReading.Read;
        }
        return zones.Length > 0 || LooksLikeAZone(text) ? TimeReading.ZoneUnclear : TimeReading.NotATime;
    }

    private static BusinessZone? Meant(BusinessZone[] zones, long localTicks, BusinessZone fileZone)
    {
        if (zones.Length < 2)
            return zones.Length == 1 ? zones[0] : null;
        var here = localTicks - fileZone.UtcTicksOf(localTicks);
        // The word is the file's own zone's, or, in the Americas, the American one: nobody there means China by CST.
        return Array.Find(zones, zone => localTicks - zone.UtcTicksOf(localTicks) == here)
            ?? (here < 0 ? Array.Find(zones, zone => localTicks - zone.UtcTicksOf(localTicks) < 0) : null);
    }

    private static bool LooksLikeAZone(ReadOnlySpan<char> text) =>
        text.Contains('/') || (text.Length is >= 2 and <= 5 && text.IndexOfAnyExceptInRange('A', 'Z') < 0);

    private static BusinessZone[] Find(string name)
    {
        if (Known.TryGetValue(name, out var known))
            return known;
        var found = Look(name.Trim().Trim('(', ')', '[', ']', '"').Trim());
        if (Known.Count < MostRemembered)
            Known.TryAdd(name, found);
        return found;
    }

    private static BusinessZone[] Look(string name)
    {
        if (name.Length is 0 or > Longest)
            return None;
        if (Abbreviations.TryGetValue(name, out var minutes))
            return [.. minutes.Select(offset => BusinessZone.Fixed(TimeSpan.FromMinutes(offset)))];
        // "(GMT-05:00) Eastern Time": the words know about summer, the offset does not.
        if (TryOffset(name, out var fixedZone, out var rest))
            return rest.Length > 0 && Look(rest) is [var named] ? [named] : [fixedZone];
        if (OfTheSystem(name) is { Length: > 0 } byName)
            return byName;
        // "Asia/Dubai (GMT+4)": the words know about summer.
        return name.IndexOf('(', StringComparison.Ordinal) is var open and > 0 && Look(name[..open].Trim()) is { Length: > 0 } before ? before : ShownAs(name);
    }

    private static BusinessZone[] OfTheSystem(string name)
    {
        try
        {
            // Systems tell upper from lower case, people do not.
            return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var info) || (Ids.Value.TryGetValue(name, out var id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out info))
                ? [BusinessZone.Of(info.Id)]
                : None;
        }
        catch (Exception e) when (e is PlainError or ArgumentException)
        {
            return None;
        }
    }

    private static BusinessZone[] ShownAs(string name)
    {
        foreach (var (begins, zone) in Shown)
        {
            if (name.StartsWith(begins, StringComparison.OrdinalIgnoreCase) && (name.Length == begins.Length || !char.IsLetter(name[begins.Length])))
                return [BusinessZone.Of(zone)];
        }
        return None;
    }

    /// <summary>UTC+4, GMT-05:00, +0400; then what follows.</summary>
    private static bool TryOffset(string name, out BusinessZone zone, out string rest)
    {
        zone = BusinessZone.Utc;
        rest = "";
        var text = name.AsSpan();
        if (text.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || text.StartsWith("GMT", StringComparison.OrdinalIgnoreCase))
            text = text[3..].TrimStart();
        if (text.IsEmpty || text[0] is not ('+' or '-' or '\u2212'))
            return false;
        var sign = text[0] == '+' ? 1 : -1;
        text = text[1..].TrimStart();
        var end = text.IndexOfAnyExcept(Clock);
        var clock = (end < 0 ? text : text[..end]).ToString();
        rest = end < 0 ? "" : text[end..].Trim(" ()[]-\u2013").ToString();
        var colon = clock.IndexOf(':', StringComparison.Ordinal);
        var hours = colon >= 0 ? clock[..colon] : clock.Length > 2 ? clock[..^2] : clock;
        var minutes = colon >= 0 ? clock[(colon + 1)..] : clock.Length > 2 ? clock[^2..] : "0";
        if (!int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h) || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m) || h > 14 || m > 59)
            return false;
        zone = BusinessZone.Fixed(sign * new TimeSpan(h, m, 0));
        return true;
    }
}
