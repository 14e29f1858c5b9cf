using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.Server.Rooms.Interventions.Acts;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Interventions;

/// <summary>One item by itself. The pages' script asks for its forms alone, when somebody is about to open them.</summary>
internal static class ItemPages
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/interventions/{item:long}", ItemAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements();

    private static async Task<IResult> ItemAsync(long item, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, string? to = null, string? seen = null)
    {
        var context = await PageContext.OfAsync(http, database, clock, ct);
        var who = context.Who.ToIdentity();
        if (await InterventionsPage.OfAsync(database, who, item, context.Today, ct) is not { } found || await ItemState.OneAsync(database, who, item, ct) is not { } state)
            throw new NotFoundException(RecordOutcome.NoSuchItem);
        var colleagues = await Colleague.AllAsync(database, ct);
        var (shown, back) = (long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : (long?)null, LocalAddress.Of(to));
        return ActPages.IsByScript(http)
            ? PageResult.Of<ItemForms>(200, new { State = state, Seen = context, Name = found.ClientName, Coach = found.AssignedCoach, Colleagues = colleagues, Shown = shown, To = back })
            : PageResult.Of<ItemPage>(200, new { Seen = context, Item = found, State = state, Draft = await ItemDraft.OfAsync(database, who, item, context.Today, ct), Colleagues = colleagues, Shown = shown, To = back });
    }
}
