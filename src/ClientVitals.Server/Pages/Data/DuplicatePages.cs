using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Pages.Forms;

namespace ClientVitals.Server.Pages.Data;

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
        HttpContext http, VitalsDatabase database, DuplicateHunt hunt, TimeProvider clock, CancellationToken cancel, string? said = null, int? count = null, string? one = null, string? other = null)
    {
        var seen = await PageRoutes.SeenAsync(http, database, clock, cancel);
        var (pairs, at) = await hunt.ReadAsync(seen.Who, seen.Now, cancel);
        return SignInRoutes.Page<DuplicatesPage>(200, new
        {
            Seen = seen,
            Pairs = pairs,
            At = at,
            Said = Sayings.Of(said, count),
            Undo = said == "two-persons" && Guid.TryParse(one, out var first) && Guid.TryParse(other, out var second) ? new[] { first, second } : null,
        });
    }

    private static async Task<IResult> MergeAsync(HttpContext http, VitalsDatabase database, DuplicateHunt hunt, TimeProvider clock, CancellationToken cancel)
    {
        var (keep, gone) = await PairAsync(http, "keep", "gone", cancel);
        var done = await new MergeClients(keep.ToString(), gone.ToString()) { By = http.Caller().Who }.RunAsync(database, clock.GetUtcNow(), cancel);
        hunt.Forget();
        return TypedResults.LocalRedirect(FormattableString.Invariant($"/data/duplicates?said=merged&count={done.Calls}"));
    }

    private static async Task<IResult> TwoAsync(HttpContext http, VitalsDatabase database, DuplicateHunt hunt, TimeProvider clock, CancellationToken cancel)
    {
        var (one, other) = await PairAsync(http, "one", "other", cancel);
        await using var work = await database.BeginAsync(cancel);
        await new NotDuplicates(one, other).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Name, cancel);
        await work.CommitAsync(cancel);
        hunt.Forget();
        return TypedResults.LocalRedirect($"/data/duplicates?{Query.Of(("said", "two-persons"), ("one", one.ToString()), ("other", other.ToString()))}");
    }

    private static async Task<IResult> TakeBackAsync(HttpContext http, VitalsDatabase database, DuplicateHunt hunt, TimeProvider clock, CancellationToken cancel)
    {
        var (one, other) = await PairAsync(http, "one", "other", cancel);
        await using var work = await database.BeginAsync(cancel);
        await new NotDuplicates(one, other).TakeBackAsync(work.Connection, cancel);
        await new Audit(AuditAction.ClientsChanged, $"client:{one}", new Dictionary<string, string> { ["did"] = "two persons taken back", ["other"] = other.ToString() })
            .RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Who, cancel);
        await work.CommitAsync(cancel);
        hunt.Forget();
        return TypedResults.LocalRedirect("/data/duplicates");
    }

    private static async Task<(Guid One, Guid Other)> PairAsync(HttpContext http, string one, string other, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        return Guid.TryParse(form[one], out var first) && Guid.TryParse(form[other], out var second)
            ? (first, second)
            : throw new PlainError("Name two clients.");
    }
}
