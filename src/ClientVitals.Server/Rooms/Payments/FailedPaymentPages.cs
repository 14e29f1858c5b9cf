using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Payments;
using ClientVitals.People;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Rooms.ListFile;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Payments;

/// <summary>The page Failed payments: what was tried and is still owed, disputes and refunds apart, with the filters in the address; and the same as a file.</summary>
internal static class FailedPaymentPages
{
    public const string Address = "/failed-payments";

    private const int LinesOfAPage = 50;

    private static readonly string[] Head =
    [
        "kind", "name", "email", "coach", "segment", "amount", "currency", "at", "first_at", "tries", "reason", "method", "reference", "invoice_key", "payment_key", "source", "external_id",
    ];

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, PageAsync).Needs(KeyScope.Read).ShowsJudgements();
        pages.MapGet(Address + ".csv", FileAsync).Needs(KeyScope.Read).ShowsJudgements().IsLongWork();
    }

    private static async Task<IResult> PageAsync(
        HttpContext http, VitalsDatabase database, SystemStatusCache house, TimeProvider clock, CancellationToken ct, string? coach = null, string? segment = null,
        int days = FailedPayments.UsualDays, string? kind = null, string? after = null, string? before = null, string[]? columns = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var who = seen.Who.ToIdentity();
        var which = Asked(seen, coach, segment, days, kind);
        return PageResult.Of<FailedPaymentsPage>(200, new
        {
            Seen = seen,
            Which = which,
            Payments = await FailedPayments.ReadAsync(database, who, which, LinesOfAPage, Given(after), ct),
            Totals = await FailedTotals.ReadAsync(database, who, which, ct),
            Known = await PaymentsKnown.ReadAsync(database, who, ct),
            Staff = seen.Who.Role == AppRole.Coach ? [] : await StaffMember.AllAsync(database, who, ct),
            Segments = (await house.ReadAsync(seen, ct)).Segments,
            Chosen = columns is { Length: > 0 } ? columns : null,
            Trail = new PageTrail(Given(after), Given(before)),
        });
    }

    private static async Task FileAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, string? coach = null, string? segment = null, int days = FailedPayments.UsualDays, string? kind = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var which = Asked(seen, coach, segment, days, kind);
        await SendAsync(
            http, "failed-payments", seen.Now, Head, Cells, next => FailedPayments.ReadAsync(database, seen.Who.ToIdentity(), which, ClientVitals.Database.Cursor.LargestPage, next, ct), ct);
    }

    /// <summary>The filters as the address says them; a coach has one book.</summary>
    private static FailedPayments.Which Asked(PageContext seen, string? coach, string? segment, int days, string? kind)
    {
        InputText.Check(coach, segment, kind);
        return new(seen.Now, days, Given(kind), seen.Who is { Role: AppRole.Coach, StaffId: not null } ? null : Given(coach), Given(segment));
    }

    private static string?[] Cells(FailedPayment one) =>
    [
        one.Kind, Harmless(one.ClientName), Harmless(one.ClientEmail), Harmless(one.Coach), Harmless(one.Segment), Number(one.Amount), one.Currency, Moment(one.At), Moment(one.FirstAt),
        Number(one.Tries), Harmless(one.Reason), Harmless(one.Method), Harmless(one.Reference), Harmless(one.InvoiceKey), Harmless(one.PaymentKey), Harmless(one.Source), Harmless(one.ExternalId),
    ];
}
