using System.Buffers;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.People;

/// <summary>The addresses that one field holds: often one, sometimes with a name beside it, sometimes those of several people.</summary>
internal static class CellAddresses
{
    /// <summary>People that one field can name, at most.</summary>
    internal const int Most = 64;

    private static readonly HashSet<string> Nobody = new(
        ["na", "none", "null", "nil", "undefined", "unknown", "anonymous", "private", "restricted", "blocked", "withheld", "unavailable", "noemail", "nophone", "notprovided", "notavailable", "nocallerid", "hidden", ""],
        StringComparer.Ordinal);

    /// <summary>Words of a telephone system for a caller who hides, whatever is beside them.</summary>
    private static readonly string[] Hidden = ["anonymous", "withheld", "restricted", "private", "unknown", "unavailable", "blocked", "nocallerid"];

    /// <summary>What people type where an e-mail must be entered and there is none.</summary>
    private static readonly HashSet<string> NoEmails = new(["none@none", "na@na", "noemail@noemail", "no@no", "noemail@none", "no@email", "noemail@email", "anonymous@anonymous"], StringComparer.Ordinal);

    private static readonly char[] ListMarks = [';', ',', '|', '\n', '\r', '\u060C', '\u061B', '\uFF1B', '\uFF0C', '\u3001'];

    private static readonly SearchValues<char> OfAList = SearchValues.Create(ListMarks);

    /// <summary>Whether a text says that there is nobody.</summary>
    public static bool IsNobody(string text) => Nobody.Contains(WordKey.Of(text));

    /// <summary>"sip:anonymous@anonymous.invalid", "Unknown Caller", "Private Number": a caller who hides.</summary>
    public static bool IsHidden(string text) =>
        text.Count(char.IsDigit) < 5 && WordKey.Of(text) is { Length: < 60 } core && Array.Exists(Hidden, word => core.Contains(word, StringComparison.Ordinal));

    /// <summary>An address that no server can have (RFC 2606), or one that says in its own words that it is a placeholder.</summary>
    private static bool IsNobodysEmail(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var dot = address.IndexOf('.', at);
        return address.EndsWith(".invalid", StringComparison.Ordinal)
            || (dot > at && NoEmails.Contains(string.Concat(address[..dot].Where(c => c is '@' || char.IsLetter(c)))));
    }

    /// <summary>The e-mails of a field in their one form, each once; none and the reason when one of them is no address.</summary>
    public static (string[] Found, string? Fault) Emails(string text)
    {
        if (IsNobody(text))
            return ([], null);
        if (Email.Normal(text, out var fault) is { } whole)
            return IsNobodysEmail(whole) ? ([], null) : ([whole], null);
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
            if (!found.Contains(one) && !IsNobodysEmail(one))
                found.Add(one);
        }
        return found.Count is > 0 and <= Most ? ([.. found], null) : ([], found.Count == 0 ? fault : "names more clients than a call can have");
    }

    /// <summary>The numbers of a field, E.164, each once; given = it holds something that should have been one.</summary>
    public static (string[] Found, bool Given) Phones(string text, string region)
    {
        if (IsNobody(text) || IsHidden(text) || Phone.IsNobodys(text))
            return ([], false);
        text = text.Replace(" or ", ";", StringComparison.OrdinalIgnoreCase).Replace(" and ", ";", StringComparison.OrdinalIgnoreCase).Replace(" & ", ";", StringComparison.Ordinal).Replace(" und ", ";", StringComparison.OrdinalIgnoreCase).Replace(":::", ";", StringComparison.Ordinal);
        string[] parts = text.AsSpan().ContainsAny(OfAList) || text.Contains('/', StringComparison.Ordinal)
            ? [.. Parts(text.Replace('/', ';')).Where(part => part.Count(char.IsDigit) >= 7)]
            : [];
        // What follows a comma may be an extension, what follows a slash the rest of one number: only whole numbers make a list.
        if (parts.Length > 1 && Array.ConvertAll(parts, part => Phone.Normal(part, region)) is var all && Array.TrueForAll(all, one => one is not null) && all.Length <= Most)
            return ([.. all.OfType<string>().Where(one => !Phone.IsNobodys(one)).Distinct()], true);
        return Phone.Normal(text, region) is { } number ? Phone.IsNobodys(number) ? ([], false) : ([number], true) : ([], true);
    }

    private static string[] Parts(string text)
    {
        // Addresses with nothing but spaces between them.
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (!text.AsSpan().ContainsAny(OfAList) && words.Length > 1 && Array.TrueForAll(words, word => word.Contains('@', StringComparison.Ordinal)))
            return words;
        // A slash or an ampersand may be part of one address, but not between two.
        if (text.Count(c => c == '@') > 1)
            text = text.Replace('/', ';').Replace('&', ';').Replace(" und ", ";", StringComparison.OrdinalIgnoreCase).Replace(" et ", ";", StringComparison.OrdinalIgnoreCase).Replace(" y ", ";", StringComparison.OrdinalIgnoreCase);
        // Google's contacts: "a@example.com ::: b@example.com".
        return text.Replace(":::", ";", StringComparison.Ordinal).Replace(" / ", ";", StringComparison.Ordinal).Replace(" & ", ";", StringComparison.Ordinal).Replace(" and ", ";", StringComparison.OrdinalIgnoreCase)
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
        part = (colon >= 0 ? part[(colon + 1)..] : part).Trim(' ', '"', '\'', '[', ']', '{', '}', '<', '>', '(', ')', '=', '\u00A0');
        // mailto:a@example.com?subject=…
        if (part.IndexOf('?', StringComparison.Ordinal) is var question and > 0 && part.IndexOf('@', StringComparison.Ordinal) < question)
            part = part[..question];
        // "Anna Aziz - a@example.com": a dash between blanks is no part of an address.
        var dash = part.LastIndexOfAny(['-', '\u2013', '\u2014']);
        return dash > 0 && dash + 1 < part.Length && part[dash - 1] == ' ' && part[dash + 1] == ' '
            ? part[..dash].Contains('@', StringComparison.Ordinal) ? part[..dash].Trim() : part[(dash + 1)..].Trim()
            : part;
    }
}
