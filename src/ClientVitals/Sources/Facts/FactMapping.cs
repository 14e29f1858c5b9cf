using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientVitals.Sources.Facts;

/// <summary>How a message is read as rows of a fact (<see cref="MessageRows"/>). Most systems need none: values are known by their names.</summary>
/// <param name="Rows">Where the row or the list of rows is; null = the message itself, or what the fact is called.</param>
/// <param name="Columns">Where the named values of a row are; null = the row itself.</param>
/// <param name="Fields">Field word to where its value is within a row; with a question mark after it, whether there is one.</param>
/// <param name="Ignore">Names of values that are no columns, whatever they look like.</param>
/// <param name="Only">Read a message only when these places hold one of these words; others are accepted and ignored.</param>
public sealed record FactMapping(
    string? Rows = null,
    string? Columns = null,
    IReadOnlyDictionary<string, string>? Fields = null,
    IReadOnlyList<string>? Ignore = null,
    IReadOnlyDictionary<string, string[]>? Only = null)
{
    /// <summary>The name of the mapping that every fact has: our field words, and the column names of exports.</summary>
    public const string ByNames = "columns";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Field word to the sender's words and ours for them; ours empty = it says nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Words { get; init; }

    /// <summary>The mapping a source names, or writes. A <see cref="PlainError"/> when it cannot be one.</summary>
    /// <param name="ready">The ready ones of the fact.</param>
    /// <param name="many">What the fact is called.</param>
    /// <param name="named">The name, or the mapping itself.</param>
    public static FactMapping Of(IReadOnlyDictionary<string, FactMapping> ready, string many, string named)
    {
        ArgumentNullException.ThrowIfNull(ready);
        ArgumentNullException.ThrowIfNull(named);
        if (named == ByNames)
            return new();
        if (ready.TryGetValue(named, out var known))
            return known;
        try
        {
            return JsonSerializer.Deserialize<FactMapping>(named, Written) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new PlainError(
                $"The mapping of {many} is neither one of {string.Join(", ", ready.Keys.Prepend(ByNames))} nor JSON such as {{\"rows\": \"data\", \"fields\": {{\"client_email\": \"client.email\"}}}}: {error.Message}", error);
        }
    }

    /// <summary>The rows of a message, each as its named values. Null = the message is not one this mapping reads.</summary>
    /// <param name="one">A row, in a sentence.</param>
    /// <param name="many">Rows.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="PlainError">There are no rows where they should be, or too many.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>>? Read(string one, string many, JsonElement message)
    {
        var rows = new MessageRows(one, many, Rows, Columns) { Fields = Fields, Ignore = Ignore, Only = Only, Words = Words };
        return rows.Find(message) is { } found ? [.. found.Select(row => rows.Values(message, row))] : null;
    }
}
