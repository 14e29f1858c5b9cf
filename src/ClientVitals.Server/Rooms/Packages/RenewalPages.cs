using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Packages;
using ClientVitals.People;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;
using static ClientVitals.Server.Rooms.ListFile;

namespace ClientVitals.Server.Rooms.Packages;

/// <summary>The page Renewals due: whose package runs out, and whose ran out, with the filters in the address; and the same as a file.</summary>
internal static class RenewalPages
{
    public const string Address = "/renewals";

    private const int LinesOfAPage = 50;

    private static readonly string[] Head =
    [
        "name", "email", "coach", "segment", "package", "price", "currency", "due_on", "days_until", "due_by", "expires_on", "sessions_left", "sessions_bought", "sessions_per_week", "last_session_on",
    ];

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, PageAsync).Needs(KeyScope.Read).ShowsJudgements();
        pages.MapGet(Address + ".csv", FileAsync).Needs(KeyScope.Read).ShowsJudgements().IsLongWork();
    }

    private static async Task<IResult> PageAsync(
        HttpContext http, VitalsDatabase database, SystemStatusCache house, TimeProvider clock, CancellationToken ct, string? coach = null, string? segment = null,
        int within = RenewalsDue.UsualDays, string? state = null, string? after = null, string? before = null, string[]? columns = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var who = seen.Who.ToIdentity();
        var which = Asked(seen, coach, segment, within, state);
        return PageResult.Of<RenewalsPage>(200, new
        {
            Seen = seen,
            Which = which,
            Renewals = await RenewalsDue.ReadAsync(database, who, which, LinesOfAPage, Given(after), ct),
            Totals = await RenewalTotals.ReadAsync(database, who, which, ct),
            Count = await PackagesCount.ReadAsync(database, who, ct),
            Staff = seen.Who.Role == AppRole.Coach ? [] : await StaffMember.AllAsync(database, who, ct),
            Segments = (await house.ReadAsync(seen, ct)).Segments,
            Chosen = columns is { Length: > 0 } ? columns : null,
            Trail = new PageTrail(Given(after), Given(before)),
        });
    }

    private static async Task FileAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, string? coach = null, string? segment = null, int within = RenewalsDue.UsualDays, string? state = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var which = Asked(seen, coach, segment, within, state);
        await SendAsync(
            http, "renewals", seen.Now, Head, Cells, next => RenewalsDue.ReadAsync(database, seen.Who.ToIdentity(), which, ClientVitals.Database.Cursor.LargestPage, next, ct), ct);
    }

    /// <summary>The filters as the address says them; a coach has one book.</summary>
    private static RenewalsDue.Which Asked(PageContext seen, string? coach, string? segment, int within, string? state)
    {
        InputText.Check(coach, segment, state);
        return new(seen.Today, within, Given(state), seen.Who is { Role: AppRole.Coach, StaffId: not null } ? null : Given(coach), Given(segment));
    }

    private static string?[] Cells(RenewalDue due) =>
    [
        Harmless(due.ClientName), Harmless(due.ClientEmail), Harmless(due.Coach), Harmless(due.Segment), Harmless(due.Kind), Number(due.Price), due.Currency, Day(due.DueOn),
        Number(due.DaysUntil), due.DueBy, Day(due.ExpiresOn), Number(due.SessionsLeft), Number(due.SessionsBought), Number(due.SessionsPerWeek), Day(due.LastSessionOn),
    ];
}
