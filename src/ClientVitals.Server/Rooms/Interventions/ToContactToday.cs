using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Interventions;

/// <summary>How many are to be contacted, as the navigation of each page says it: counted once for each answer, so that one page has one number.</summary>
internal sealed class ToContactToday(VitalsDatabase database)
{
    /// <summary>What the page itself has counted already; null = it did not count.</summary>
    public int? Known { get; set; }

    public async Task<int> OfAsync(PageContext seen, CancellationToken ct) =>
        Known ??= await QueueCounts.ToContactAsync(database, seen.Who.ToIdentity(), seen.Today, ct);
}
