using System.Globalization;

namespace ClientVitals.Scheduling;

/// <summary>One of the five fields of a cron expression, understood: which values it lets through.</summary>
/// <param name="Values">A bit for each value.</param>
/// <param name="Starred">It begins with an asterisk, by which cron tells whether a day is restricted.</param>
public readonly record struct CronField(ulong Values, bool Starred)
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Whether it lets a value through.</summary>
    public bool Has(int value) => (Values >> value & 1) == 1;

    /// <summary>The values, from the least on.</summary>
    public IEnumerable<int> All
    {
        get
        {
            var values = Values;
            return Enumerable.Range(0, 60).Where(value => (values >> value & 1) == 1);
        }
    }

    internal static CronField Minute(string text) => Of(text, "minute", 0, 59, []);

    internal static CronField Hour(string text) => Of(text, "hour", 0, 23, []);

    internal static CronField Day(string text) => Of(text, "day of the month", 1, 31, []);

    internal static CronField Month(string text) => Of(text, "month", 1, 12, Months);

    /// <summary>0 = Sunday … 6 = Saturday; 7 is Sunday, too.</summary>
    internal static CronField Weekday(string text)
    {
        var read = Of(text, "day of the week", 0, 7, Weekdays);
        return read.Has(7) ? read with { Values = (read.Values | 1) & 0x7f } : read with { Values = read.Values & 0x7f };
    }

    private static CronField Of(string text, string named, int least, int most, string[] names)
    {
        var values = 0UL;
        foreach (var item in text.Split(','))
        {
            var (range, step) = Cut(item, '/');
            var by = step is null ? 1 : Number(step, named, 1, most, []);
            var (from, to) = range == "*" ? (least, most) : Range(range, named, least, most, names);
            if (step is not null && range != "*" && !range.Contains('-', StringComparison.Ordinal))
                throw new PlainError($"The {named} {item} has a step but no range; write it as {range}-{most}/{step} or */{step}.");
            for (var value = from; value <= to; value += by)
                values |= 1UL << value;
        }
        return new(values, text.StartsWith('*'));
    }

    private static (int From, int To) Range(string text, string named, int least, int most, string[] names)
    {
        var (first, last) = Cut(text, '-');
        var from = Number(first, named, least, most, names);
        var to = last is null ? from : Number(last, named, least, most, names);
        return from <= to ? (from, to) : throw new PlainError($"The {named} runs backwards in {text}; write the smaller value first.");
    }

    private static int Number(string text, string named, int least, int most, string[] names)
    {
        if (Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var place)
            return place + least;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new PlainError($"The {named} \"{text}\" is not understood; write numbers from {least} to {most}, ranges as {least}-{most}, lists with commas, steps as */5.");
        return number >= least && number <= most ? number : throw new PlainError($"The {named} must be {least} to {most}, not {number}.");
    }

    private static (string Before, string? After) Cut(string text, char at)
    {
        var place = text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text, null) : (text[..place], text[(place + 1)..]);
    }
}
