using ClientVitals.People;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <content>Whose call it is: the client's address, or the addresses of several.</content>
internal sealed partial class CallRowReader
{
    /// <summary>Digits of an extension within a telephone system, at most.</summary>
    private const int LongestExtension = 6;

    private readonly TextPool<(string[] Found, string? Fault)> _emails;
    private readonly TextPool<(string[] Found, bool Given, bool IsInternal)> _phones;

    private static readonly (string[] Found, string? Fault) NoEmails = ([], null);

    private Clients _clients;
    private CallRow? _first;
    private int _next;
    private long _linesOfSeveral;
    private long _callsOfSeveral;
    private long _callsWithUs;
    private bool _isOurs;

    /// <summary>Those whom a line names: by their e-mails, or where there is none by their numbers.</summary>
    private readonly record struct Clients(string? Email, string? Phone, string[] All, bool AreEmails)
    {
        public int Count => Math.Max(1, All?.Length ?? 0);
    }

    /// <summary>The same call for the next of the clients whom the line names; null = there is no more.</summary>
    public CallRow? Further()
    {
        if (_first is null || _next >= _clients.Count)
            return null;
        var address = _clients.All[_next];
        var call = _clients.AreEmails
            ? _first with { ClientEmail = address, Part = _next }
            : _first with { ClientPhone = address, Part = _next };
        _next++;
        _callsOfSeveral++;
        return call;
    }

    /// <summary>Finds them; the reason when there is nobody.</summary>
    private string? Whose(ref CallDirection direction)
    {
        _next = 1;
        _isOurs = false;
        var text = Field(CallField.ClientEmail);
        var (emails, emailFault) = text.IsEmpty ? NoEmails : _emails[text];
        var (phones, phoneFault) = PhonesOfLine(ref direction);
        if (emails.Length == 0 && phones.Length == 0)
        {
            return IsHeader() ? "repeats the column names"
                : IsTotal() ? "is a total, not a call"
                : IsLegToUs() ? "is a leg of another call, to an extension of yours"
                : emailFault ?? phoneFault ?? "neither e-mail nor phone";
        }
        if (emailFault is not null)
            _left.Add(CallField.ClientEmail, "cannot be read, " + emailFault, text);
        if (phoneFault is not null && Field(CallField.ClientPhone) is { IsEmpty: false } number)
            _left.Add(CallField.ClientPhone, "is not a valid phone number", number);
        // Beside several people's e-mails a number is nobody's in particular; of one person's numbers the first will do.
        _clients = emails.Length > 0
            ? new(emails[0], emails.Length == 1 && phones.Length > 0 ? phones[0] : null, emails, true)
            : new(null, phones[0], phones, false);
        if (_clients.Count > 1)
        {
            _linesOfSeveral++;
            _callsOfSeveral++;
        }
        return null;
    }

    private (string[] Found, string? Fault) PhonesOfLine(ref CallDirection direction)
    {
        var text = Field(CallField.ClientPhone);
        if (text.IsEmpty)
        {
            if (direction == CallDirection.Unknown)
                direction = DirectionByExtension();
            var from = Field(CallField.FromNumber);
            var to = Field(CallField.ToNumber);
            if (direction == CallDirection.Unknown && (!from.IsEmpty || !to.IsEmpty))
            {
                return ([], !from.IsEmpty && !to.IsEmpty && _phones[from].IsInternal && _phones[to].IsInternal
                    ? "is a call between two extensions"
                    : "no direction, so it is not known which number is the client's");
            }
            text = direction switch
            {
                CallDirection.Inbound => from,
                CallDirection.Outbound => to,
                _ => [],
            };
        }
        if (text.IsEmpty)
            return ([], null);
        var (found, given, _) = _phones[text];
        if (found.Length > 0 && _evidence?.Legs?.IsOurs(text) == true)
        {
            _isOurs = true;
            _callsWithUs++;
            OwnNumbers.Add(found[0]);
        }
        return (found, found.Length == 0 && given ? "no valid phone number" : null);
    }

    /// <summary>Where nothing says who called whom: an extension is ours, so the number at the other end is the client's.</summary>
    private CallDirection DirectionByExtension()
    {
        var from = Field(CallField.FromNumber);
        var to = Field(CallField.ToNumber);
        if (from.IsEmpty || to.IsEmpty)
            return CallDirection.Unknown;
        var (caller, called) = (_phones[from], _phones[to]);
        var (isOurCaller, isOursCalled) = (caller.IsInternal || _evidence?.Own.Has(from) == true, called.IsInternal || _evidence?.Own.Has(to) == true);
        var direction = isOurCaller && !isOursCalled && called.Found.Length > 0 ? CallDirection.Outbound
            : isOursCalled && !isOurCaller && caller.Found.Length > 0 ? CallDirection.Inbound
            : CallDirection.Unknown;
        if (direction != CallDirection.Unknown)
            _told |= CallTold.Direction;
        return direction;
    }

    private (string[] Found, bool Given, bool IsInternal) PhonesOf(string text)
    {
        var (found, given) = CellAddresses.Phones(text, _options.PhoneRegion);
        var digits = text.Count(char.IsDigit);
        // An extension, or a word of the telephone system's own ("s", "client:omar").
        var isInternal = digits <= LongestExtension && (found.Length == 0 || !text.Any(char.IsLetter)) && !CellAddresses.IsNobody(text) && !CellAddresses.IsHidden(text);
        return isInternal ? ([], given, true) : (found, given, false);
    }

    /// <summary>
    /// A leg of a call that came in rings one of ours: whose call it is says the call that it belongs to. The legs of a call that goes out are told apart
    /// by their numbers (<see cref="CallLegs"/>).
    /// </summary>
    private bool IsLegToUs() =>
        _evidence?.Legs is { HasAny: true } legs && Field(CallField.ParentCallId) is { IsEmpty: false } parent && legs.CameIn(parent);

    private IEnumerable<ReadingNote> SaidOfLegs()
    {
        if (_callsWithUs > 0)
        {
            var header = _rows.Headers[_columns[CallField.ParentCallId]];
            var ours = string.Join(", ", OwnNumbers.Order(StringComparer.Ordinal).Take(3)) + (OwnNumbers.Count > 3 ? " …" : "");
            yield return Ignorable(header, $"reads each line as a client's call", OwnNumbers.Count == 1
                ? (Sentence)$"the legs in '{header}' show that {ours} is a number of yours"
                : $"the legs in '{header}' show that {ours} are numbers of yours");
        }
    }

    private IEnumerable<ReadingNote> SaidOfClients()
    {
        if (_linesOfSeveral > 0)
        {
            yield return new(_linesOfSeveral == 1
                ? (Sentence)$"1 line names several clients: the call is each of theirs, so that it counts as {_callsOfSeveral:N0} calls"
                : $"{_linesOfSeveral:N0} lines name several clients: the call is each of theirs, so that they count as {_callsOfSeveral:N0} calls");
        }
    }
}
