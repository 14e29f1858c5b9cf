using System.Text;
using ClientVitals.People;

namespace ClientVitals;

/// <summary>A name a person goes by.</summary>
/// <param name="HasNamesake">Somebody else has the same name: it is then no trace by itself, only beside an address.</param>
internal sealed record PersonName(string Firstname, string Lastname, bool HasNamesake);

/// <summary>
/// The spellings by which a person is found in any text: e-mails in any case, with tags (ann+gym@), masked or escaped as files, JSON and
/// web addresses write them; numbers national or international, spaced, dashed, with 00, in other digits; the full name in either order.
/// One pattern that PostgreSQL (<c>~*</c>) and .NET read alike, so that the database finds the rows and this program rewrites them.
/// </summary>
/// <param name="addresses">E-mails and E.164 numbers.</param>
/// <param name="names">All names of the person.</param>
/// <param name="othersEmails">Addresses of other people that must stay although they look like one of these.</param>
internal sealed class PersonTraces(IReadOnlyList<string> addresses, IReadOnlyList<PersonName> names, IReadOnlyList<string> othersEmails)
{
    /// <summary>Letters and digits of any alphabet, without the marks between them (quotes, dashes).</summary>
    private const string L = @"0-9A-Za-z\u00AA-\u00BA\u00C0-\u1FFF\u2C00-\u2DFF\u3040-\uD7FF\uFF10-\uFF5A";

    /// <summary>Digits: ASCII, Arabic, Persian, full-width.</summary>
    private const string D = @"0-9\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19";

    /// <summary>After an escape of JSON or of a web address a word begins, although a letter or digit is before it.</summary>
    private const string AfterEscape = @"(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrtbf])|(?<=\\u[0-9A-Fa-f]{4})";

    /// <summary>What people put between the digits of a number.</summary>
    private const string Between = @"(?:[\s().\-/_\u00A0\u00B7\u2007-\u2015\u202A-\u202F]|%20){0,3}";

    /// <summary>Between the words of a name; a JSON key may stand there too.</summary>
    private const string Gap = $$"""(?:(?:[^{{L}}]|%[0-9A-Fa-f]{2}){0,8}|"\s*,\s*"[^"]{1,40}"\s*:\s*")""";

    private const string BeforeWord = $"(?:(?<![{L}])|{AfterEscape})";
    private const string AfterWord = $"(?![{L}])";

    /// <summary>Matches nothing.</summary>
    private const string Nothing = "(?!x)x";

    /// <summary>E-mails and numbers.</summary>
    private readonly string _addressPattern = string.Join('|', new[] { Nothing }.Concat(addresses.Where(IsEmail).Select(Mailbox).Distinct().Select(of => Email(of.Local, of.Domain, othersEmails)))
        .Concat(addresses.Where(address => !IsEmail(address)).SelectMany(Number)));

    private readonly string _namePattern = string.Join('|', names.Where(name => !name.HasNamesake).SelectMany(FullName).Distinct());

    /// <summary>Anything of them.</summary>
    public string Pattern => _namePattern.Length == 0 ? $"(?:{_addressPattern})" : $"(?:{_addressPattern}|{_namePattern})";

    /// <summary>A text that is one of the addresses and nothing else.</summary>
    public string WholeAddress => $"^\\s*(?:{_addressPattern})\\s*$";

    /// <summary>What finds an address of one of the mailboxes, others' included.</summary>
    public static string MailboxPattern(IEnumerable<string> addresses)
    {
        var boxes = string.Join('|', addresses.Where(IsEmail).Select(Mailbox).Distinct().Select(of => Email(of.Local, of.Domain, [])));
        return boxes.Length == 0 ? Nothing : $"^(?:{boxes})$";
    }

    /// <summary>The first and last names by themselves: taken out only of a text that is known to be about the person.</summary>
    public string? NamesAlone()
    {
        var words = names.SelectMany(name => (string[])[name.Firstname, name.Lastname]).Where(word => word.Length > 1).Distinct().OrderByDescending(word => word.Length)
            .Select(word => $"{BeforeWord}{Words(word)}{AfterWord}");
        var pattern = string.Join('|', words);
        return pattern.Length == 0 ? null : pattern;
    }

    private static bool IsEmail(string address) => address.Contains('@', StringComparison.Ordinal);

    /// <summary>Where the mail of an address goes: without tag, and for Gmail without dots.</summary>
    private static (string Local, string Domain) Mailbox(string email)
    {
        var at = email.LastIndexOf('@');
        var (local, domain) = (email[..at], email[(at + 1)..]);
        if (local.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus)
            local = local[..plus];
        return domain is "gmail.com" or "googlemail.com" ? (local.Replace(".", "", StringComparison.Ordinal), domain) : (local, domain);
    }

