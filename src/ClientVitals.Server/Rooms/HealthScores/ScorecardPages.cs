using ClientVitals.Database;
using ClientVitals.HealthScores.BackTests.Cards;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Versions;
using ClientVitals.People;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>Scorecards under Settings: the versions, one of them with its preview, a copy that is changed, and switching it on.</summary>
internal static class ScorecardPages
{
    public const string Address = "/settings/scorecards";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, ListAsync).NeedsManager();
        pages.MapGet(Address + "/{name}", (string name, HttpContext http, VitalsDatabase database, TimeProvider clock, Language language, CancellationToken ct, string? said = null) =>
            OneAsync(name, http, database, clock, new(language), null, said, ct)).NeedsManager();
        pages.MapPost(Address + "/{name}/copy", CopyAsync).NeedsManager();
        pages.MapPost(Address + "/{name}/switch-on", SwitchOnAsync).NeedsManager();
        pages.MapPost(Address + "/{name}/call-off", CallOffAsync).NeedsManager();
        pages.MapPost(Address + "/{name}/remove", RemoveAsync).NeedsManager();
    }

    private static async Task<IResult> ListAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, Language language, CancellationToken ct, string? said = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), ct);
        return PageResult.Of<ScorecardsPage>(200, new { Seen = seen, Cards = await KeptScorecards.ReadAsync(db, seen.Now, ct), Said = new ScorecardTexts(language).SaidOf(said) });
    }

    /// <param name="sent">What was sent and is wrong; null = the form says what the scorecard says.</param>
    /// <param name="unsure">Whether it was to be switched on in spite of a doubt that nobody confirmed.</param>
    private static async Task<IResult> OneAsync(
        string name, HttpContext http, VitalsDatabase database, TimeProvider clock, ScorecardTexts says, ScorecardForm? sent, string? said, CancellationToken ct, bool unsure = false)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), ct);
        if ((await KeptScorecards.ReadAsync(db, seen.Now, ct)).FirstOrDefault(one => one.Scorecard == name) is not { } kept)
            return PageResult.Of<MessagePage>(404, new { Title = says.Title, Sentence = says.NoSuch, Href = Address, Where = says.Title });
        var card = ScorecardJson.Read(kept.Definition);
        var (preview, why) = kept.IsInForce ? default : await PreviewAsync(db, card, ct);
        var (last, success) = await ScorecardBacktestRun.LatestAsync(db, name, seen.Now, ct);
        return PageResult.Of<ScorecardPage>(sent is null && !unsure ? 200 : 400, new
        {
            Seen = seen,
            Kept = kept,
            Card = card,
            Form = sent ?? ScorecardForm.Of(card, await Segments.ReadAsync(db, ct)),
            Last = last,
            Success = success,
            AtWork = await ScorecardBacktestRun.AtWorkAsync(db, seen.Now, ct),
            Unsure = unsure,
            Preview = preview,
            NoPreview = why,
            Said = says.SaidOf(said),
        });
    }

    private static async Task<(ScorecardPreview?, Sentence?)> PreviewAsync(Npgsql.NpgsqlConnection db, Scorecard card, CancellationToken ct)
    {
        try
        {
            return (await ScorecardPreview.OfAsync(db, card, ct), null);
        }
        catch (PlainError said)
        {
            return (null, said.Said);
        }
    }

    private static async Task<IResult> CopyAsync(string name, HttpContext http, VitalsDatabase database, TimeProvider clock, Language language, CancellationToken ct)
    {
        var (form, says) = (await FormAsync(http, ct), new ScorecardTexts(language));
        InputText.CheckCharacters(form["note"].ToString());
        var card = await CardAsync(name, database, clock, says, ct);
        var (read, edit) = ScorecardForm.Read(form, card, says);
        if (read.Faults.Count > 0)
            return await OneAsync(name, http, database, clock, says, read, null, ct);
        var saved = await http.DoAsync(new SaveScorecard(edit.AppliedTo(card), read.Of("note").ReplaceLineEndings("\n")), ct);
        return TypedResults.LocalRedirect($"{Address}/{saved.Scorecard}?said=card-saved");
    }

    private static async Task<Scorecard> CardAsync(string name, VitalsDatabase database, TimeProvider clock, ScorecardTexts says, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return (await KeptScorecards.ReadAsync(db, clock.GetUtcNow(), ct)).FirstOrDefault(one => one.Scorecard == name) is { } kept
            ? ScorecardJson.Read(kept.Definition) : throw new NotFoundException(says.NoSuch);
    }

    private static async Task<IResult> SwitchOnAsync(string name, HttpContext http, VitalsDatabase database, TimeProvider clock, Language language, CancellationToken ct)
    {
        var form = await FormAsync(http, ct);
        if (form["sure"].Count == 0 && await IsDoubtfulAsync(name, http, database, clock, language, ct))
            return await OneAsync(name, http, database, clock, new(language), null, null, ct, unsure: true);
        await http.DoAsync(new SwitchOnScorecard(name), ct);
        return TypedResults.LocalRedirect($"{Address}/{Uri.EscapeDataString(name)}?said=card-on");
    }

    /// <summary>Whether there is something to confirm: a version that could be switched on, and no back-test that speaks for it.</summary>
    private static async Task<bool> IsDoubtfulAsync(string name, HttpContext http, VitalsDatabase database, TimeProvider clock, Language language, CancellationToken ct)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), ct);
        if ((await KeptScorecards.ReadAsync(db, seen.Now, ct)).FirstOrDefault(one => one.Scorecard == name) is not { InForceFrom: null, IsFirst: false })
            return false;
        var (last, success) = await ScorecardBacktestRun.LatestAsync(db, name, seen.Now, ct);
        return new ScorecardTestTexts(language).Doubt(last, success, seen) is not null;
    }

    private static async Task<IResult> CallOffAsync(string name, HttpContext http, Language language, CancellationToken ct)
    {
        await FormAsync(http, ct);
        return await http.DoAsync(new CallOffScorecard(name), ct)
            ? TypedResults.LocalRedirect($"{Address}/{Uri.EscapeDataString(name)}?said=card-off")
            : throw new PlainError(new ScorecardTexts(language).NotOff);
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext http, Language language, CancellationToken ct)
    {
        await FormAsync(http, ct);
        return await http.DoAsync(new RemoveScorecard(name), ct)
            ? TypedResults.LocalRedirect($"{Address}?said=card-gone")
            : throw new PlainError(new ScorecardTexts(language).NotGone);
    }
}
