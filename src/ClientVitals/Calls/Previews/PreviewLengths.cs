using System.Buffers;
using System.Text;
using ClientVitals.Sources;

namespace ClientVitals.Calls.Previews;

/// <summary>How lengths of calls are read, with an example, and whether another unit fits the numbers better.</summary>
internal sealed class PreviewLengths(CallFile file)
{
    /// <summary>Numbers looked at, and how many of them must speak for another unit.</summary>
    private const int MostNumbers = 500, Enough = 3;

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789.,"u8);

    /// <summary>Lengths that people agree on, in minutes.</summary>
    private static readonly HashSet<double> Agreed = [15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 120];

    private readonly CallColumns _columns = file.Columns;
    private readonly List<double> _numbers = [];
    private string? _first;
    private string? _number;

    public void Add(Records rows)
    {
        if (_columns[CallField.DurationSeconds] is not (var at and >= 0) || rows.Trouble is not null || _numbers.Count >= MostNumbers)
            return;
        var text = rows[at].Trim(" \t\r\n"u8);
        if (SourceDuration.TryRead(text, file.DurationUnitSeconds, out var seconds) != DurationReading.Read || seconds == 0)
            return;
        _first ??= Encoding.UTF8.GetString(text);
        if (text.IndexOfAnyExcept(OfNumbers) >= 0)
            return;
        _number ??= Encoding.UTF8.GetString(text);
        _numbers.Add(seconds / file.DurationUnitSeconds);
    }

    public LengthReading? Read(IReadOnlyList<string> headers)
    {
        if ((_number ?? _first) is not { } text)
            return null;
        var header = headers[_columns[CallField.DurationSeconds]];
        SourceDuration.TryRead(Encoding.UTF8.GetBytes(text), file.DurationUnitSeconds, out var seconds);
        var unit = LengthUnits.OfSeconds(file.DurationUnitSeconds).Word();
        return new(
            header, unit, _columns.DurationUnitIsChosen, $"`{PreviewText.Short(text, 40)}` is read as {Written(seconds)} ({Why(Sentence.Of(unit))})",
            _columns.DurationUnitIsOpen && !file.DurationUnitIsGuessed ? Suggested() : null);
    }

    private Sentence Why(Sentence unit)
    {
        if (_number is null)
            return $"its unit is beside it";
        if (_columns.DurationUnitIsChosen)
            return $"chosen: {unit}";
        if (file.DurationUnitIsGuessed)
            return $"nothing says a unit, and nobody talks that many seconds";
        return _columns.DurationUnitIsOpen ? (Sentence)$"nothing says a unit, so it is seconds" : $"the column's name says {unit}";
    }

    private string? Suggested()
    {
        if (_numbers.Count < Enough)
            return null;
        var sorted = _numbers.Order().ToList();
        return sorted[sorted.Count / 2] > 4 * 3600 ? LengthUnit.Milliseconds.Word()
            : _numbers.Count(Agreed.Contains) * 5 >= _numbers.Count * 4 ? LengthUnit.Minutes.Word()
            : null;
    }

    private static Sentence Written(int seconds)
    {
        var (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        List<Sentence> parts = [];
        if (hours > 0)
            parts.Add(hours == 1 ? (Sentence)$"{1} hour" : $"{hours:N0} hours");
        if (minutes > 0)
            parts.Add(minutes == 1 ? (Sentence)$"{1} minute" : $"{minutes} minutes");
        if (rest > 0)
            parts.Add(rest == 1 ? (Sentence)$"{1} second" : $"{rest} seconds");
        return Sentence.Join(" ", parts);
    }
}
