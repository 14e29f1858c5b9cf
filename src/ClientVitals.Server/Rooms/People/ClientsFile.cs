using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;
using static ClientVitals.Server.Rooms.ListFile;

namespace ClientVitals.Server.Rooms.People;

/// <summary>The list of clients as a file.</summary>
internal static class ClientsFile
{
    private static readonly string[] Head = ["name", "email", "phone", "coach", "status", "segment", "started_on", "ended_on", "pattern_status", "reason", "checked_at"];

    public static async Task SendAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct,
        string? search = null, string? coach = null, string? status = null, string? segment = null, string? sort = null)
    {
        var who = http.Caller();
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var which = ClientListPages.Asked(search, coach, status, segment, sort, seen.Today) with { Region = seen.PhoneRegion };
        await ListFile.SendAsync(
            http, "clients", seen.Now, Head, Cells, after => ClientsPage.ReadAsync(database, who.ToIdentity(), which, Cursor.LargestPage, after, ct), ct);
    }

    private static string?[] Cells(ListedClient client) =>
    [
        Harmless(client.Name), Harmless(client.Email), client.Phone, Harmless(client.Coach), client.Status, Harmless(client.Segment),
        Day(client.StartedOn), Day(client.EndedOn), client.PatternStatus, Harmless(client.PatternReason), Moment(client.CheckedAt),
    ];
}
