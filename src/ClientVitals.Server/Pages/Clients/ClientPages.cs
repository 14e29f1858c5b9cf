using System.Globalization;
using ClientVitals.Access;
using ClientVitals.CallPatterns;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Access;
using ClientVitals.Server.Api;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Pages.Forms;

namespace ClientVitals.Server.Pages.Clients;

/// <summary>One client: how they stand, what happened, and what is done about it, each with an undo.</summary>
internal static class ClientPages
{
    private const int WeeksOfAChart = 26, LinesOfATimeline = 20;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/clients/{id:guid}", PageAsync).Needs(KeyScope.Read);
        pages.MapPost("/clients/{id:guid}/answer", AnswerAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/answers/{id:long}/take-back", TakeBackAnswerAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/pause", PauseAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/pauses/{pause:long}/take-back", TakeBackPauseAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/back", BackAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/notes", NoteAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/notes/{note:long}/take-back", TakeBackNoteAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/calls", CallAsync).Needs(KeyScope.PeopleWrite);
        pages.MapPost("/clients/{id:guid}/calls/{call:guid}/take-back", TakeBackCallAsync).Needs(KeyScope.PeopleWrite);
    }

    private static async Task<IResult> PageAsync(
        Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel,
        string? show = null, string? after = null, string? said = null, string? undo = null)
    {
        var seen = await PageRoutes.SeenAsync(http, database, clock, cancel);
        var who = seen.Who.ToActingAs();
        if (await FoundClient.ByAsync(database, who, id, cancel) is not { } client)
            return NoSuchClient();
        if (client.MergedInto is { } kept)
            return TypedResults.LocalRedirect($"/clients/{kept}");
        var judged = await PatternEvidence.OfAsync(database, who, id, cancel);
        var timeline = await ClientTimeline.ReadAsync(database, who, id, Given(show), seen.Who.UserId, LinesOfATimeline, Given(after), cancel);
        return SignInRoutes.Page<ClientPage>(200, new
        {
            Seen = seen,
            Client = client,
            Evidence = judged,
            Staying = judged is null ? null : await ClientStaying.OfAsync(database, who, id, ClientVitals.CallPatterns.Moment.Of(seen.Now, seen.Zone), seen.Zone, cancel),
            Weeks = judged is null ? null : (await ClientWeeks.OfAsync(database, who, [id], seen.Today, WeeksOfAChart, cancel))[id],
            First = ClientWeeks.Monday(seen.Today).AddDays(-7 * (WeeksOfAChart - 1)),
            Timeline = timeline,
            Show = Given(show),
            IsFirst = Given(after) is null,
            Pauses = await Pauses.ReadAsync(database, who, id, seen.Today.AddDays(-7 * WeeksOfAChart), cancel),
            Said = Sayings.Of(said),
            Undo = Undo(id, said, undo),
        });
    }

    /// <summary>Where what was just said is taken back; null = nowhere. Only numbers and ids of the address go into it.</summary>
    private static string? Undo(Guid client, string? said, string? undo) => (said, undo) switch
    {
        ("answered", _) when IsNumber(undo) => $"/answers/{undo}/take-back",
        ("note-kept", _) when IsNumber(undo) => $"/clients/{client}/notes/{undo}/take-back",
        ("paused", _) when IsNumber(undo) => $"/clients/{client}/pauses/{undo}/take-back",
        ("call-kept", _) when Guid.TryParse(undo, out var call) => $"/clients/{client}/calls/{call}/take-back",
        _ => null,
    };

    private static bool IsNumber(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static async Task<IResult> AnswerAsync(Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        if (await PatternEvidence.OfAsync(database, http.Caller().ToActingAs(), id, cancel) is null)
            return NoSuchClient();
        if (!form["answer"].ToString().All(char.IsAsciiLetter) || !Enum.TryParse<PatternAnswer>(form["answer"], ignoreCase: true, out var answer))
            throw new PlainError("The answer is called, away, fine or left.");
        await using var work = await database.BeginAsync(cancel);
        var done = await new AnswerBreak(id, answer, Day(form["until"])).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Name, cancel);
        await work.CommitAsync(cancel);
        return Back(form, $"{(done.WasThere ? "said-already" : "answered")}", done.WasThere ? null : done.Id);
    }

    private static async Task<IResult> TakeBackAnswerAsync(long id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        if (await AnsweredClient.OfAsync(database, http.Caller().ToActingAs(), id, cancel) is null)
            return NoSuchClient();
        await using var work = await database.BeginAsync(cancel);
        await new TakeBackAnswer(id).RunAsync(work.Connection, clock.GetUtcNow(), cancel);
        await work.CommitAsync(cancel);
        return Back(form, "taken-back", null);
    }

