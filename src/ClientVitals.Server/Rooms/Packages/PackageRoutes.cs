using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Packages;
using ClientVitals.Server.Rooms.Sources;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Packages;

/// <summary>Packages: what is on record, what is left, what was known of one and when, recording one or a batch, and undoing a delivery.</summary>
internal static class PackageRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/packages", ListAsync).Needs(KeyScope.Read).WithSummary("Recorded packages, latest bought first, one page.")
            .WithDescription("With asOf as they were known at that past moment, whatever came, was corrected or was taken back since.");
        api.MapGet("/packages/remaining", RemainingAsync).Needs(KeyScope.Read).WithSummary("What is left of each package of a client.")
            .WithDescription("What a package holds less the sessions taken from it, as known now or at asOf. sessionsLeft is null where it is unlimited, where no sessions are on record, and where one may be of several "
                + "packages. differs says that the source told another figure (sourceRemaining) than the sessions came to at that moment (leftWhenTold).");
        api.MapGet("/packages/renewals", RenewalsAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("Clients whose current package runs out, the earliest first, one page.")
            .WithDescription("state is DUE (runs out within so many days, 14 unless within says otherwise) or OVERDUE (ran out in the last 60 days and was not renewed). A package runs out on its last day (dueBy LAST_DAY) or when no session is "
                + "left at the client's own pace (SESSIONS), whichever is earlier. Sessions are those of the last count (countedAt). Frozen packages and former clients are not listed.");
        api.MapGet("/packages/renewals/totals", TotalsAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("How many packages run out and ran out, and what they cost, by currency.")
            .WithDescription("Amounts of different currencies are never added up; currency is null for packages without a price.");
        api.MapGet("/packages/{id:long}/versions", VersionsAsync).Needs(KeyScope.Read).ProducesProblem(404).WithSummary("What was known of a package, and from when until when.");
        api.MapPost("/packages", (HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct) =>
                PostedRows.RecordAsync(PackageFact.Entity.TakesIn, http, database, clock, ct))
            .Needs(KeyScope.CallsWrite).HonoursRequestKeys()
            .Accepts<NewPackages>("application/json").Produces<PostedRows.Recorded>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(422)
            .WithSummary("Records packages: one object, or {\"packages\": [...]} with up to 10 000.")
            .WithDescription("The fields of a package are read like the columns of an imported file; the schema shows our names. A package with an external_id is recorded once, "
                + "however often it is posted; without one it is its client, its day and its kind. Older news (modified_at) never overwrites newer. With an Idempotency-Key the whole request is done once.");
        FactDeliveries.Map(api, PackageFact.Entity);
    }

    /// <summary>As documented; other names of exports are read too.</summary>
    internal sealed record NewPackage(
        string? ClientEmail, string? ClientPhone, string? ClientKey, string BoughtOn, string? StartsOn, string? ExpiresOn, string? Kind, int? SessionsBought, int? SourceRemaining, decimal? Price, string? Currency,
        string? RenewedFrom, string? FrozenOn, string? FrozenUntil, string? Status, string? ExternalId, string? ModifiedAt, string? Firstname, string? Lastname, string? Coach);

    internal sealed record NewPackages(NewPackage[] Packages);

    private static async Task<Ok<Page<RecordedPackage>>> ListAsync(
        HttpContext http, VitalsDatabase database, CancellationToken cancel,
        Guid? client = null, DateOnly? from = null, DateOnly? until = null, string? status = null, bool unmatched = false, DateTimeOffset? asOf = null, int size = 50, string? after = null) =>
        TypedResults.Ok(await PackagesPage.ReadAsync(database, http.Caller().ToIdentity(), new(client, from, until, status, unmatched, asOf), size, after, cancel));

    private static async Task<Ok<IReadOnlyList<PackageRemainder>>> RemainingAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, Guid client, CancellationToken cancel, DateTimeOffset? asOf = null)
    {
        await using var db = await database.OpenAsync(cancel);
        var zone = BusinessZone.Of((await BusinessSettings.InForceAsync(db, cancel)).BusinessZone);
        return TypedResults.Ok(await RemainingSessions.AsOfAsync(database, http.Caller().ToIdentity(), [client], zone, asOf ?? clock.GetUtcNow(), cancel));
    }

    private static async Task<Ok<Page<RenewalDue>>> RenewalsAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel,
        int within = RenewalsDue.UsualDays, string? state = null, string? coach = null, string? segment = null, int size = 50, string? after = null)
    {
        InputText.Check(coach, segment);
        var which = new RenewalsDue.Which(await TodayAsync(database, clock, cancel), within, state, coach, segment);
        return TypedResults.Ok(await RenewalsDue.ReadAsync(database, http.Caller().ToIdentity(), which, size, after, cancel));
    }

    private static async Task<Ok<IReadOnlyList<RenewalTotal>>> TotalsAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, int within = RenewalsDue.UsualDays, string? coach = null, string? segment = null)
    {
        InputText.Check(coach, segment);
        var which = new RenewalsDue.Which(await TodayAsync(database, clock, cancel), within, null, coach, segment);
        return TypedResults.Ok(await RenewalTotals.ReadAsync(database, http.Caller().ToIdentity(), which, cancel));
    }

    private static async Task<DateOnly> TodayAsync(VitalsDatabase database, TimeProvider clock, CancellationToken ct) =>
        BusinessZone.Of((await BusinessSettings.InForceAsync(database, ct)).BusinessZone).DayOf(clock.GetUtcNow());

    private static async Task<Ok<IReadOnlyList<PackageVersion>>> VersionsAsync(long id, HttpContext http, VitalsDatabase database, CancellationToken cancel)
    {
        var versions = await PackageVersions.ReadAsync(database, http.Caller().ToIdentity(), id, cancel);
        return versions.Count > 0 ? TypedResults.Ok(versions) : throw new NotFoundException($"There is no package {id}.");
    }
}
