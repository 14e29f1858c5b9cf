using System.Text;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>
/// Which lines of a file are only legs of other calls (Twilio's ParentCallSid and the like): of a call that came in, the leg that rings one of ours; of
/// one that goes out, the leg to the side that is called again and again. Both may come before or after the call they belong to, so the whole
/// file is asked, once, and only where it has such a column.
/// </summary>
internal sealed class CallLegs
{
    /// <summary>Different numbers of one side remembered: beyond them it is no side of ours.</summary>
    private const int MostNumbers = 100_000;

    private readonly HashSet<ulong> _inbound = [];
    private readonly HashSet<ulong> _parents = [];
    private readonly HashSet<ulong> _takenUp = [];
    private readonly HashSet<string> _calledFirst = new(StringComparer.Ordinal);
    private readonly HashSet<string> _calledNext = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ours = new(StringComparer.Ordinal);
    private readonly List<(ulong Parent, string To)> _legs = [];
    private readonly List<(ulong Id, string To)> _outbound = [];

    private CallLegs()
    {
    }

    /// <summary>Legs of a file; null where it has no column that names the call of a leg.</summary>
    public static CallLegs? Of(CallColumns columns) =>
        columns[CallField.ParentCallId] >= 0 && columns[CallField.ProviderCallId] >= 0 && columns[CallField.ToNumber] >= 0 ? new() : null;

    /// <summary>Whether the file has lines that name another as their call.</summary>
    public bool HasAny => _legs.Count > 0;

    public void Add(Records rows, CallColumns columns)
    {
        if (rows.Trouble is not null)
            return;
        var parent = FieldText.Plain(rows[columns[CallField.ParentCallId]]);
        var to = Number(FieldText.Plain(rows[columns[CallField.ToNumber]]));
        if (!parent.IsEmpty)
        {
            _parents.Add(Hash(parent));
            if (_legs.Count < MostNumbers)
                _legs.Add((Hash(parent), to));
            if (columns[CallField.Status] is not (var status and >= 0) || !CallVocabulary.TryStatus(Encoding.UTF8.GetString(FieldText.Plain(rows[status])), out var said) || said is CallStatus.Completed or CallStatus.Unknown)
                _takenUp.Add(Hash(parent));
            return;
        }
        var id = Hash(FieldText.Plain(rows[columns[CallField.ProviderCallId]]));
        if (columns[CallField.Direction] is var at and >= 0 && CallVocabulary.TryDirection(Encoding.UTF8.GetString(FieldText.Plain(rows[at])), out var direction) && direction == CallDirection.Inbound)
            _inbound.Add(id);
        else if (_outbound.Count < MostNumbers)
            _outbound.Add((id, to));
    }

    /// <summary>Once all lines are known: who of those called is ours.</summary>
    public void Decide()
    {
        foreach (var (parent, to) in _legs)
        {
            if (_inbound.Contains(parent))
                _ours.Add(to);
            else
                _calledNext.Add(to);
        }
        _calledFirst.UnionWith(_outbound.Where(one => _parents.Contains(one.Id)).Select(one => one.To));
        // Of calls that ring both sides, the side with fewer numbers is the one that works here; as many of both tell nothing.
        if (_calledFirst.Count < _calledNext.Count)
            _ours.UnionWith(_calledFirst);
        else if (_calledNext.Count < _calledFirst.Count)
            _ours.UnionWith(_calledNext);
        _ours.Remove("");
    }

    /// <summary>Whether a number is one of ours, as the legs of the file show.</summary>
    public bool IsOurs(ReadOnlySpan<byte> number) => _ours.Count > 0 && _ours.Contains(Number(number));

    /// <summary>Whether the call that a leg names came in: then the leg rang one of ours.</summary>
    public bool CameIn(ReadOnlySpan<byte> parent) => _inbound.Contains(Hash(parent));

    /// <summary>Whether a call rang others and none of them took it up: then a machine of the telephone system ended it, and nobody talked.</summary>
    public bool NobodyTookUp(ReadOnlySpan<byte> id) => _parents.Count > 0 && Hash(id) is var call && _parents.Contains(call) && !_takenUp.Contains(call);

    private static string Number(ReadOnlySpan<byte> text)
    {
        Span<char> digits = stackalloc char[32];
        var length = 0;
        foreach (var b in text)
        {
            if (b is >= (byte)'0' and <= (byte)'9' && length < digits.Length)
                digits[length++] = (char)b;
        }
        return length < 7 ? "" : digits[..length].ToString();
    }

    /// <summary>FNV-1a of 64 bits.</summary>
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = 14695981039346656037ul;
        foreach (var b in text)
            hash = (hash ^ b) * 1099511628211ul;
        return hash;
    }
}
