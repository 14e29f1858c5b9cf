using System.Text;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>
/// Which numbers are ours in a file whose lines say who was called by whom, but not which of the two is the client: those that stand on nearly every
/// line beside many others. Judged on the first lines of the file.
/// </summary>
internal sealed class OwnSide
{
    /// <summary>Lines that must have numbers on both sides, and different numbers beside one of ours.</summary>
    private const int FewestLines = 3, FewestBeside = 2;

    /// <summary>The part of the lines that must have one of ours, and that one number must have to count.</summary>
    private const double NearlyAll = .9, Enough = .1;

    private readonly List<(string From, string To)> _lines = [];
    private HashSet<string> _own = [];

    /// <summary>Its numbers, as digits; empty where the file shows none.</summary>
    public IReadOnlyCollection<string> Numbers => _own;

    public void Add(Records rows, CallColumns columns)
    {
        if (rows.Trouble is null && columns[CallField.FromNumber] is var from and >= 0 && columns[CallField.ToNumber] is var to and >= 0
            && (columns[CallField.Direction] is not (var at and >= 0) || !CallVocabulary.TryDirection(Encoding.UTF8.GetString(FieldText.Plain(rows[at])), out var direction) || direction == CallDirection.Unknown)
            && Digits(rows[from]) is { Length: >= 7 } caller && Digits(rows[to]) is { Length: >= 7 } called)
        {
            _lines.Add((caller, called));
        }
    }

    /// <summary>Finds them: the number with most different ones beside it first, until nearly all lines have one.</summary>
    public void Decide()
    {
        var open = _lines.ToList();
        var own = new HashSet<string>(StringComparer.Ordinal);
        while (open.Count > _lines.Count * (1 - NearlyAll) && open.Count > 0)
        {
            var best = open.SelectMany(line => new[] { (Number: line.From, Beside: line.To), (Number: line.To, Beside: line.From) })
                .GroupBy(one => one.Number, StringComparer.Ordinal)
                .Select(one => (Number: one.Key, Beside: one.Select(side => side.Beside).Distinct(StringComparer.Ordinal).Count(), Lines: one.Count()))
                .MaxBy(one => (one.Beside, one.Lines));
            if (best.Beside < FewestBeside || best.Lines < Math.Max(2, _lines.Count * Enough))
                return;
            own.Add(best.Number);
            open.RemoveAll(line => line.From == best.Number || line.To == best.Number);
        }
        if (_lines.Count >= FewestLines && _lines.Count(line => own.Contains(line.From) && own.Contains(line.To)) <= _lines.Count * Enough)
            _own = own;
    }

    public bool Has(ReadOnlySpan<byte> number) => _own.Count > 0 && Digits(number) is { } digits && _own.Contains(digits);

    private static string? Digits(ReadOnlySpan<byte> text)
    {
        Span<char> digits = stackalloc char[32];
        var length = 0;
        foreach (var b in text)
        {
            if (b is >= (byte)'0' and <= (byte)'9' && length < digits.Length)
                digits[length++] = (char)b;
        }
        return length == 0 ? null : digits[..length].ToString();
    }
}
