using System.CommandLine;
using ClientVitals.Sources;

namespace ClientVitals.Cli.Facts;

/// <summary>How a file is read, for every command that reads one.</summary>
/// <param name="map">An example of a column and its field.</param>
/// <param name="value">An example of a word and its meaning.</param>
/// <param name="meanings">What a word can mean, in a sentence.</param>
/// <param name="unit">What a length that is a plain number counts where nobody says it.</param>
/// <param name="taught">Reads what a word means; throws <see cref="PlainError"/> when it cannot mean that.</param>
internal sealed class ReadingOptions(string map, string value, string meanings, string unit, Func<string, TaughtWord> taught)
{
    private readonly Option<string[]> _map = new("--map")
    {
        Description = $"Read a column under another name: --map {map}. A file without column names: by number, --map \"#1=client_email\". Can be given several times.",
        HelpName = "column=field",
    };

    private readonly Option<string[]> _value = new("--value")
    {
        Description = $"What a value of a column means: --value \"{value}\" ({meanings}). Can be given several times.",
        HelpName = "column:word=meaning",
    };

    private readonly Option<DateOrder> _order = new("--date-order")
    {
        Description = "Order of day, month and year in dates like 03/04/2025 (dmy, mdy) and 25-11-03 (also ymd), where the file does not show it.",
        HelpName = "dmy|mdy|ymd",
        CustomParser = result =>
        {
            if (DateOrders.Of(result.Tokens[0].Value) is { } order)
                return order;
            result.AddError($"--date-order is dmy, mdy or ymd, not {result.Tokens[0].Value}.");
            return default;
        },
    };

    private readonly Option<string?> _encoding = new("--encoding")
    {
        Description = "Text encoding of the files, such as windows-1252 or windows-1256. Default: detected; the account says which.",
        HelpName = "name",
    };

    private readonly Option<string?> _sheet = new("--sheet")
    {
        Description = "Sheet of an Excel workbook, by name or number. Default: the first one with column names.",
        HelpName = "sheet",
    };

    private readonly Option<string?> _unit = new("--duration-unit")
    {
        Description = $"Unit of durations that are plain numbers: milliseconds, seconds, minutes or hours. Default: by the column's name, else {unit}.",
        HelpName = "unit",
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_map, _value, _order, _encoding, _sheet, _unit];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>What was said on the command line. Throws <see cref="PlainError"/> on what cannot be understood.</summary>
    public ReadingChoices Choices(ParseResult parsed)
    {
        if (parsed.GetValue(_encoding) is { } encoding)
            SourceFile.MustKnowEncoding(encoding);
        return new()
        {
            DateOrder = parsed.GetValue(_order),
            Map = Mapped(parsed.GetValue(_map) ?? []),
            Words = [.. (parsed.GetValue(_value) ?? []).Select(taught)],
            Encoding = parsed.GetValue(_encoding),
            Sheet = parsed.GetValue(_sheet),
            LengthUnit = parsed.GetValue(_unit) is { } unit ? LengthUnits.Of(unit) : null,
        };
    }

    private Dictionary<string, string> Mapped(string[] pairs)
    {
        var mapped = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in pairs)
        {
            var at = pair.LastIndexOf('=');
            if (at < 1 || at == pair.Length - 1)
                throw new PlainError($"--map {pair} is not of the form column=field; write --map {map}.");
            mapped[pair[..at]] = pair[(at + 1)..];
        }
        return mapped;
    }
}
