using System.CommandLine;
using ClientVitals.Calls;
using ClientVitals.Sources;

namespace ClientVitals.Cli.Calls;

/// <summary>How a file of calls is read, for every command that reads one.</summary>
internal sealed class ReadingOptions
{
    private readonly Option<string[]> _map = new("--map")
    {
        Description = "Read a column under another name: --map \"Call date\"=started_at. A file without column names: by number, --map \"#1=client_email\". Can be given several times.",
        HelpName = "column=field",
    };

    private readonly Option<string[]> _value = new("--value")
    {
        Description = "What a value of a column means: --value \"Result:Signed in=COMPLETED\" (a status, channel, direction or outcome). Can be given several times.",
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
        Description = "Unit of durations that are plain numbers: milliseconds, seconds, minutes or hours. Default: by the column's name, else seconds.",
        HelpName = "unit",
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_map, _value, _order, _encoding, _sheet, _unit];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>The options, with what was said on the command line. Throws <see cref="PlainError"/> on what cannot be understood.</summary>
    public CallFileOptions Read(ParseResult parsed, CallFileOptions options) => Choices(parsed).AppliedTo(options);

    /// <summary>What was said on the command line. Throws <see cref="PlainError"/> on what cannot be understood.</summary>
    public ReadingChoices Choices(ParseResult parsed)
    {
        if (parsed.GetValue(_encoding) is { } encoding)
            SourceFile.MustKnowEncoding(encoding);
        return new()
        {
            DateOrder = parsed.GetValue(_order),
            Map = Mapped(parsed.GetValue(_map) ?? []),
            Words = [.. (parsed.GetValue(_value) ?? []).Select(TaughtWord.Of)],
            Encoding = parsed.GetValue(_encoding),
            Sheet = parsed.GetValue(_sheet),
            LengthUnit = parsed.GetValue(_unit) is { } unit ? LengthUnits.Of(unit) : null,
        };
    }

    private static Dictionary<string, string> Mapped(string[] pairs)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in pairs)
        {
            var at = pair.LastIndexOf('=');
            if (at < 1 || at == pair.Length - 1)
                throw new PlainError($"--map {pair} is not of the form column=field; write --map \"Call date\"=started_at.");
            map[pair[..at]] = pair[(at + 1)..];
        }
        return map;
    }
}
