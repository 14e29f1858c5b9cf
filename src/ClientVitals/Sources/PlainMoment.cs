using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// A moment that is not written as our reader expects it, in words that it knows: months, weekdays and halves of the day in other languages, digits
/// of other scripts, marks that nobody sees. Only asked where a text could not be read as it is.
/// </summary>
internal static class PlainMoment
{
    private const int MostParts = 16;

    private static readonly string[] English = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Beginnings of months, without accents: German, Spanish, French, Portuguese, Italian, Dutch; then Arabic, of Egypt and of the Levant.</summary>
    private static readonly (string Begins, int Month)[] Months =
    [
        ("janv", 1), ("jan", 1), ("jann", 1), ("jaenner", 1), ("ener", 1), ("ene", 1), ("genn", 1), ("gen", 1), ("febr", 2), ("feb", 2), ("fevr", 2), ("fev", 2), ("fevereiro", 2), ("marz", 3), ("maerz", 3), ("marc", 3), ("mars", 3), ("maart", 3), ("mrt", 3), ("mar", 3),
        ("abr", 4), ("apr", 4), ("avr", 4), ("mayo", 5), ("mai", 5), ("magg", 5), ("mag", 5), ("mei", 5), ("may", 5), ("junh", 6), ("juni", 6), ("juin", 6), ("giu", 6), ("jun", 6), ("juil", 7), ("julh", 7), ("juli", 7), ("lug", 7), ("jul", 7),
        ("agos", 8), ("ago", 8), ("aout", 8), ("aug", 8), ("sept", 9), ("setiem", 9), ("setem", 9), ("sett", 9), ("set", 9), ("sep", 9), ("okt", 10), ("ottob", 10), ("ott", 10), ("outub", 10), ("out", 10), ("octub", 10), ("oct", 10), ("nov", 11),
        ("dezem", 12), ("dez", 12), ("dicie", 12), ("dicem", 12), ("dic", 12), ("decem", 12), ("dec", 12),
        ("\u064A\u0646\u0627\u064A\u0631", 1), ("\u0641\u0628\u0631\u0627\u064A\u0631", 2), ("\u0645\u0627\u0631\u0633", 3), ("\u0627\u0628\u0631\u064A\u0644", 4), ("\u0645\u0627\u064A\u0648", 5), ("\u064A\u0648\u0646\u064A\u0648", 6), ("\u064A\u0648\u0644\u064A\u0648", 7), ("\u0627\u063A\u0633\u0637\u0633", 8), ("\u0633\u0628\u062A\u0645\u0628\u0631", 9), ("\u0627\u0643\u062A\u0648\u0628\u0631", 10), ("\u0646\u0648\u0641\u0645\u0628\u0631", 11), ("\u062F\u064A\u0633\u0645\u0628\u0631", 12),
    ];