    private static string Email(string local, string domain, IReadOnlyList<string> othersEmails)
    {
        var box = domain is "gmail.com" or "googlemail.com"
            ? string.Join(@"\.?", local.EnumerateRunes().Select(Spelled))
            : Spelled(local);
        var dot = @"(?:\s?[.,]{1,2}\s?|\\u002e|%2e|\s?[(\[]dot[)\]]\s?|\sdot\s)";
        var at = @"(?:\s{0,2}@{1,2}\s{0,2}|\\u0040|%40|&#64;|\s?[(\[]at[)\]]\s?|\sat\s)";
        var where = string.Join(dot, domain.Split('.').Select(Spelled));
        var others = othersEmails.Count == 0 ? "" : $"(?!(?:{string.Join('|', othersEmails.Select(Spelled))})(?![{L}.-]))";
        // ann@example.com is neither in joann@example.com nor in ann@example.com.au, but is in the file's name "ann@example.com.csv".
        return $@"(?:(?<![{L}._%+\-])|{AfterEscape}){others}{box}(?:(?:\+|%2b|\\u002b)[{L}._\-]{{1,64}})?{at}{where}(?![{L}\-]|\.(?!csv|tsv|txt|gz|json|xls|zip|pdf)[{L}])";
    }

    /// <summary>A number with its country's code, as it is dialled at home, and bare.</summary>
    private static IEnumerable<string> Number(string e164)
    {
        var (country, significant, dialled) = Phone.Parts(e164);
        var before = $"(?:(?<![{D}])|{AfterEscape})";
        var after = $"(?![{D}])";
        var plus = @"(?:(?:\+|\uFF0B|%2b|\\u002b|0011|011|00|810)" + Between + ")?";
        // Bare, it is not this number where another country's code is before it.
        var noCountry = $@"(?<!(?:\+|\uFF0B|00)[{D}]{{1,3}}{Between})";
        yield return $@"{before}{plus}{Digits(country)}{Between}(?:\(?[0\u0660\u06F0]\)?{Between})?{Digits(significant)}{after}";
        if (dialled != significant && dialled.Length >= 5)
            yield return before + Digits(dialled) + after;
        if (significant.Length >= 7)
            yield return before + noCountry + Digits(significant) + after;
    }

    private static string Digits(string digits) => string.Join(Between, digits.Select(digit =>
        $"[{digit}{(char)('\u0660' + digit - '0')}{(char)('\u06F0' + digit - '0')}{(char)('\uFF10' + digit - '0')}]"));

    private static IEnumerable<string> FullName(PersonName name)
    {
        if (name.Firstname.Length == 0 || name.Lastname.Length == 0)
            yield break;
        var (first, last) = (Words(name.Firstname), Words(name.Lastname));
        yield return BeforeWord + first + Gap + last + AfterWord;
        yield return BeforeWord + last + Gap + first + AfterWord;
    }

    private static string Words(string name) =>
        string.Join($"(?:[^{L}]|%[0-9A-Fa-f]{{2}}){{1,8}}", name.Split([' ', '-', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).Select(Spelled));

    private static string Spelled(string text)
    {
        var (composed, apart) = (text.Normalize(NormalizationForm.FormC), text.Normalize(NormalizationForm.FormD));
        var spelled = string.Concat(composed.EnumerateRunes().Select(Spelled));
        return composed == apart ? spelled : $"(?:{spelled}|{string.Concat(apart.EnumerateRunes().Select(Spelled))})";
    }

    /// <summary>A character plainly, in either case, and as JSON (also within an array or another JSON text) and web addresses escape it.</summary>
    private static string Spelled(Rune rune)
    {
        if (rune.IsAscii && Rune.IsLetterOrDigit(rune))
            return rune.ToString();
        var forms = new[] { rune, Rune.ToLowerInvariant(rune), Rune.ToUpperInvariant(rune) }.Distinct();
        return $"(?:{string.Join('|', forms.SelectMany(form => (string[])[
            form.IsAscii ? $"\\{form}" : form.ToString(),
            string.Concat(form.ToString().Select(unit => $"\\\\{{1,4}}u{(int)unit:x4}")),
            string.Concat(Encoding.UTF8.GetBytes(form.ToString()).Select(octet => $"%{octet:x2}"))]))}{(rune.Value == '\'' ? "|\u2019|&#39;" : "")})";
    }
}
