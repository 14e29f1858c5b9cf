using System.Buffers.Text;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>What the lines of a file show together that none of them says alone. Each of it is a guess that is said, and that an option changes.</summary>
internal sealed class FileEvidence(CallColumns columns)
{
    /// <summary>From which median on lengths cannot be seconds: nobody talks for five hours every time. Of one or two only a whole day is too long.</summary>
    private const int FewestLengths = 3, MedianOfMilliseconds = 20_000, Day = 86_400;

    private readonly List<double> _lengths = [];

    /// <summary>What a bare number in the duration counts, in seconds, where the numbers show it; null = as its column says.</summary>
    public double? DurationUnit { get; private set; }

    public CallLegs? Legs { get; } = CallLegs.Of(columns);

    public OwnSide Own { get; } = new();

    /// <summary>One of the first lines of the file.</summary>
    public void Add(Records rows)
    {
        Own.Add(rows, columns);
        if (columns.DurationUnitIsOpen && columns[CallField.DurationSeconds] is var at and >= 0 && rows.Trouble is null
            && Utf8Parser.TryParse(rows[at], out double length, out var used) && used == rows[at].Length && length > 0)
        {
            _lengths.Add(length);
        }
    }

    /// <summary>Once the first lines are known; of legs, once all are.</summary>
    public void Decide()
    {
        Own.Decide();
        Legs?.Decide();
        _lengths.Sort();
        if (_lengths.Count > 0 && _lengths[_lengths.Count / 2] >= (_lengths.Count >= FewestLengths ? MedianOfMilliseconds : Day))
            DurationUnit = .001;
    }

    public IEnumerable<ReadingNote> Notes(IReadOnlyList<string> headers)
    {
        if (DurationUnit is not null)
        {
            yield return new(
                $"lengths such as {_lengths[_lengths.Count / 2]:0} in '{headers[columns[CallField.DurationSeconds]]}' are read as milliseconds",
                $"--duration-unit seconds reads them otherwise",
                $"“Lengths of calls” reads them otherwise");
        }
        if (Own.Numbers.Count > 0)
        {
            var (from, to) = (headers[columns[CallField.FromNumber]], headers[columns[CallField.ToNumber]]);
            var ours = string.Join(", ", Own.Numbers.Take(3)) + (Own.Numbers.Count > 3 ? " …" : "");
            yield return new(
                Own.Numbers.Count == 1
                    ? (Sentence)$"nothing says who called whom: {ours} is on nearly every line and taken for yours"
                    : $"nothing says who called whom: {ours} are on nearly every line and taken for yours",
                $"--map \"{from}=client_phone\" or --map \"{to}=client_phone\" says otherwise",
                $"choose “client phone” for “{from}” or “{to}” under “Columns” if it is otherwise");
        }
    }
}