    /// <summary>Words that say nothing of when: weekdays, and what is between day, month, year and hour.</summary>
    private static readonly FrozenSet<string> Silent = (
        "mo di mi do fr sa so mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
        + "lunes martes miercoles jueves viernes sabado domingo lun mie jue vie sab dom lundi mardi mercredi jeudi vendredi samedi dimanche mer jeu ven sam dim segunda terca quarta quinta sexta feira segundafeira tercafeira quartafeira quintafeira sextafeira seg ter qua qui sex "
        + "lunedi martedi mercoledi giovedi venerdi domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag de del of the le la las les el der den um at a as alle ore uhr kl om uur hs hrs \u0641\u064A \u0627\u0644\u0633\u0627\u0639\u0629 "
        + "\u0627\u0644\u0627\u062B\u0646\u064A\u0646 \u0627\u0644\u062B\u0644\u0627\u062B\u0627\u0621 \u0627\u0644\u0627\u0631\u0628\u0639\u0627\u0621 \u0627\u0644\u062E\u0645\u064A\u0633 \u0627\u0644\u062C\u0645\u0639\u0629 \u0627\u0644\u0633\u0628\u062A \u0627\u0644\u0627\u062D\u062F").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Halves = new Dictionary<string, string>
    {
        ["\u0635"] = "AM",
        ["\u0635\u0628\u0627\u062D\u0627"] = "AM",
        ["\u0645"] = "PM",
        ["\u0645\u0633\u0627\u0621"] = "PM",
        ["vorm"] = "AM",
        ["vormittags"] = "AM",
        ["nachm"] = "PM",
        ["nachmittags"] = "PM",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The same moment in plain words; null where nothing in it is another language's.</summary>
    public static string? Of(ReadOnlySpan<byte> text)
    {
        var whole = Encoding.UTF8.GetString(text);
        if (whole.StartsWith("/Date(", StringComparison.Ordinal) && whole.EndsWith(")/", StringComparison.Ordinal))
            return Ticks(whole[6..^2]);
        var folded = Folded(whole);
        var parts = Parts(folded);
        if (parts.Count is 0 or > MostParts)
            return null;
        var plain = Ordered(parts);
        return plain.Length > 0 && !string.Equals(plain, whole, StringComparison.Ordinal) ? plain : null;
    }

    /// <summary>How .NET writes a moment in JSON: milliseconds since 1970; the offset behind them is only for show.</summary>
    private static string Ticks(string text)
    {
        var sign = text.IndexOfAny(['+', '-'], 1);
        return sign < 0 ? text : text[..sign];
    }

    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            var kind = char.GetUnicodeCategory(c);
            if (char.IsDigit(c))
                folded.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)));
            else if (kind == UnicodeCategory.DashPunctuation || c is '\u5E74' or '\u6708')
                folded.Append('-');
            else if (c is '\u060C' or '\u65E5' || char.IsWhiteSpace(c))
                folded.Append(' ');
            else if (kind is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                folded.Append(c);
        }
        return folded.ToString();
    }

    /// <summary>Words and numbers as our reader knows them; what says nothing is left out.</summary>
    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        foreach (var part in Spaced(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var word = part.Trim('.', ',', '(', ')').ToLowerInvariant();
            if (word.Length == 0 || word is "-" or "/" or "|" or "@")
                continue;
            if (char.IsLetter(word[0]))
            {
                var letters = word.Replace(".", "", StringComparison.Ordinal);
                // "mar." before a number is a Tuesday in French and Spanish as well: the month that is named elsewhere decides.
                if (Halves.TryGetValue(letters, out var half))
                    parts.Add(half);
                else if (letters is "am" or "pm")
                    parts.Add(letters.ToUpperInvariant());
                else if (!Silent.Contains(letters) || (letters.Length <= 3 && MonthOf(letters) > 0))
                    parts.Add(MonthOf(letters) is var month and > 0 ? English[month - 1] : part.Trim(',', '(', ')'));
            }
            else
            {
                parts.Add(Number(part.Trim(',', '(', ')'), parts.Count > 0));
            }
        }
        if (parts.Count(part => English.Contains(part, StringComparer.Ordinal)) > 1)
            parts.RemoveAt(parts.FindIndex(part => English.Contains(part, StringComparer.Ordinal)));
        return parts;
    }

    /// <summary>"3.November" and "3nov2025" are three words.</summary>
    private static string Spaced(string text)
    {
        var spaced = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && text[i - 1] is '.' && char.IsLetter(text[i]) && i > 1 && char.IsDigit(text[i - 2]))
                spaced.Append(' ');
            spaced.Append(text[i]);
        }
        // "a. m.", "p. m."
        return spaced.Replace("a. m.", "AM").Replace("p. m.", "PM").Replace("A. M.", "AM").Replace("P. M.", "PM").ToString();
    }

    /// <summary>20251113 before a clock; 09.00.00 behind a date, as Oracle writes it.</summary>
    private static string Number(string part, bool isBehindADate)
    {
        if (part.Length == 8 && part.All(char.IsAsciiDigit) && part[0] is '1' or '2')
            return $"{part[..4]}-{part[4..6]}-{part[6..]}";
        if (isBehindADate && part.Split('.') is [{ Length: 1 or 2 }, { Length: 2 }, { Length: 2 }, ..] clock)
            return string.Join(':', clock[..3]) + (clock.Length > 3 ? "." + clock[3] : "");
        return Clock(part);
    }

    /// <summary>9h30, 14h, 09h30m, "3." before a month.</summary>
    private static string Clock(string part)
    {
        var hour = part.IndexOfAny(['h', 'H']);
        if (hour is 1 or 2 && int.TryParse(part.AsSpan(0, hour), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            var minutes = part[(hour + 1)..].TrimEnd('m', 'i', 'n');
            if (minutes.Length == 0)
                return part[..hour] + ":00";
            if (minutes.Length == 2 && minutes.All(char.IsAsciiDigit))
                return part[..hour] + ":" + minutes;
        }
        return part.Length <= 3 ? part.TrimEnd('.', '\u00BA', '\u00AA') : part;
    }

    /// <summary>Day, month, year and clock, in whatever order they stand: "Mon Nov 03 09:00:00 GST 2025".</summary>
    private static string Ordered(List<string> parts)
    {
        var month = parts.FindIndex(part => English.Contains(part, StringComparer.Ordinal));
        var year = parts.FindIndex(part => part.Length == 4 && part.All(char.IsAsciiDigit));
        if (month < 0 || year < 0)
            return string.Join(' ', ClockLast(parts));
        var day = parts.FindIndex(part => part.TrimEnd('s', 't', 'n', 'd', 'r', 'h') is { Length: 1 or 2 } digits && digits.All(char.IsAsciiDigit));
        if (day < 0)
            return string.Join(' ', parts);
        var rest = parts.Where((_, at) => at != day && at != month && at != year).ToList();
        // The clock first, then its half of the day, then its zone.
        var clock = rest.FindIndex(part => part.Contains(':', StringComparison.Ordinal) || (part.Length <= 4 && part.All(char.IsAsciiDigit)));
        var after = clock < 0 ? rest : [rest[clock], .. rest.Where((_, at) => at != clock)];
        return string.Join(' ', [parts[day], parts[month], parts[year], .. after]);
    }

    /// <summary>"9:00 AM 13/11/2025": the clock and its half of the day behind the date.</summary>
    private static IEnumerable<string> ClockLast(List<string> parts)
    {
        if (parts.Count < 2 || !parts[0].Contains(':', StringComparison.Ordinal) || parts[0].IndexOfAny(['-', '/']) >= 0)
            return parts;
        var clock = parts[1] is "AM" or "PM" ? 2 : 1;
        return parts.Skip(clock).Concat(parts.Take(clock));
    }

    private static int MonthOf(string word)
    {
        foreach (var (begins, month) in Months)
        {
            if (word.StartsWith(begins, StringComparison.Ordinal) && word.Length <= 10)
                return month;
        }
        return 0;
    }
}
