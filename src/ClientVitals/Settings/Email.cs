using System.Buffers;
using System.Text;

namespace ClientVitals.Settings;

/// <summary>
/// An e-mail address as identity: NFC, trimmed, invariant lower case. Done once, here; the database only compares.
/// Dots and "+tags" stay, because two people may differ in nothing else.
/// </summary>
public static class Email
{
    /// <summary>The longest address that a mail server accepts, in characters (RFC 5321).</summary>
    public const int Longest = 254;

    private static readonly SearchValues<char> Unseen =
        SearchValues.Create("\u00AD\u200B\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF");

    /// <summary>The address in its one form; null when the text is no address, with the reason in a few words.</summary>
    /// <param name="text">As it came.</param>
    /// <param name="fault">What is wrong with it; null when it is an address.</param>
    public static string? Normal(string text, out string? fault)
    {
        var trimmed = WithoutUnseen(text).AsSpan().Trim().Trim("<>").Trim();
        if (trimmed.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            trimmed = trimmed["mailto:".Length..];
        fault = FaultOf(trimmed);
        if (fault is not null)
            return null;
        var address = trimmed.ToString();
        if (!System.Text.Ascii.IsValid(address.AsSpan()))
        {
            if (!IsWellFormed(address))
            {
                fault = "the e-mail contains broken characters";
                return null;
            }
            // Lower case first: a few letters only compose after it.
            address = address.Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC);
        }
        else
        {
            address = address.ToLowerInvariant();
        }
        return address;
    }

    /// <summary>The address in its one form, or a <see cref="PlainError"/> that says what is wrong.</summary>
    public static string Require(string? text) =>
        Normal(text ?? "", out var fault) ?? throw new PlainError($"'{text?.Trim()}' is not an e-mail address: {fault}.");

    /// <summary>
    /// Copied from a page or a message, an address carries marks that nobody sees: spaces of no width, soft hyphens, marks of
    /// direction. They make one person two. (The joiners of some scripts, U+200C and U+200D, are part of the word and stay.)
    /// </summary>
    private static string WithoutUnseen(string text) =>
        text.AsSpan().IndexOfAny(Unseen) < 0 ? text : string.Concat(text.Where(c => !Unseen.Contains(c)));

    private static string? FaultOf(ReadOnlySpan<char> address)
    {
        if (address.IsEmpty)
            return "the e-mail is empty";
        if (address.Length > Longest)
            return "the e-mail is longer than 254 characters";
        var at = address.IndexOf('@');
        if (at < 0)
            return "the e-mail has no @";
        if (at == 0 || at == address.Length - 1)
            return "the e-mail has nothing before or after its @";
        if (address[(at + 1)..].Contains('@'))
            return "the e-mail has more than one @";
        foreach (var c in address)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>' or '(' or ')' or '[' or ']' or '"' or '\\' or ':')
                return "the e-mail contains a character that no address has";
        }
        var local = address[..at];
        var domain = address[(at + 1)..];
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return "the e-mail has a dot too many";
        return IsDomain(domain) ? null : "the e-mail has no valid domain";
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var labels = 0;
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (var c in label)
            {
                if (c < 128 && !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                    return false;
            }
            labels++;
        }
        return labels >= 2;
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return false;
        }
        return true;
    }
}
