using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Access;

/// <summary>One's own account: the name, another password, and where one is signed in. For people; a key has no account.</summary>
internal static class AccountRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").IsOpen().ExcludeFromDescription();
        pages.MapGet("/account", ShowAsync);
        pages.MapPost("/account/name", ChangeNameAsync);
        pages.MapPost("/account/password", ChangePasswordAsync);
        pages.MapPost("/account/sessions", EndSessionsAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct, string? done = null)
    {
        var says = new AccountTexts(language);
        return await CallerAsync(http, database, clock, ct) is { } caller
            ? await PageAsync(200, http, caller, database, clock, ct, done: done switch
            {
                "name" => says.NameChanged,
                "password" => says.PasswordChanged,
                "sessions" => says.SignedOutThere,
                _ => null,
            })
            : ToSignIn();
    }

    private static async Task<IResult> ChangeNameAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        if (!SameSite.IsOwn(http.Request))
            return NotFromHere(http);
        if (await CallerAsync(http, database, clock, ct) is not { } caller)
            return ToSignIn();
        var name = (await SignInRoutes.FormAsync(http, ct))["name"].ToString();
        InputText.Check(name);
        try
        {
            await database.DoAsync(new ChangeOwnName(name), caller.ToActor(), clock.GetUtcNow(), ct);
        }
        catch (PlainError wrong)
        {
            return await PageAsync(422, http, caller, database, clock, ct, new AccountTexts(Language.Of(http)).Refused(wrong.Said));
        }
        return TypedResults.LocalRedirect("/account?done=name");
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext http, VitalsDatabase database, Language language, PasswordTurns turns, TimeProvider clock, CancellationToken ct)
    {
        if (!SameSite.IsOwn(http.Request))
            return NotFromHere(http);
        if (await CallerAsync(http, database, clock, ct) is not { } caller)
            return ToSignIn();
        var form = await SignInRoutes.FormAsync(http, ct);
        using var turn = await turns.TakeAsync(ct);
        if (turn is null)
            return await PageAsync(503, http, caller, database, clock, ct, new SignInTexts(language).Busy(http));
        var result = await new ChangePassword(
            caller, form["present"].ToString(), form["password"].ToString(), http.Connection.RemoteIpAddress, SignInRoutes.Browser(http))
            .RunAsync(database, clock.GetUtcNow(), ct);
        if (result is SignInResult.In came)
            return SignInRoutes.Come(http, came, "/account?done=password");
        var (status, sentence) = SignInRoutes.Refusal(result, http);
        return await PageAsync(
            result is SignInResult.Wrong ? 422 : status, http, caller, database, clock, ct, result is SignInResult.Wrong ? new AccountTexts(language).WrongPassword : sentence);
    }

    private static async Task<IResult> EndSessionsAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        if (!SameSite.IsOwn(http.Request))
            return NotFromHere(http);
        if (await CallerAsync(http, database, clock, ct) is not { } caller)
            return ToSignIn();
        var form = await SignInRoutes.FormAsync(http, ct);
        var only = form["only"].ToString();
        // One of them, all but this one, or every one.
        if (only.Length > 0 && !Guid.TryParse(only, out _))
            throw new BadHttpRequestException("This is not a session; choose one from the list.");
        var isEverywhere = form["everywhere"] == "yes";
        var end = only.Length > 0
            ? new EndSessions(caller.UserId!.Value, Only: Guid.Parse(only))
            : new EndSessions(caller.UserId!.Value, Except: isEverywhere ? null : caller.SessionId);
        await database.DoAsync(end, caller.ToActor(), clock.GetUtcNow(), ct);
        if (isEverywhere)
        {
            http.Response.Cookies.Delete(EndpointAccess.SessionCookie);
            return TypedResults.LocalRedirect("/sign-in");
        }
        return TypedResults.LocalRedirect("/account?done=sessions");
    }

    private static async Task<IResult> PageAsync(
        int status, HttpContext http, Caller caller, VitalsDatabase database, TimeProvider clock, CancellationToken ct, string? wrong = null, string? done = null)
    {
        FoundUser user;
        IReadOnlyList<UserSession> sessions;
        await using (var db = await database.OpenAsync(ct))
        {
            user = await FoundUser.RequireAsync(db, caller.UserId!.Value, ct);
            sessions = await UserSessions.ReadAsync(db, caller.UserId, clock.GetUtcNow(), ct);
        }
        return PageResult.Of<AccountPage>(status, new { Seen = await PageContext.ByAsync(http, caller, database, clock.GetUtcNow(), ct), User = user, Here = caller.SessionId, Sessions = sessions, Wrong = wrong, Done = done });
    }

    private static Task<Caller?> CallerAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct) =>
        FindCaller.BySessionAsync(database, http.Request.Cookies[EndpointAccess.SessionCookie], clock.GetUtcNow(), ct);

    private static RedirectHttpResult ToSignIn() => TypedResults.LocalRedirect("/sign-in?to=/account");

    private static RazorComponentResult NotFromHere(HttpContext http) => SignInRoutes.NotFromHere(http, "/account", new AccountTexts(Language.Of(http)).ToAccount);
}
