using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.People;

/// <summary>Two clients who may be one person: joined here, or said to be two.</summary>
internal static class DuplicatePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/data/duplicates", ListAsync).NeedsManager().IsLongWork();
        pages.MapPost("/data/duplicates/merge", MergeAsync).NeedsManager().IsLongWork();
        pages.MapPost("/data/duplicates/two", TwoAsync).NeedsManager().IsLongWork();
        pages.MapPost("/data/duplicates/two/take-back", TakeBackAsync).NeedsManager().IsLongWork();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, VitalsDatabase database, DuplicateHunt hunt, TimeProvider clock, CancellationToken ct, string? said = null, int? count = null, string? one = null, string? other = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var (pairs, at) = await hunt.ReadAsync(seen.Who, seen.Now, ct);
        return PageResult.Of<DuplicatesPage>(200, new
        {
            Seen = seen,
            Pairs = pairs,
            At = at,
            Said = FlashMessages.Of(http, said, count),
            Undo = said == "two-persons" && Guid.TryParse(one, out var first) && Guid.TryParse(other, out var second) ? new[] { first, second } : null,
        });
    }

    private static async Task<IResult> MergeAsync(HttpContext http, DuplicateHunt hunt, CancellationToken ct)
    {
        var (keep, gone) = await PairAsync(http, "keep", "gone", ct);
        var done = await http.DoAsync(new MergeClients(keep.ToString(), gone.ToString()), ct);
        hunt.Forget();
        return TypedResults.LocalRedirect(FormattableString.Invariant($"/data/duplicates?said=merged&count={done.Calls}"));
    }

    private static async Task<IResult> TwoAsync(HttpContext http, DuplicateHunt hunt, CancellationToken ct)
    {
        var (one, other) = await PairAsync(http, "one", "other", ct);
        await http.DoAsync(new NotDuplicates(one, other), ct);
        hunt.Forget();
        return TypedResults.LocalRedirect($"/data/duplicates?{Query.Of(("said", "two-persons"), ("one", one.ToString()), ("other", other.ToString()))}");
    }

    private static async Task<IResult> TakeBackAsync(HttpContext http, DuplicateHunt hunt, CancellationToken ct)
    {
        var (one, other) = await PairAsync(http, "one", "other", ct);
        await http.DoAsync(new NotDuplicates(one, other).TakeBackAsync, ct);
        hunt.Forget();
        return TypedResults.LocalRedirect("/data/duplicates");
    }

    private static async Task<(Guid One, Guid Other)> PairAsync(HttpContext http, string one, string other, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        return Guid.TryParse(form[one], out var first) && Guid.TryParse(form[other], out var second)
            ? (first, second)
            : throw new PlainError(new DuplicatesTexts(http.RequestServices.GetRequiredService<Language>()).NameTwo);
    }
}
