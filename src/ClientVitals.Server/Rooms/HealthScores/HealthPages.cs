using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Overrides;
using ClientVitals.HealthScores.Runs;
using ClientVitals.People;
using ClientVitals.Scheduling;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Rooms.CallPatterns;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>The page Health: zones of the book over eight weeks, who moved since the scoring before, and the list with its filters in the address.</summary>
internal static class HealthPages
{
    public const string Address = "/health-scores";

    private const int LinesOfAPage = 50, MovesOfAPage = 6;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet(Address, PageAsync).Needs(KeyScope.Read).ShowsJudgements();

    private static async Task<IResult> PageAsync(
        HttpContext http, VitalsDatabase database, SystemStatusCache house, ListCounts counts, TimeProvider clock, CancellationToken ct, string? zone = null, string? coach = null,
        string? segment = null, string? trend = null, string? risk = null, string? moved = null, string? sort = null, string? set = null, string? after = null, string? before = null, string[]? columns = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var who = seen.Who.ToIdentity();
        var which = new ScoredClients.Which(
            seen.Today, Given(zone), seen.Who is { Role: AppRole.Coach, StaffId: not null } ? ClientScope.CoachName(seen.Who) : Given(coach), Given(segment), Given(trend), Risk(risk, http), Given(moved), Given(sort), Given(set) == "hand");
        var now = await counts.OnceAsync(seen.Who, ScoreHealth.Job, BookHealth.ReadAsync, ct);
        var (sessions, catchUp) = await StandingAsync(database, seen.Now, ct);
        var page = await ScoredClients.ReadAsync(database, who, which, LinesOfAPage, Given(after), ct);
        return PageResult.Of<HealthPage>(200, new
        {
            Seen = seen,
            Now = now,
            Weeks = await counts.OnceAsync(seen.Who, ScoreHealth.Job, (db, by, stop) => ZoneWeeks.ReadAsync(db, by, seen.Today, stop), ct),
            Sessions = sessions,
            CatchUp = catchUp,
            Down = await MovesAsync(database, who, now, ZoneMoves.Down, now.WentDown, ct),
            Up = await MovesAsync(database, who, now, ZoneMoves.Up, now.WentUp, ct),
            Shift = seen.Manages ? await counts.OnceAsync(seen.Who, ScoreHealth.Job, (db, by, stop) => ZoneShift.ReadAsync(db, by, seen.Today, stop), ct) : null,
            Clients = page,
            ByHand = await HealthOverrides.CountAsync(database, who, seen.Today, ct),
            Total = page is { Items.Count: 0 } ? 0 : await ScoredClients.CountAsync(database, who, which, ct),
            Which = which,
            Staff = seen.Who.Role == AppRole.Coach ? [] : await StaffMember.AllAsync(database, who, ct),
            Segments = (await house.ReadAsync(seen, ct)).Segments,
            Chosen = columns is { Length: > 0 } ? columns : null,
            Trail = new PageTrail(Given(after), Given(before)),
        });
    }

    /// <summary>What is known of sessions, and how far past days are that are being caught up; for everybody alike: no personal data.</summary>
    private static async Task<(SessionFreshness Sessions, RunProgress? CatchUp)> StandingAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return (await SessionFreshness.AtAsync(db, now, ct), await RunProgress.ReadAsync(db, RunProgress.CatchUp, ct));
    }

    private static async Task<IReadOnlyList<ZoneMove>> MovesAsync(VitalsDatabase database, DatabaseIdentity who, BookHealth now, string direction, int count, CancellationToken ct) =>
        count == 0 || now.ScoredOn is not { } day ? [] : (await ZoneMoves.ReadAsync(database, who, day, direction, MovesOfAPage, null, ct)).Items;

    private static decimal? Risk(string? text, HttpContext http) => Given(text) is not { } written ? null
        : decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var risk) && risk <= 100 ? risk
        : throw new PlainError(new HealthTexts(http.RequestServices.GetRequiredService<Language>()).RiskIs);
}