    private static async Task<IResult> PauseAsync(Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        if (!await Own.SeesAsync(database, http.Caller(), id, cancel))
            return NoSuchClient();
        var from = Day(form["from"]) ?? throw new PlainError("Say from which day on; the calendar writes it as 2026-01-31.");
        await using var work = await database.BeginAsync(cancel);
        var entered = await new EnterPause(id, from, Day(form["until"]), Reason(form["reason"])).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Name, cancel);
        await work.CommitAsync(cancel);
        return To(id, entered.WasThere ? "said-already" : "paused", entered.WasThere ? null : entered.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<IResult> TakeBackPauseAsync(Guid id, long pause, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        await FormAsync(http, cancel);
        return await ChangeAsync(id, http, database, "pause-gone", "There is no such pause, or it was taken back already.", work =>
            RecordedAsync(work, id, http, clock, "pause taken back", new TakeBackPause(id, pause).RunAsync(work.Connection, clock.GetUtcNow(), cancel), cancel), cancel);
    }

    private static async Task<IResult> BackAsync(Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        await FormAsync(http, cancel);
        var today = (await PageRoutes.SeenAsync(http, database, clock, cancel)).Today;
        return await ChangeAsync(id, http, database, "is-back", "The client stands in no pause today; nothing was changed.", work =>
            RecordedAsync(work, id, http, clock, "back", EndedAsync(work), cancel), cancel);

        async Task<bool> EndedAsync(UnitOfWork work) => await new EndPause(id, today).RunAsync(work.Connection, clock.GetUtcNow(), cancel) > 0;
    }

    /// <summary>What is taken away leaves a line on record: who did it stands nowhere else.</summary>
    private static async Task<bool> RecordedAsync(UnitOfWork work, Guid client, HttpContext http, TimeProvider clock, string did, Task<bool> change, CancellationToken cancel)
    {
        if (!await change)
            return false;
        await new Audit(AuditAction.ClientsChanged, $"client:{client}", new Dictionary<string, string> { ["did"] = did }).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Who, cancel);
        return true;
    }

    private static async Task<IResult> NoteAsync(Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        Texts.CheckCharacters(form["note"].ToString());
        if (!await Own.SeesAsync(database, http.Caller(), id, cancel))
            return NoSuchClient();
        await using var work = await database.BeginAsync(cancel);
        // A browser sends line breaks as two characters; what is kept has one.
        var text = form["note"].ToString().ReplaceLineEndings("\n");
        var note = await new WriteNote(id, text, http.Caller().UserId).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Name, cancel);
        await work.CommitAsync(cancel);
        return To(id, "note-kept", note.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<IResult> TakeBackNoteAsync(Guid id, long note, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        await FormAsync(http, cancel);
        // One's own; who manages the business, anybody's.
        var by = http.Caller().Role is null or AppRole.Owner or AppRole.Admin ? null : http.Caller().UserId;
        return await ChangeAsync(id, http, database, "note-gone", "There is no such note of yours, or it was taken back already.", work =>
            RecordedAsync(work, id, http, clock, "note taken back", new TakeBackNote(id, note, by).RunAsync(work.Connection, clock.GetUtcNow(), cancel), cancel), cancel);
    }

    private static async Task<IResult> CallAsync(Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        Texts.CheckCharacters(form["notes"].ToString());
        var caller = http.Caller();
        if (await FoundClient.ByAsync(database, caller.ToActingAs(), id, cancel) is not { } client)
            return NoSuchClient();
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(cancel);
        var settings = await BusinessSettings.InForceAsync(work.Connection, cancel);
        var options = new CallFileOptions(now, BusinessZone.Of(settings.BusinessZone)) { PhoneRegion = settings.PhoneRegion };
        var at = Moment(form["at"], settings.Zone) ?? now;
        var call = new LogCall(client, at, form["reached"] != "no", caller.StaffName ?? caller.Name, Whole(form["minutes"], "minutes"), Given(form["notes"]),
            Guid.TryParse(form["once"], out var once) ? once : null);
        var made = await call.RunAsync(work, options, cancel);
        await work.CommitAsync(cancel);
        return To(id, "call-kept", made.ToString());
    }

    private static async Task<IResult> TakeBackCallAsync(Guid id, Guid call, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        await FormAsync(http, cancel);
        return await ChangeAsync(id, http, database, "call-gone", "There is no such call written down by hand, or it was taken out already.", async work =>
        {
            var isGone = await new TakeBackCall(id, call).RunAsync(work.Connection, cancel);
            if (isGone)
                await new Audit(AuditAction.CallTakenBack, $"client:{id}").RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Who, cancel);
            return isGone;
        }, cancel);
    }

    /// <summary>Changes something of a client that the asker sees, and leads back to the client.</summary>
    private static async Task<IResult> ChangeAsync(
        Guid id, HttpContext http, VitalsDatabase database, string said, string none, Func<UnitOfWork, Task<bool>> change, CancellationToken cancel)
    {
        if (!await Own.SeesAsync(database, http.Caller(), id, cancel))
            return NoSuchClient();
        await using var work = await database.BeginAsync(cancel);
        if (!await change(work))
            throw new PlainError(none);
        await work.CommitAsync(cancel);
        return To(id, said, null);
    }

    private static RedirectHttpResult To(Guid client, string said, string? undo) =>
        TypedResults.LocalRedirect($"/clients/{client}?{Query.Of(("said", said), ("undo", undo))}");

    private static RazorComponentResult NoSuchClient() => SignInRoutes.Page<WordPage>(404, new
    {
        Title = "No such client",
        Sentence = "There is no such client, or it is none of your book.",
        Href = "/clients",
        Where = "Clients",
    });
}
