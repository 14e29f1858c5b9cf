using System.Buffers;
using System.Text;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Sources.Facts;

/// <summary>
/// Turns the present record into a row of a fact, or says why it is not one. Only what says whose it is and what the fact requires is needed:
/// whatever else cannot be read is left out, and said.
/// </summary>
internal sealed partial class FactRowReader
{
    private const int LongestName = 200, LongestId = 200, LongestText = 20_000;

    private static readonly SearchValues<byte> OfAMantissa = SearchValues.Create("0123456789.,"u8);

    private static readonly HashSet<string> Totals = new(
        ["total", "totals", "grandtotal", "subtotal", "sum", "summe", "gesamt", "gesamtsumme", "zwischensumme", "suma", "totale", "somme", "totalgeral"], StringComparer.Ordinal);

    private static readonly (string[] Found, string? Fault) NoEmails = ([], null);

    private static readonly (string[] Found, bool Given) NoPhones = ([], false);

    private readonly Records _rows;
    private readonly Fact _fact;
    private readonly FactColumns _columns;
    private readonly FactReading _options;
    private readonly LineAccount _account;
    private readonly Identity _identity;
    private readonly FactDraft _draft;
    private readonly TextPool<BusinessZone?> _zones;
    private readonly TextPool<(string[] Found, string? Fault)> _emails;
    private readonly TextPool<(string[] Found, bool Given)> _phones;
    private readonly TextPool<string> _texts = new(text => text);
    private readonly TextPool<(string? Meaning, string? Unknown)>?[] _words;
    private readonly int _email, _phone, _key, _zone;

    private FactRow? _first;
    private string[] _clients = [];
    private bool _areEmails;
    private int _next;
    private int _beside;

    public FactRowReader(Records rows, Fact fact, FactColumns columns, FactReading options, LineAccount account, Identity identity)
    {
        (_rows, _fact, _columns, _options, _account, _identity) = (rows, fact, columns, options, account, identity);
        _draft = new(fact.One, fact.Name, fact.Find, fact.Fields.Count, options.Now);
        _zones = new(SourceZones.Named);
        _emails = new(identity.EmailsIn);
        _phones = new(text => identity.PhonesIn(text, options.PhoneRegion));
        _words = [.. fact.Fields.Select((_, field) => columns.WordsOf(field) is { } words && columns[field] >= 0 ? new TextPool<(string?, string?)>(text => WordOf(field, words, text)) : null)];
        _email = fact.Find(FactKind.Email);
        _phone = fact.Find(FactKind.Phone);
        _key = fact.Find(FactKind.ClientKey);
        _zone = fact.Find(FactKind.Zone);
    }

    /// <summary>What became of the fields that could not be read, and what is odd.</summary>
    public IReadOnlyList<ReadingNote> Notes => _draft.Notes;

    /// <summary>The row; or null and the reason.</summary>
    public FactRow? Read(out string? reason)
    {
        _first = null;
        reason = _rows.Trouble;
        if (reason is not null)
        {
            reason = reason is "too few fields" or "too many fields" && IsTotal() ? $"is a total, not a {_fact.One}" : reason;
            return null;
        }
        _draft.Begin(_rows.Line);
        reason = Whose();
        for (var field = 0; field < _fact.Fields.Count && reason is null; field++)
            reason = Value(field);
        if (reason is null)
        {
            Tell();
            SplitName();
            _fact.Look?.Invoke(_draft);
            reason = _draft.Refusal;
        }
        if (reason is not null)
        {
            reason = IsHeader() ? "repeats the column names" : IsTotal() ? $"is a total, not a {_fact.One}" : reason;
            return null;
        }
        return _first = new(_rows.Line, 0, _draft.Values);
    }

