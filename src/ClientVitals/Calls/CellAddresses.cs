using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Calls;

/// <summary>The addresses that one field holds: often one, sometimes with a name beside it, sometimes those of several people.</summary>
internal static class CellAddresses
{
    private static readonly HashSet<string> Nobody = new(
        ["na", "none", "null", "nil", "unknown", "anonymous", "private", "restricted", "blocked", "withheld", "unavailable", "noemail", "nophone", "notprovided", "notavailable", "nocallerid", "hidden", ""],
        StringComparer.Ordinal);

    private static readonly char[] ListMarks = [';', ',', '|', '\n', '\r'];

    /// <summary>Whether a text says that there is nobody.</summary>
    public static bool IsNobody(string text) => Nobody.Contains(CallVocabulary.Core(text));

    /// <summary>The e-mails of a field in their one form, each once; none and the reason when one of them is no address.</summary>
    public static (string[] Found, string? Fault) Emails(string text)
    {
        if (IsNobody(text))
            return ([], null);
        if (Email.Normal(text, out var fault) is { } whole)
            return ([whole], null);
        if (text.IndexOf('@', StringComparison.Ordinal) < 0)
            return ([], fault);
        var found = new List<string>();
        foreach (var part in Parts(text))
        {
            var address = Undecorated(part);
            // The words before a name's comma: "Aziz, Anna <a@example.com>".
            if (!address.Contains('@', StringComparison.Ordinal))
                continue;
            if (Email.Normal(address, out var wrong) is not { } one)
                return ([], found.Count == 0 && address.Length == text.Trim().Length ? fault : wrong);
            if (!found.Contains(one))
                found.Add(one);
        }
        return found.Count is > 0 and <= CallRow.MostOfALine ? ([.. found], null) : ([], found.Count == 0 ? fault : "names more clients than a call can have");
    }

    /// <summary>The numbers of a field, E.164, each once; given = it holds something that should have been one.</summary>
    public static (string[] Found, bool Given) Phones(string text, string region)
    {
        if (IsNobody(text) || Phone.IsNobodys(text))
            return ([], false);
        string[] parts = text.AsSpan().IndexOfAny(ListMarks) >= 0 || text.Contains('/', StringComparison.Ordinal)
            ? [.. Parts(text.Replace('/', ';')).Where(part => part.Count(char.IsAsciiDigit) >= 7)]
            : [];
        // What follows a comma may be an extension, what follows a slash the rest of one number: only whole numbers make a list.
        if (parts.Length > 1 && Array.ConvertAll(parts, part => Phone.Normal(part, region)) is var all && Array.TrueForAll(all, one => one is not null) && all.Length <= CallRow.MostOfALine)
            return ([.. all.OfType<string>().Where(one => !Phone.IsNobodys(one)).Distinct()], true);
        return Phone.Normal(text, region) is { } number ? Phone.IsNobodys(number) ? ([], false) : ([number], true) : ([], true);
    }

    private static string[] Parts(string text)
    {
        // Addresses with nothing but spaces between them.
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (text.AsSpan().IndexOfAny(ListMarks) < 0 && words.Length > 1 && Array.TrueForAll(words, word => word.Contains('@', StringComparison.Ordinal)))
            return words;
        return text.Replace(" / ", ";", StringComparison.Ordinal).Replace(" & ", ";", StringComparison.Ordinal).Replace(" and ", ";", StringComparison.OrdinalIgnoreCase)
            .Split(ListMarks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>"Anna &lt;a@example.com&gt;", "a@example.com (Anna)", "Anna (a@example.com)", "Anna: a@example.com".</summary>
    private static string Undecorated(string part)
    {
        var open = part.LastIndexOfAny(['<', '(', '[']);
        var close = open < 0 ? -1 : part.IndexOfAny(['>', ')', ']'], open);
        if (open >= 0 && close > open)
        {
            var inner = part[(open + 1)..close].Trim();
            part = inner.Contains('@', StringComparison.Ordinal) ? inner : part[..open].Trim();
        }
        var colon = part.LastIndexOf(':');
        return (colon >= 0 ? part[(colon + 1)..] : part).Trim().Trim('"', '\'').Trim();
    }
}
