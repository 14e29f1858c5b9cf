using Npgsql;

namespace ClientVitals.CallPatterns;

/// <summary>Clients and what the judge may know of each; a whole book, or a part of one.</summary>
/// <param name="Clients">Who they are, in the order of <paramref name="Histories"/>.</param>
/// <param name="Histories">What the judge may know.</param>
public sealed record BookHistories(IReadOnlyList<BookHistories.ClientLine> Clients, IReadOnlyList<ClientHistory> Histories)
{
    /// <summary>One client of the book.</summary>
    /// <param name="Address">Primary e-mail, else primary phone.</param>
    /// <param name="LastPatternCheck">As-of of the last analysis; null = never analysed.</param>
    public sealed record ClientLine(Guid Id, string Address, DateOnly? StartedOn, DateOnly? EndedOn, DateTimeOffset? LastPatternCheck);

    /// <summary>Reads the whole book at once; see <see cref="BookReading.BeginAsync"/>.</summary>
    public static async Task<BookHistories> ReadAsync(
        NpgsqlConnection db, Moment asOf, TimeZoneInfo zone, CancellationToken ct, DateOnly? judgedFrom = null)
    {
        var reading = await BookReading.BeginAsync(db, asOf, zone, judgedFrom, ct);
        return await reading.PartAsync(0, reading.Clients.Count, ct);
    }
}
