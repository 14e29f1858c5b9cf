using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>How somebody wants the file of a delivery read again, as a form or a request says it.</summary>
/// <param name="Zone">Zone of times for which the file names none; null = the business zone.</param>
/// <param name="Order">dmy, mdy or ymd; null = the file shows it.</param>
/// <param name="Columns">One on each line: column=field.</param>
/// <param name="Words">One on each line: column:word=meaning.</param>
public sealed record RereadOptions(string? Zone = null, string? Order = null, string? Columns = null, string? Words = null)
{
    /// <summary>What was chosen. Throws <see cref="PlainError"/> on what cannot be understood.</summary>
    /// <param name="says">The sentences of it.</param>
    /// <param name="taught">Reads what a word means, of what the file holds.</param>
    internal ReadingChoices Read(DeliveryTexts says, Func<string, TaughtWord> taught) => new()
    {
        Zone = string.IsNullOrWhiteSpace(Zone) ? null : Zone.Trim(),
        DateOrder = string.IsNullOrEmpty(Order) ? DateOrder.Unknown
            : DateOrders.Of(Order) ?? throw new PlainError(says.WrongOrder(Order)),
        Map = Mapped(says),
        Words = [.. Lines(Words).Select(taught)],
    };

    private Dictionary<string, string> Mapped(DeliveryTexts says)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Lines(Columns))
        {
            var at = line.LastIndexOf('=');
            if (at < 1 || at == line.Length - 1)
                throw new PlainError(says.WrongColumn(line));
            map[line[..at].Trim()] = line[(at + 1)..].Trim();
        }
        return map;
    }

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
