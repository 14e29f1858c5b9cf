using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Access;

/// <summary>The record of what was done, for those who manage the business.</summary>
internal static class AuditPages
{
    private const int LinesOfAPage = 50;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/audit", ListAsync).NeedsManager();

    private static async Task<IResult> ListAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, string? after = null, string? before = null, string[]? columns = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var from = Forms.Cursor(after);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), ct);
        var entries = await AuditLog.ReadAsync(db, from, null, LinesOfAPage + 1, ct);
        return PageResult.Of<AuditPage>(200, new
        {
            Seen = seen,
            Entries = (IReadOnlyList<AuditEntry>)[.. entries.Take(LinesOfAPage)],
            Next = entries.Count > LinesOfAPage ? entries[LinesOfAPage - 1].Id.ToString(CultureInfo.InvariantCulture) : null,
            Trail = new PageTrail(Given(after), Given(before)),
            Chosen = columns is { Length: > 0 } ? columns : null,
        });
    }
}
