using System.Text.Json;

namespace ClientVitals.Database;

/// <summary>
/// The values of a page's mark, each read as what its list is ordered by. Who carries a mark may have written it: a value of
/// another kind is a <see cref="PlainError"/>, as a mark of another list is.
/// </summary>
public sealed class PagePlace
{
    private readonly JsonElement[] values;

    internal PagePlace(JsonElement[] values) => this.values = values;

    public int SmallAt(int place) => IsNumber(place) && values[place].TryGetInt32(out var value) ? value : throw NoneOfOurs();

    public long WholeAt(int place) => IsNumber(place) && values[place].TryGetInt64(out var value) ? value : throw NoneOfOurs();

    public decimal NumberAt(int place) => IsNumber(place) && values[place].TryGetDecimal(out var value) ? value : throw NoneOfOurs();

    public Guid IdAt(int place) => IsText(place) && values[place].TryGetGuid(out var value) ? value : throw NoneOfOurs();

    /// <summary>In UTC.</summary>
    public DateTimeOffset MomentAt(int place) =>
        IsText(place) && values[place].TryGetDateTimeOffset(out var value) ? value.ToUniversalTime() : throw NoneOfOurs();

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

    internal static PlainError NoneOfOurs() => new("The mark of the next page is none this list gave out; begin again without it.");

    private bool IsNumber(int place) => values[place].ValueKind == JsonValueKind.Number;

    private bool IsText(int place) => values[place].ValueKind == JsonValueKind.String;
}
