using System.Buffers;
using System.Globalization;
using System.Text;
using ClientVitals.Sources;

namespace ClientVitals.Calls.Previews;

/// <summary>How lengths of calls are read, with an example, and whether another unit fits the numbers better.</summary>
internal sealed class PreviewLengths(CallColumns columns, CallFileOptions options)
{
    /// <summary>Numbers looked at, and how many of them must speak for another unit.</summary>
    private const int MostNumbers = 500, Enough = 3;

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789.,"u8);

    /// <summary>Lengths that people agree on, in minutes.</summary>
    private static readonly HashSet<double> Agreed = [15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 120];

    private readonly List<double> _numbers = [];
    private string? _first;
    private string? _number;

    public void Add(Records rows)
    {
        if (columns[CallField.DurationSeconds] is not (var at and >= 0) || rows.Trouble is not null || _numbers.Count >= MostNumbers)
            return;
        var text = rows[at].Trim(" \t\r\n"u8);
        if (SourceDuration.TryRead(text, columns.DurationUnitSeconds, out var seconds) != DurationReading.Read || seconds == 0)
            return;
        _first ??= Encoding.UTF8.GetString(text);
        if (text.IndexOfAnyExcept(OfNumbers) >= 0)
            return;
        _number ??= Encoding.UTF8.GetString(text);
        _numbers.Add(seconds / columns.DurationUnitSeconds);
    }

    public LengthReading? Read(IReadOnlyList<string> headers)
    {
        if ((_number ?? _first) is not { } text)
            return null;
        var header = headers[columns[CallField.DurationSeconds]];
        SourceDuration.TryRead(Encoding.UTF8.GetBytes(text), columns.DurationUnitSeconds, out var seconds);
        var unit = options.LengthUnit ?? LengthUnits.OfSeconds(columns.DurationUnitSeconds);
        var isSaid = CallColumnNames.Length(CallVocabulary.Core(header)) is var named && CallVocabulary.Core(header) is var core && (named.Name != core || named.UnitSeconds != 1);
        var why = _number is null ? "its unit stands beside it"
            : options.LengthUnit is not null ? $"chosen: {unit.Word()}"
            : isSaid ? $"the column's name says {unit.Word()}"
            : "nothing says a unit, so it is seconds";
        return new(header, unit.Word(), options.LengthUnit is not null, $"`{PreviewText.Short(text, 40)}` is read as {Written(seconds)} ({why})", options.LengthUnit is null && !isSaid ? Suggested() : null);
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

    private static string Written(int seconds)
    {
        string[] parts = [Part(seconds / 3600, "hour"), Part(seconds / 60 % 60, "minute"), Part(seconds % 60, "second")];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static string Part(int count, string one) =>
        count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
