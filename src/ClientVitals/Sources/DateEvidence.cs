using System.Text;
using ClientVitals.Settings;

namespace ClientVitals.Sources;

/// <summary>Whether the dates of a file put the day, the month or the year first: 13/04/2025 shows it, 03/04/2025 does not.</summary>
/// <param name="now">The present moment.</param>
internal sealed class DateEvidence(DateTimeOffset now)
{
    /// <summary>Moments of a file that are asked for their zone.</summary>
    private const int FirstTimes = 100;

    private string? _example;
    private long _times;
    private long _open;
    private long _dayFirst;
    private long _monthFirst;
    private readonly ShortYears _short = new(now);

    /// <summary>Whether the file's dates leave the order open at all.</summary>
    public bool IsQuestion => _open + _dayFirst + _monthFirst + _short.Count > 0;

    /// <summary>A guess about the order, once it is decided; null = none was needed.</summary>
    public ReadingNote? Guess { get; private set; }

    /// <summary>A moment that names its zone by a word, such as "2025-11-03 09:00 PDT"; null = none of the first does.</summary>
    public string? Zoned { get; private set; }

    /// <summary>Whether moments are written as a spreadsheet's numbers of days.</summary>
    public bool HasDayNumbers { get; private set; }

    /// <summary>A record's moments.</summary>
    /// <param name="rows">At the record.</param>
    /// <param name="columns">Where moments are.</param>
    /// <param name="zone">Zone of moments without one.</param>
    public void Add(Records rows, IReadOnlyList<int> columns, BusinessZone zone)
    {
        if (rows.Trouble is not null)
            return;
        foreach (var column in columns)
            Add(FieldText.Plain(rows[column]), zone);
    }

    private void Add(ReadOnlySpan<byte> text, BusinessZone zone)
    {
        var reading = SourceTime.TryRead(text, zone, DateOrder.Unknown, out _, out var hint);
        if (reading is TimeReading.Missing or TimeReading.NotATime)
            return;
        _times++;
        if (Zoned is null && _times <= FirstTimes && NamesItsZone(text))
            Zoned = Encoding.UTF8.GetString(text);
        HasDayNumbers |= text.Length >= 5 && text[..5].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && (text.Length == 5 || text[5] is (byte)'.' or (byte)',');
        if ((hint & DateHint.ShortYear) != 0)
        {
            _short.Add(text, zone, hint);
            return;
        }
        if (_example is null && hint == DateHint.Open)
            _example = Encoding.UTF8.GetString(text);
        _open += hint == DateHint.Open ? 1 : 0;
        _dayFirst += hint == DateHint.DayFirst ? 1 : 0;
        _monthFirst += hint == DateHint.MonthFirst ? 1 : 0;
    }

    private static bool NamesItsZone(ReadOnlySpan<byte> text)
    {
        var word = text[(text.LastIndexOf((byte)' ') + 1)..].Trim("()[]"u8);
        return word.Length < text.Length && word.Length >= 2 && char.IsAsciiLetter((char)word[0]) && SourceZones.Named(Encoding.UTF8.GetString(word)) is not null;
    }

    /// <summary>
    /// The order that all telling dates agree on. Where they do not agree or none tells, a file made of such dates is refused;
    /// a few such dates among clear ones are left to be rejected line by line.
    /// </summary>
    public DateOrder Decide(string file, string column, BusinessZone zone)
    {
        if (_dayFirst > 0 && _monthFirst == 0 && (_short.May & DateHint.DayFirst) != 0)
            return DateOrder.DayFirst;
        if (_monthFirst > 0 && _dayFirst == 0 && (_short.May & DateHint.MonthFirst) != 0)
            return DateOrder.MonthFirst;
        if (_short.Count > 0)
        {
            var order = _short.Decide(out var isGuess);
            if (order is { } found and not DateOrder.Unknown)
            {
                Guess = isGuess ? Said(found, column, zone) : null;
                return found;
            }
            if (_short.Count * 2 > _times)
                throw Unclear(file, column, _short.Example is { } shown ? Encoding.UTF8.GetString(shown) : null, order is null ? Open : $"put sometimes one and sometimes another of day, month and year first", "dmy, mdy or ymd");
        }
        if (_open == 0 || (_open + _dayFirst + _monthFirst) * 2 <= _times)
            return DateOrder.Unknown;
        throw Unclear(file, column, _example, _dayFirst == 0 ? Open : $"put sometimes the day and sometimes the month first", "dmy or mdy");
    }

    private static Sentence Open => $"could be day or month first, and no date in it shows which";

    private static DateOrderUnclear Unclear(string file, string column, string? example, Sentence why, string orders) => example is null
        ? new($"The dates in column '{column}' of {file} {why}; say --date-order {orders}.", $"The dates in '{column}' {why}")
        : new($"The dates in column '{column}' of {file}, such as {example}, {why}; say --date-order {orders}.", $"The dates in '{column}', such as {example}, {why}");

    private ReadingNote Said(DateOrder order, string column, BusinessZone zone)
    {
        SourceTime.TryRead(_short.Example, zone, order, out var ticks);
        var others = _short.Others(order);
        return new(
            $"no date in '{column}' shows whether the {Sentence.Of(order.First())} or the {Sentence.Join(" or ", others.Select(one => Sentence.Of(one.First())))} comes first: \"{Encoding.UTF8.GetString(_short.Example!)}\" is read as {new DateTime(zone.LocalTicksOf(ticks)):d MMMM yyyy}, the {Sentence.Of(order.First())} first",
            $"{string.Join(" or ", others.Select(one => $"--date-order {one.Word()}"))} reads them otherwise",
            $"“Dates like 03/04/2026” reads them otherwise");
    }
}
