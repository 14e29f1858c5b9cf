using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Notices;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>What one was told, and what one wants to hear of.</summary>
internal static class NoticePages
{
    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/notices", ListAsync).Needs(KeyScope.Read);
        pages.MapPost("/notices/read", ReadAsync).Needs(KeyScope.Read);
        pages.MapGet("/notices/preferences", PreferencesAsync).Needs(KeyScope.Read);
        pages.MapPost("/notices/preferences", ChangeAsync).Needs(KeyScope.Read);
    }

    private static async Task<IResult> ListAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, string? before = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        IReadOnlyList<OwnNotice> notices = seen.Who.UserId is { } user ? await OwnNotice.ReadAsync(database, seen.Who.ToIdentity(), user, Cursor(before), Shown + 1, ct) : [];
        return PageResult.Of<NoticesPage>(200, new
        {
            Seen = seen,
            Notices = (IReadOnlyList<OwnNotice>)[.. notices.Take(Shown)],
            Next = notices.Count > Shown ? notices[Shown - 1].Id : (long?)null,
        });
    }

    private static async Task<IResult> ReadAsync(HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var ids = Given(form["id"]) is not { } written ? null
            : long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new[] { id }
            : throw new PlainError("This is not a notice; choose one from the list.");
        await http.DoAsync(new MarkRead(ids, form["new"] != "yes"), ct);
        return TypedResults.LocalRedirect("/notices");
    }

    private static async Task<IResult> PreferencesAsync(HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct, string? said = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var wanted = seen.Who.UserId is { } user ? await NoticePreferences.ReadAsync(database, seen.Who.ToIdentity(), user, ct) : NoticePreferences.None;
        await using var db = await database.OpenAsync(ct);
        return PageResult.Of<PreferencesPage>(200, new
        {
            Seen = seen,
            Wanted = wanted,
            Business = await NoticeSettings.Section.InForceAsync(db, ct),
            Said = said == "kept" ? new PreferencesTexts(language).Kept : null,
        });
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var kinds = ClientVitals.Rooms.All.Of<NoticeKind>().Select(kind => kind.Name).ToList();
        // A box that is not ticked sends nothing.
        string[] Off(string box) => [.. kinds.Where(kind => !form[box].Contains(kind))];
        var (from, until) = form["quiet"].ToString() switch
        {
            "own" => (Minute(form["quiet_from"]), Minute(form["quiet_until"])),
            "none" => (0, 0),
            _ => ((int?)null, (int?)null),
        };
        await http.DoAsync(
            new ChangePreferences(new(Off("bell"), Off("mail"), from, until, form["digest"].ToString() switch
            {
                "own" => Minute(form["digest_at"]),
                "once" => NoticeHours.AtOnce,
                _ => null,
            })),
            ct);
        return TypedResults.LocalRedirect("/notices/preferences?said=kept");
    }

    internal static int? Minute(string? text) => NoticeHours.Read(Given(text) ?? "");
}
