using ClientVitals.CallPatterns.Model;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Reading;

/// <content>Calls of clients that nobody answered.</content>
public sealed partial class BookReading
{
    private sealed record RingLine(Guid ClientId, DateTime StartedAt);

    /// <summary>Who rang since the last talk, and nobody answered? They are few, and asked for by themselves: the roll-up does not hold them.</summary>
    private static async Task<Dictionary<Guid, RingsInVain>> InVainAsync(NpgsqlConnection db, Moment asOf, TimeZoneInfo zone, CancellationToken ct)
    {
        var rings = await db.QueryAsync<RingLine>(Command("InVain", new { as_of = asOf.At, days = RingsInVain.Days }, ct));
        var inVain = new Dictionary<Guid, RingsInVain>();
        foreach (var client in rings.GroupBy(ring => ring.ClientId, ring => ring.StartedAt.Ticks))
        {
            if (RingsInVain.Of([.. client], asOf, zone) is { } several)
                inVain.Add(client.Key, several);
        }
        return inVain;
    }
}
