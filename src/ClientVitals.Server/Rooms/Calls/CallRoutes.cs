using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Server.Rooms.Sources;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Calls;

/// <summary>Calls: what is on record, and recording one or a batch; what arrived and what of it was refused.</summary>
internal static class CallRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/calls", ListAsync).Needs(KeyScope.Read).WithSummary("Recorded calls, latest first, one page.");
        api.MapPost("/calls", (HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct) =>
                PostedRows.RecordAsync(CallEntity.TakesIn, http, database, clock, ct)).Needs(KeyScope.CallsWrite).HonoursRequestKeys()
            .Accepts<NewCalls>("application/json").Produces<PostedRows.Recorded>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(422)
            .WithSummary("Records calls: one object, or {\"calls\": [...]} with up to 10 000.")
            .WithDescription("The fields of a call are read like the columns of an imported file; the schema shows our names. "
                + "A coach's call is refused when it names a client outside their book. A call with a provider_call_id is recorded once, however often it is posted. With an Idempotency-Key the whole request is done once; repeats get the same answer for a day.");
        api.MapGet("/deliveries", DeliveriesAsync).Needs(KeyScope.Read).ShowsDeliveries().WithSummary("Deliveries from outside, latest first: files, messages, posts.");
        api.MapGet("/deliveries/{id:long}/rejects", RejectsAsync).Needs(KeyScope.Read).ShowsDeliveries().WithSummary("The rejected lines of a delivery, each with its reason.");
        api.MapPost("/deliveries/{id:long}/undo", (long id, HttpContext http, CancellationToken ct) => http.DoAsync(new UndoDelivery(id), ct)).NeedsManager().IsLongWork()
            .Produces<DeliveryUndone>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Undoes a delivery of calls, as if it had never come.")
            .WithDescription("The calls it added and the clients it made go, its corrections are taken back. Calls that another delivery tells too stay. Possible for 90 days.");
        api.MapPost("/deliveries/{id:long}/redo", (long id, HttpContext http, CancellationToken ct) => http.DoAsync(new RedoDelivery(id), ct)).NeedsManager().IsLongWork()
            .Produces<DeliveryRedone>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Brings back a delivery that was undone.")
            .WithDescription("What came or changed otherwise meanwhile stays as it is.");
        api.MapPost("/deliveries/{id:long}/reread", RereadAsync).NeedsManager().IsLongWork()
            .Produces<DeliveryReread>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Reads the file of a delivery again with other options.")
            .WithDescription("The delivery is undone and its kept file is imported as a new delivery, in one step. With rehearse = true everything is taken back: the answer says what would change, and the new delivery's number means nothing.");
    }

    private static async Task<Ok<DeliveryReread>> RereadAsync(long id, Again body, HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var act = new RereadDelivery(id, body.Options.Read(new(language), TaughtCalls.Of));
        return TypedResults.Ok(body.Rehearse == true
            ? await database.RehearseAsync(act, http.Caller().ToActor(), now, ct)
            : await http.DoAsync(act, ct));
    }

    /// <summary>As documented; other names of exports are read too.</summary>
    internal sealed record NewCall(
        string? ClientEmail, string? ClientPhone, string StartedAt, string? Direction, string? Channel, string? Status, string? Outcome,
        int? DurationSeconds, string? Staff, string? ProviderCallId, string? Firstname, string? Lastname, string? Coach, string? Notes, string? SourceOrder);

    internal sealed record NewCalls(NewCall[] Calls);

    private static async Task<Ok<Page<RecordedCall>>> ListAsync(
        HttpContext http, VitalsDatabase database, CancellationToken cancel,
        Guid? client = null, DateTimeOffset? from = null, DateTimeOffset? until = null, bool unmatched = false, int size = 50, string? after = null) =>
        TypedResults.Ok(await CallsPage.ReadAsync(database, http.Caller().ToIdentity(), new(client, from, until, unmatched), size, after, cancel));

    private static async Task<Ok<Page<RecordedDelivery>>> DeliveriesAsync(
        HttpContext http, VitalsDatabase database, CancellationToken cancel, string? source = null, int size = 50, string? after = null) =>
        TypedResults.Ok(await DeliveriesPage.ReadAsync(database, http.Caller().ToIdentity(), source, size, after, cancel));

    private static async Task<Ok<Page<RejectedLine>>> RejectsAsync(
        long id, HttpContext http, VitalsDatabase database, CancellationToken cancel, int size = 50, string? after = null) =>
        TypedResults.Ok(await RejectsPage.ReadAsync(database, http.Caller().ToIdentity(), id, size, after, cancel));
}
