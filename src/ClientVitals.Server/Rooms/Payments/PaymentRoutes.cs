using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Payments;
using ClientVitals.Server.Rooms.Sources;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Payments;

/// <summary>Payments: what is on record, what was known of one and when, recording one or a batch, and undoing a delivery.</summary>
internal static class PaymentRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/payments", ListAsync).Needs(KeyScope.Read).WithSummary("Recorded payments, latest first, one page.")
            .WithDescription("With asOf as they were known at that past moment, whatever came, was corrected or was taken back since. A refund is a row of its own (REFUNDED) whose paymentKey names the payment.");
        api.MapGet("/payments/failed", FailedAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("Failed payments that nothing paid since, the latest first, one page; or disputes, or refunds.")
            .WithDescription("kind is FAILED (unless said), DISPUTED or REFUNDED; days back are 90 unless said. A failed attempt is paid when a payment of the same invoice (invoiceKey) is, or when the same client pays the same amount in the "
                + "same currency within 21 days. Attempts at one invoice, or without one at the same amount within those days, are one row: tries counts them.");
        api.MapGet("/payments/failed/totals", TotalsAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("How many payments failed, were disputed and given back, and what was recovered in the last 30 days, by currency.")
            .WithDescription("Amounts of different currencies are never added up. RECOVERED are payments that failed at first and were paid since.");
        api.MapGet("/payments/{id:long}/versions", VersionsAsync).Needs(KeyScope.Read).ProducesProblem(404).WithSummary("What was known of a payment, and from when until when.");
        api.MapPost("/payments", (HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct) =>
                PostedRows.RecordAsync(PaymentFact.Entity.TakesIn, http, database, clock, ct))
            .Needs(KeyScope.CallsWrite).HonoursRequestKeys()
            .Accepts<NewPayments>("application/json").Produces<PostedRows.Recorded>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(422)
            .WithSummary("Records payments: one object, or {\"payments\": [...]} with up to 10 000.")
            .WithDescription("The fields of a payment are read like the columns of an imported file; the schema shows our names. A payment with an external_id is recorded once, "
                + "however often it is posted; without one, equal payments of one request are several. Older news (modified_at) never overwrites newer. With an Idempotency-Key the whole request is done once.");
        FactDeliveries.Map(api, PaymentFact.Entity);
    }

    /// <summary>As documented; other names of exports are read too.</summary>
    internal sealed record NewPayment(
        string? ClientEmail, string? ClientPhone, string? ClientKey, string PaidAt, decimal? Amount, long? MinorAmount, string? Currency, string? Status, string? Method, string? PaymentKey, string? PackageKey,
        string? Reference, string? InvoiceKey, string? Reason, string? ExternalId, string? ModifiedAt, string? Firstname, string? Lastname, string? Coach);

    internal sealed record NewPayments(NewPayment[] Payments);

    private static async Task<Ok<Page<RecordedPayment>>> ListAsync(
        HttpContext http, VitalsDatabase database, CancellationToken cancel,
        Guid? client = null, DateTimeOffset? from = null, DateTimeOffset? until = null, string? status = null, bool unmatched = false, DateTimeOffset? asOf = null, int size = 50, string? after = null) =>
        TypedResults.Ok(await PaymentsPage.ReadAsync(database, http.Caller().ToIdentity(), new(client, from, until, status, unmatched, asOf), size, after, cancel));

    private static async Task<Ok<Page<FailedPayment>>> FailedAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel,
        int days = FailedPayments.UsualDays, string? kind = null, string? coach = null, string? segment = null, int size = 50, string? after = null)
    {
        InputText.Check(coach, segment);
        return TypedResults.Ok(await FailedPayments.ReadAsync(database, http.Caller().ToIdentity(), new(clock.GetUtcNow(), days, kind, coach, segment), size, after, cancel));
    }

    private static async Task<Ok<IReadOnlyList<FailedTotal>>> TotalsAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, int days = FailedPayments.UsualDays, string? coach = null, string? segment = null)
    {
        InputText.Check(coach, segment);
        return TypedResults.Ok(await FailedTotals.ReadAsync(database, http.Caller().ToIdentity(), new(clock.GetUtcNow(), days, null, coach, segment), cancel));
    }

    private static async Task<Ok<IReadOnlyList<PaymentVersion>>> VersionsAsync(long id, HttpContext http, VitalsDatabase database, CancellationToken cancel)
    {
        var versions = await PaymentVersions.ReadAsync(database, http.Caller().ToIdentity(), id, cancel);
        return versions.Count > 0 ? TypedResults.Ok(versions) : throw new NotFoundException($"There is no payment {id}.");
    }
}
