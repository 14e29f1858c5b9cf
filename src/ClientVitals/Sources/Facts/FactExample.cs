using System.Globalization;
using System.Text.Json.Nodes;

namespace ClientVitals.Sources.Facts;

/// <summary>
/// A message such as a mapping of a fact reads: one made-up row of a made-up client, with a value at each place the mapping names. It shows that the
/// mapping is one and agrees with itself, not that a system sends such messages.
/// </summary>
internal static class FactExample
{
    /// <summary>The message, as JSON.</summary>
    /// <exception cref="PlainError">The mapping wants two things at one place.</exception>
    public static string Of(Fact fact, FactMapping mapping, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentNullException.ThrowIfNull(mapping);
        var message = new JsonObject();
        var row = mapping.Rows is null ? message : ExampleJson.Within(message, First(mapping.Rows));
        var named = mapping.Columns is null ? row : ExampleJson.Within(row, First(mapping.Columns));
        var places = mapping.Fields ?? new Dictionary<string, string>();
        foreach (var (word, written) in places)
        {
            var place = First(written);
            // A flag says no by itself, and a place that only asks whether something is there stays empty.
            if (!written.EndsWith('?') && fact.Find(word) is var at and >= 0 && fact.Fields[at].Kind != FactKind.Flag)
                ExampleJson.Put(place.StartsWith("$.", StringComparison.Ordinal) ? message : row, place, Theirs(mapping, word) ?? Value(fact.Fields[at], now));
        }
        if (!places.Keys.Any(word => fact.Find(word) is var at and >= 0 && fact.Fields[at].Kind is FactKind.Email or FactKind.Phone or FactKind.ClientKey))
            ExampleJson.Put(named, fact.Fields.First(field => field.Kind == FactKind.Email).Word, "test@example.com");
        foreach (var field in fact.Fields.Where(field => field.Required is not null && !places.ContainsKey(field.Word)))
            ExampleJson.Put(named, field.Word, Value(field, now));
        foreach (var (place, words) in mapping.Only ?? new Dictionary<string, string[]>())
        {
            if (words.Length > 0)
                ExampleJson.Put(message, First(place), words[0]);
        }
        return message.ToJsonString(new() { WriteIndented = true });
    }

    private static string First(string places) => places.TrimEnd('?').Split('|')[0];

    /// <summary>The first word that the sender has for one of ours.</summary>
    private static string? Theirs(FactMapping mapping, string word) => mapping.Words?.GetValueOrDefault(word)?.Keys.FirstOrDefault();

    private static string Value(FactField field, DateTimeOffset now) => field switch
    {
        { Kind: FactKind.Email } => "test@example.com",
        // A number that is nobody's: those from 555-0100 to 555-0199 are set aside for made-up ones.
        { Kind: FactKind.Phone } => "+12025550143",
        { Kind: FactKind.Moment } => now.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        { Kind: FactKind.Modified } => now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        { Kind: FactKind.Day } => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Kind: FactKind.Clock } => now.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        { Kind: FactKind.Minutes or FactKind.Whole } => "10",
        { Kind: FactKind.Money } => "100",
        { Words: { } words } => words.Meanings[0],
        { Word: "currency" } => "AED",
        { Kind: FactKind.Key or FactKind.ExternalId or FactKind.ClientKey } => "test",
        _ => "Test",
    };
}
