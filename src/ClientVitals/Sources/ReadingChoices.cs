using System.Text.Json;
using System.Text.Json.Serialization;
using ClientVitals.Settings;

namespace ClientVitals.Sources;

/// <summary>What somebody said about how the files of a source are read, beyond what is recognised: kept for its next file.</summary>
public sealed record ReadingChoices
{
    /// <summary>Nothing was said.</summary>
    public static readonly ReadingChoices None = new();

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>Column name, or "#3" for the third, to field word.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    /// <summary>What words mean.</summary>
    public IReadOnlyList<TaughtWord> Words { get; init; } = [];

    /// <summary>Unknown = nothing was said.</summary>
    public DateOrder DateOrder { get; init; }

    /// <summary>IANA name; null = the business's.</summary>
    public string? Zone { get; init; }

    /// <summary>Two letters of a country; null = that of the settings.</summary>
    public string? Region { get; init; }

    public string? Encoding { get; init; }

    public string? Sheet { get; init; }

    public LengthUnit? LengthUnit { get; init; }

    [JsonIgnore]
    public bool IsNone => Said.Count == 0;

    /// <summary>The choices in words, each a part of a sentence; none = nothing was said.</summary>
    [JsonIgnore]
    public IReadOnlyList<Sentence> Said =>
    [
        .. Map.Select(one => (Sentence)$"the column '{one.Key}' is {one.Value}"),
        .. Words.Select(word => (Sentence)$"\"{word.Word}\" in '{word.Column}' means {word.Meaning}"),
        .. Only(DateOrder == DateOrder.Unknown ? null : (Sentence)$"the {Sentence.Of(DateOrder.First())} comes first in dates"),
        .. Only(Zone is null ? null : (Sentence)$"times are {Zone}'s"),
        .. Only(Region is null ? null : (Sentence)$"numbers without a country code are {Region}'s"),
        .. Only(Encoding is null ? null : (Sentence)$"letters are {Encoding}"),
        .. Only(Sheet is null ? null : (Sentence)$"the sheet is '{Sheet}'"),
        .. Only(LengthUnit is null ? null : (Sentence)$"lengths are {Sentence.Of(LengthUnit.Value.Word())}"),
    ];

    /// <summary>The options with these choices in place of what would be supposed.</summary>
    /// <exception cref="PlainError">A zone, country or encoding is not known.</exception>
    /// <param name="options">What is supposed.</param>
    /// <param name="knowsRegion">Whether numbers of phones can be read in a country.</param>
    public TOptions AppliedTo<TOptions>(TOptions options, Func<string, bool> knowsRegion)
        where TOptions : SourceReading
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(knowsRegion);
        if (Encoding is not null)
            SourceFile.MustKnowEncoding(Encoding);
        if (Region is not null && !knowsRegion(Region))
            throw new PlainError($"'{Region}' is not a known country code; give two letters such as AE.");
        return (TOptions)((SourceReading)options with
        {
            Zone = Zone is null ? options.Zone : BusinessZone.Of(Zone),
            ZoneIsChosen = Zone is not null || options.ZoneIsChosen,
            PhoneRegion = Region ?? options.PhoneRegion,
            DateOrder = DateOrder == DateOrder.Unknown ? options.DateOrder : DateOrder,
            Map = Map.Count > 0 ? Map : options.Map,
            Words = Words.Count > 0 ? Words : options.Words,
            Encoding = Encoding ?? options.Encoding,
            Sheet = Sheet ?? options.Sheet,
            LengthUnit = LengthUnit ?? options.LengthUnit,
        });
    }

    /// <summary>These choices, and where they say nothing, the earlier ones.</summary>
    public ReadingChoices Over(ReadingChoices before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var map = new Dictionary<string, string>(before.Map, StringComparer.OrdinalIgnoreCase);
        // A field is read from one column: who names another takes it from the first.
        foreach (var (column, field) in Map)
        {
            foreach (var other in map.Where(one => one.Value == field).Select(one => one.Key).ToList())
                map.Remove(other);
            map[column] = field;
        }
        return new()
        {
            Map = map,
            Words = [.. before.Words.Where(word => !Words.Any(now => Same(now, word))), .. Words],
            DateOrder = DateOrder == DateOrder.Unknown ? before.DateOrder : DateOrder,
            Zone = Zone ?? before.Zone,
            Region = Region ?? before.Region,
            Encoding = Encoding ?? before.Encoding,
            Sheet = Sheet ?? before.Sheet,
            LengthUnit = LengthUnit ?? before.LengthUnit,
        };
    }

    /// <summary>
    /// The choices that a file has room for: who takes a column away, or another sheet, does not mean what was chosen
    /// about it before.
    /// </summary>
    /// <param name="fits">Whether a file of these columns can be read with a map and with words; throws what is wrong.</param>
    public ReadingChoices Fitting(Action<IReadOnlyDictionary<string, string>, IReadOnlyList<TaughtWord>> fits)
    {
        var map = Map.Where(one => Fits(fits, new Dictionary<string, string> { [one.Key] = one.Value }, [])).ToDictionary(StringComparer.OrdinalIgnoreCase);
        return this with { Map = map, Words = [.. Words.Where(word => Fits(fits, map, [word]))] };
    }

    private static bool Fits(Action<IReadOnlyDictionary<string, string>, IReadOnlyList<TaughtWord>> fits, Dictionary<string, string> map, IReadOnlyList<TaughtWord> words)
    {
        try
        {
            fits(map, words);
            return true;
        }
        catch (PlainError)
        {
            return false;
        }
    }

    private static bool Same(TaughtWord one, TaughtWord other) =>
        string.Equals(one.Column, other.Column, StringComparison.OrdinalIgnoreCase) && TaughtWord.Key(one.Word) == TaughtWord.Key(other.Word);

    /// <summary>As they are kept.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>From what was kept.</summary>
    /// <exception cref="PlainError">It was kept by a version that knows more.</exception>
    public static ReadingChoices Read(string kept)
    {
        try
        {
            return JsonSerializer.Deserialize<ReadingChoices>(kept, Json) ?? None;
        }
        catch (JsonException error)
        {
            throw new PlainError("What was chosen for earlier files of this source does not fit this version of the program; choose again.", error);
        }
    }

    private static Sentence[] Only(Sentence? text) => text is null ? [] : [text];
}
