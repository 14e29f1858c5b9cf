using ClientVitals.Database;
using ClientVitals.Interventions.Effect;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Interventions.Playbooks;

/// <summary>The page Did it help?: per playbook the share of clients who came back, compared in three ways.</summary>
internal static class EffectPages
{
    public const string Address = "/did-it-help";

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet(Address, PageAsync).NeedsManager();

    private static async Task<IResult> PageAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        return PageResult.Of<EffectPage>(200, new { Seen = seen, Effects = await PlaybookEffects.ReadAsync(database, seen.Who.ToIdentity(), DateOnly.MinValue, ct) });
    }
}
