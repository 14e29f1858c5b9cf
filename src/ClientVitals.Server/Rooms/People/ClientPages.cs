using System.Globalization;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Overrides;
using ClientVitals.Interventions;
using ClientVitals.Packages;
using ClientVitals.Payments;
using ClientVitals.People;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.People;

/// <summary>One client: how they stand, what happened, and what is done about it, each with an undo.</summary>
internal static class ClientPages
{
    private const int WeeksOfAChart = 26, LinesOfATimeline = 20;

    /// <summary>Systems that know a client, at most.</summary>
    private const int SourcesOfAPage = 10;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/clients/{id:guid}", PageAsync).Needs(KeyScope.Read);
        pages.MapPost("/clients/{id:guid}/answer", AnswerAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/answers/{id:long}/take-back", TakeBackAnswerAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/pause", PauseAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/pauses/{pause:long}/take-back", TakeBackPauseAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/back", BackAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/ends", EndAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/ends/{end:long}/take-back", TakeBackEndAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/notes", NoteAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/notes/{note:long}/take-back", TakeBackNoteAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/calls", CallAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/calls/{call:guid}/take-back", TakeBackCallAsync).Needs(KeyScope.PeopleWrite);
    }

    private static async Task<IResult> PageAsync(
        Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct,
        string? show = null, string? after = null, string? said = null, string? undo = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var who = seen.Who.ToIdentity();
        if (await FoundClient.ByAsync(database, who, id, ct) is not { } client)
            return NoSuchClient(Says(http));
        if (client.MergedInto is { } kept)
            return TypedResults.LocalRedirect($"/clients/{kept}");
        var judged = await PatternEvidence.OfAsync(database, who, id, ct);
        var business = await BusinessSettings.InForceAsync(database, ct);
        var timeline = await ClientTimeline.ReadAsync(database, who, id, Given(show), seen.Who.UserId, LinesOfATimeline, Given(after), ct);
        var (health, calibration, byHand) = seen.JudgesClients && Given(after) is null ? await HealthAsync(database, who, id, seen.Today, ct) : default;
        return PageResult.Of<ClientPage>(200, new
        {
            Seen = seen,
            Client = client,
            Evidence = judged,
            Item = judged is null ? null : (await ItemState.OpenAsync(database, who, [id], ct)).GetValueOrDefault(id),
            Colleagues = judged is null ? [] : await Colleague.AllAsync(database, ct),
            Staying = judged is null ? null : await ClientStaying.OfAsync(database, who, id, ClientVitals.CallPatterns.Model.Moment.Of(seen.Now, seen.Zone), seen.Zone, ct, business.CountsVisits),
            Weeks = judged is null ? null : (await ClientWeeks.OfAsync(database, who, [id], seen.Today, WeeksOfAChart, ct, business.CountsVisits ? seen.Zone : null))[id],
            First = ClientWeeks.Monday(seen.Today).AddDays(-7 * (WeeksOfAChart - 1)),
            Health = health,
            Calibration = calibration,
            Package = seen.JudgesClients && Given(after) is null ? await ClientPackage.OfAsync(database, who, id, seen.Today, ct) : null,
            Owes = seen.JudgesClients && Given(after) is null ? await ClientOwes.OfAsync(database, who, id, seen.Now, ct) : [],
            AtSources = Given(after) is null ? await KnownPeople.ReadAsync(database, who, new(Client: id), SourcesOfAPage, null, ct) : null,
            ByHand = byHand,
            Timeline = timeline,
            Counting = seen.JudgesClients ? business : null,
            Show = Given(show),
            IsFirst = Given(after) is null,
            Pauses = await Pauses.ReadAsync(database, who, id, seen.Today.AddDays(-7 * WeeksOfAChart), ct),
            End = await RelationEnds.OfAsync(database, who, id, ct),
            Said = FlashMessages.Of(http, said),
            Undo = Undo(id, said, undo),
        });
    }

    /// <summary>Their newest score, how well the risk told last time, and what is set by hand.</summary>
    private static async Task<(ExplainedScore?, RiskCalibration?, HealthOverride?)> HealthAsync(VitalsDatabase database, DatabaseIdentity who, Guid client, DateOnly today, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(who, ct);
        var byHand = await HealthOverrides.OfAsync(db, client, today, ct);
        return await ExplainedScore.OfAsync(db, client, today, ct) is { } health ? (health, await RiskCalibration.LatestAsync(db, ct), byHand) : (null, null, byHand);
    }

    /// <summary>Where what was just said is taken back; null = nowhere. Only numbers and ids of the address go into it.</summary>
    private static string? Undo(Guid client, string? said, string? undo) => (said, undo) switch
    {
        ("answered", _) when IsNumber(undo) => $"/answers/{undo}/take-back",
        ("note-kept", _) when IsNumber(undo) => $"/clients/{client}/notes/{undo}/take-back",
        ("health-set", _) when IsNumber(undo) => $"/clients/{client}/health/{undo}/take-back",
        ("paused", _) when IsNumber(undo) => $"/clients/{client}/pauses/{undo}/take-back",
        ("end-entered", _) when IsNumber(undo) => $"/clients/{client}/ends/{undo}/take-back",
        ("call-kept", _) when Guid.TryParse(undo, out var call) => $"/clients/{client}/calls/{call}/take-back",
        _ => null,
    };

    private static bool IsNumber(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static async Task<IResult> AnswerAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        if (!form["answer"].ToString().All(char.IsAsciiLetter) || !Enum.TryParse<PatternAnswer>(form["answer"], ignoreCase: true, out var answer))
            throw new PlainError(Says(http).NoSuchAnswer);
        var done = await http.DoAsync(new AnswerBreak(id, answer, Day(form["until"])), ct);
        return Back(form, $"{(done.WasThere ? "said-already" : "answered")}", done.WasThere ? null : done.Id);
    }

    private static async Task<IResult> TakeBackAnswerAsync(long id, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        await http.DoAsync(new TakeBackAnswer(id), ct);
        return Back(form, "taken-back", null);
    }

    private static async Task<IResult> PauseAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var from = Day(form["from"]) ?? throw new PlainError(Says(http).GiveFirstDay);
        var entered = await http.DoAsync(new EnterPause(id, from, Day(form["until"]), Reason(form["reason"])), ct);
        return To(id, entered.WasThere ? "said-already" : "paused", entered.WasThere ? null : entered.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static Task<IResult> TakeBackPauseAsync(Guid id, long pause, HttpContext http, CancellationToken ct) =>
        ChangeAsync(id, http, new TakeBackPause(id, pause), "pause-gone", Says(http).NoSuchPause, ct);

    private static async Task<IResult> BackAsync(Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        await FormAsync(http, ct);
        var today = (await PageContext.OfAsync(http, database, clock, ct)).Today;
        return await http.DoAsync(new EndPause(id, today), ct) > 0
            ? To(id, "is-back", null)
            : throw new PlainError(Says(http).NotAway);
    }

    private static async Task<IResult> EndAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        var on = Day(form["on"]) ?? throw new PlainError(Says(http).GiveEnd);
        var entered = await http.DoAsync(new EndRelation(id, on, EndReasonOf(form["reason"])), ct);
        return To(id, entered.WasThere ? "said-already" : "end-entered", entered.WasThere ? null : entered.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static Task<IResult> TakeBackEndAsync(Guid id, long end, HttpContext http, CancellationToken ct) =>
        ChangeAsync(id, http, new UndoEnd(id, end), "end-gone", Says(http).NoSuchEnd, ct);

    private static async Task<IResult> NoteAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        InputText.CheckCharacters(form["note"].ToString());
        // A browser sends line breaks as two characters; what is kept has one.
        var note = await http.DoAsync(new WriteNote(id, form["note"].ToString().ReplaceLineEndings("\n")), ct);
        return To(id, "note-kept", note.ToString(CultureInfo.InvariantCulture));
    }

    private static Task<IResult> TakeBackNoteAsync(Guid id, long note, HttpContext http, CancellationToken ct) =>
        ChangeAsync(id, http, new TakeBackNote(id, note), "note-gone", Says(http).NoSuchNote, ct);

    private static async Task<IResult> CallAsync(Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        InputText.CheckCharacters(form["notes"].ToString());
        var at = Moment(form["at"], (await PageContext.OfAsync(http, database, clock, ct)).Zone);
        var made = await http.DoAsync(
            new LogCall(id, at, form["reached"] != "no", Whole(form["minutes"], "minutes"), Given(form["notes"]), Guid.TryParse(form["once"], out var once) ? once : null), ct);
        return To(id, "call-kept", made.ToString());
    }

    private static Task<IResult> TakeBackCallAsync(Guid id, Guid call, HttpContext http, CancellationToken ct) =>
        ChangeAsync(id, http, new TakeBackCall(id, call), "call-gone", Says(http).NoSuchCall, ct);

    /// <summary>Changes something of a client, and leads back to the client.</summary>
    /// <param name="said">What is said there.</param>
    /// <param name="none">What is said when there was nothing to change.</param>
    private static async Task<IResult> ChangeAsync(Guid id, HttpContext http, IAct<bool> act, string said, string none, CancellationToken ct)
    {
        await FormAsync(http, ct);
        return await http.DoAsync(act, ct) ? To(id, said, null) : throw new PlainError(none);
    }

    private static RedirectHttpResult To(Guid client, string said, string? undo) =>
        TypedResults.LocalRedirect($"/clients/{client}?{Query.Of(("said", said), ("undo", undo))}");

    private static ClientActionTexts Says(HttpContext http) => new(http.RequestServices.GetRequiredService<Language>());

    private static RazorComponentResult NoSuchClient(ClientActionTexts says) => PageResult.Of<MessagePage>(404, new
    {
        Title = says.NoSuchClientTitle,
        Sentence = says.NoSuchClient,
        Href = "/clients",
        Where = says.Clients,
    });
}
