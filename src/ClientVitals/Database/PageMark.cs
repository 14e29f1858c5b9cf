using System.Buffers.Text;
using System.Text.Json;

namespace ClientVitals.Database;

/// <summary>One page of a list, and the mark under which the next one begins; null = this was the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>
/// The place in a list after which a page begins, as the values the list is ordered by: the next page costs what the first does,
/// and rows that come or go in between move nothing. Opaque to whoever carries it; it opens nothing the reader may not see.
/// </summary>
public static class PageMark
{
    /// <summary>Longest mark taken; ours are far shorter.</summary>
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

    /// <summary>The values of a mark; null = the list's beginning. A <see cref="PlainError"/> when it is none of ours.</summary>
    public static PagePlace? Read(string? mark, int values)
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
        throw PagePlace.NoneOfOurs();
    }

    /// <summary>A <see cref="PlainError"/> when a page of that size is not given.</summary>
    public static int Size(int size) => size is >= SmallestPage and <= LargestPage
        ? size
        : throw new PlainError($"A page holds {SmallestPage} to {LargestPage} rows; {size} does not lie there.");
}