    /// <summary>The same row for the next of the clients whom the record names, then what it tells besides; null = there is no more.</summary>
    public FactRow? Further()
    {
        if (_first is null || _next >= FactRow.MostOfALine)
            return null;
        if (_next >= _clients.Length)
            return _beside < _draft.Besides.Count ? new(_first.Line, _next++, _draft.Besides[_beside++]) : null;
        var values = (FactValue[])_first.Values.Clone();
        values[_areEmails ? _email : _phone] = FactValue.Of(_clients[_next]);
        return new(_first.Line, _next++, values);
    }

    private ReadOnlySpan<byte> Field(int field) => _columns[field] is var at and >= 0 ? FieldText.Plain(_rows[at]) : [];

    /// <summary>What people wrote, as they wrote it: names and notes may begin with a mark that a number may not.</summary>
    private ReadOnlySpan<byte> Written(int field) => _columns[field] is var at and >= 0 ? _rows[at].Trim(" \t\r\n"u8) : [];

    /// <summary>Finds the clients; the reason when there is nobody.</summary>
    private string? Whose()
    {
        (_clients, _next, _beside) = ([], 1, 0);
        var email = Field(_email);
        var phone = Field(_phone);
        var (emails, emailFault) = email.IsEmpty ? NoEmails : _emails[email];
        var (phones, given) = phone.IsEmpty ? NoPhones : _phones[phone];
        var key = Id(_key, out _);
        if (emails.Length == 0 && phones.Length == 0 && key is null && (_fact.Through is not { } through || Id(_fact.Find(through), out _) is null))
            return emailFault ?? (given ? "no valid phone number" : _columns[_key] >= 0 ? "neither e-mail, phone nor client id" : "neither e-mail nor phone");
        if (emailFault is not null)
            _draft.LeaveOut("client_email", "cannot be read, " + emailFault, email);
        if (given && phones.Length == 0)
            _draft.LeaveOut("client_phone", "is not a valid phone number", phone);
        _areEmails = emails.Length > 0;
        _clients = _areEmails ? emails : phones;
        if (_areEmails)
            _draft.Values[_email] = FactValue.Of(emails[0]);
        // Beside several people's e-mails a number is nobody's in particular.
        if (phones.Length > 0 && emails.Length <= 1)
            _draft.Values[_phone] = FactValue.Of(phones[0]);
        if (key is not null && _clients.Length <= 1)
            _draft.Values[_key] = FactValue.Of(key);
        return null;
    }

    private void SplitName()
    {
        if (_clients.Length > 1 || _draft["firstname"].IsGiven || _draft["lastname"].IsGiven || _draft["name"].Text is not { } full)
            return;
        // "Haddad, Leila" and "Leila Haddad".
        var comma = full.IndexOf(',', StringComparison.Ordinal);
        var space = full.IndexOf(' ', StringComparison.Ordinal);
        var (first, last) = comma > 0 ? (full[(comma + 1)..].Trim(), full[..comma].Trim()) : space > 0 ? (full[..space], full[(space + 1)..].Trim()) : (full, "");
        if (first.Length > 0)
            _draft["firstname"] = FactValue.Of(first);
        if (last.Length > 0)
            _draft["lastname"] = FactValue.Of(last);
    }

    /// <summary>Exports joined end to end carry their column names in the middle.</summary>
    private bool IsHeader()
    {
        for (var at = 0; at < _rows.Headers.Count; at++)
        {
            if (!_rows[at].Trim(" \t\r\n"u8).SequenceEqual(Encoding.UTF8.GetBytes(_rows.Headers[at])))
                return false;
        }
        return true;
    }

    /// <summary>Reports end with lines such as "Total,,600".</summary>
    private bool IsTotal()
    {
        for (var at = 0; at < _rows.Headers.Count; at++)
        {
            if (_rows[at].Trim(" \t\r\n\""u8) is { IsEmpty: false } text)
                return text.Length < 60 && Totals.Contains(WordKey.Of(Encoding.UTF8.GetString(text).Split(':', '=', '(', ' ')[0]));
        }
        return false;
    }
}
