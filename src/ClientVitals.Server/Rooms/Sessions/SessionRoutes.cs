using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Rooms.Sources;
using ClientVitals.Server.Web;
using ClientVitals.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Sessions;

/// <summary>Sessions: what is on record, what was known of one and when, recording one or a batch, and undoing a delivery.</summary>
internal static class SessionRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions", ListAsync).Needs(KeyScope.Read).WithSummary("Recorded sessions, latest first, one page.")
            .WithDescription("With asOf as they were known at that past moment, whatever came, was corrected or was taken back since.");
        api.MapGet("/sessions/{id:long}/versions", VersionsAsync).Needs(KeyScope.Read).ProducesProblem(404).WithSummary("What was known of a session, and from when until when.");
        api.MapPost("/sessions", (HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct) =>
                PostedRows.RecordAsync(SessionFact.Entity.TakesIn, http, database, clock, ct))
            .Needs(KeyScope.CallsWrite).HonoursRequestKeys()
            .Accepts<NewSessions>("application/json").Produces<PostedRows.Recorded>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(422)
            .WithSummary("Records sessions: one object, or {\"sessions\": [...]} with up to 10 000.")
            .WithDescription("The fields of a session are read like the columns of an imported file; the schema shows our names. A session with an external_id is recorded once, "
                + "however often it is posted; without one it is its client and its start. Older news (modified_at) never overwrites newer. With an Idempotency-Key the whole request is done once.");
        FactDeliveries.Map(api, SessionFact.Entity);
    }

    /// <summary>As documented; other names of exports are read too.</summary>
    internal sealed record NewSession(
        string? ClientEmail, string? ClientPhone, string? ClientKey, string StartsAt, string? EndsAt, int? Minutes, string? BookedAt, string? Status, string? StatusAt, string? CancelledBy,
        string? Staff, string? Kind, string? PackageKey, bool? Charged, string? ExternalId, string? ModifiedAt, string? Firstname, string? Lastname, string? Coach);

    internal sealed record NewSessions(NewSession[] Sessions);

    private static async Task<Ok<Page<RecordedSession>>> ListAsync(
        HttpContext http, VitalsDatabase database, CancellationToken cancel,
        Guid? client = null, DateTimeOffset? from = null, DateTimeOffset? until = null, string? status = null, bool unmatched = false, DateTimeOffset? asOf = null, int size = 50, string? after = null) =>
        TypedResults.Ok(await SessionsPage.ReadAsync(database, http.Caller().ToIdentity(), new(client, from, until, status, unmatched, asOf), size, after, cancel));

    private static async Task<Ok<IReadOnlyList<SessionVersion>>> VersionsAsync(long id, HttpContext http, VitalsDatabase database, CancellationToken cancel)
    {
        var versions = await SessionVersions.ReadAsync(database, http.Caller().ToIdentity(), id, cancel);
        return versions.Count > 0 ? TypedResults.Ok(versions) : throw new NotFoundException($"There is no session {id}.");
    }
}
