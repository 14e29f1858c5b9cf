using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace ClientVitals.Database;

/// <summary>
/// The place in a list after which a page begins, as the values the list is ordered by (keyset pagination): the next page costs what the
/// first does, and rows that come or go in between move nothing. Opaque to the client that carries it; it opens nothing the reader may not
/// see. A client may have written it: each value is read as what its list is ordered by, and any other kind is a <see cref="PlainError"/>.
/// </summary>
public sealed class Cursor
{
    /// <summary>The longest cursor accepted; those given out are far shorter.</summary>
    private const int Longest = 2000;

    public const int SmallestPage = 1, LargestPage = 500;

    /// <summary>Cuts a page from rows read with one more than asked: that one says there is a next.</summary>
    /// <param name="rows">At most <paramref name="size"/> + 1.</param>
    /// <param name="place">The place of a row in the order of the list.</param>
    public static Page<T> Cut<T>(IReadOnlyList<T> rows, int size, Func<T, object?[]> place)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(place);
        return rows.Count > size ? new([.. rows.Take(size)], Write(place(rows[size - 1]))) : new(rows, null);
    }

    public static string Write(object?[] place) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(place));

    /// <summary>The values of a cursor; null = the beginning of the list. A <see cref="PlainError"/> when this list did not give it out.</summary>
    public static Cursor? Read(string? mark, int values)
    {
        if (string.IsNullOrEmpty(mark))
            return null;
        try
        {
            if (mark.Length <= Longest && JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(mark)) is { } place && place.Length == values)
                return new(place);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            // Said below.
        }
        throw NoneOfOurs();
    }

    /// <summary>A <see cref="PlainError"/> when a page of that size is not given.</summary>
    public static int Size(int size) => size is >= SmallestPage and <= LargestPage
        ? size
        : throw new PlainError($"A page has {SmallestPage} to {LargestPage} rows, not {size}.");

    private readonly JsonElement[] values;

    internal Cursor(JsonElement[] values) => this.values = values;

    public int SmallAt(int place) => IsNumber(place) && values[place].TryGetInt32(out var value) ? value : throw NoneOfOurs();

    public long WholeAt(int place) => IsNumber(place) && values[place].TryGetInt64(out var value) ? value : throw NoneOfOurs();

    public decimal NumberAt(int place) => IsNumber(place) && values[place].TryGetDecimal(out var value) ? value : throw NoneOfOurs();

    public Guid IdAt(int place) => IsText(place) && values[place].TryGetGuid(out var value) ? value : throw NoneOfOurs();

    /// <summary>In UTC.</summary>
    public DateTimeOffset MomentAt(int place) =>
        IsText(place) && values[place].TryGetDateTimeOffset(out var value) ? value.ToUniversalTime() : throw NoneOfOurs();

    public DateOnly DayAt(int place) =>
        IsText(place) && DateOnly.TryParseExact(TextAt(place), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : throw NoneOfOurs();

    public string TextAt(int place)
    {
        try
        {
            return IsText(place) && values[place].GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : throw NoneOfOurs();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw NoneOfOurs();
        }
    }

    internal static PlainError NoneOfOurs() => new("The cursor is not from this list; start again without it.");

    private bool IsNumber(int place) => values[place].ValueKind == JsonValueKind.Number;

    private bool IsText(int place) => values[place].ValueKind == JsonValueKind.String;
}
