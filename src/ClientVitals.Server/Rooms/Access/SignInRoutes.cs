using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Access;

/// <summary>Coming in and going out, for people: by password, by one-time link.</summary>
internal static class SignInRoutes
{
    /// <summary>Bytes of a form.</summary>
    private const int MostBytes = 16 << 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").IsOpen().ExcludeFromDescription();
        pages.MapGet("/sign-in", (string? to) => PageResult.Of<SignInPage>(200, new { To = LocalAddress.Of(to) }));
        pages.MapPost("/sign-in", SignInAsync);
        pages.MapGet("/link/{token}", LookAsync);
        pages.MapPost("/link/{token}", UseAsync);
        pages.MapPost("/sign-out", SignOutAsync);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext http, VitalsDatabase database, PasswordTurns turns, TimeProvider clock, CancellationToken ct)
    {
        if (!SameSite.IsOwn(http.Request))
            return NotFromHere(http, "/sign-in", new SignInTexts(Language.Of(http)).SignIn);
        var form = await FormAsync(http, ct);
        var (email, to) = (form["email"].ToString(), LocalAddress.Of(form["to"]));
        using var turn = await turns.TakeAsync(ct);
        if (turn is null)
            return PageResult.Of<SignInPage>(503, new { Email = email, To = to, Wrong = new SignInTexts(Language.Of(http)).Busy(http) });
        var result = await new SignIn(email, form["password"].ToString(), http.Connection.RemoteIpAddress, Browser(http))
            .RunAsync(database, clock.GetUtcNow(), ct);
        if (result is SignInResult.In came)
            return Come(http, came, Landing.Of(http, came.Who, to));
        var (status, sentence) = Refusal(result, http);
        return PageResult.Of<SignInPage>(status, new { Email = email, To = to, Wrong = sentence });
    }

    private static async Task<IResult> LookAsync(string token, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var says = new LinkTexts(Language.Of(http));
        await using var db = await database.OpenAsync(ct);
        return await OpenLink.OfAsync(db, token, clock.GetUtcNow(), ct) is { } link ? PageResult.Of<LinkPage>(200, new { Link = link }) : Gone(says);
    }

    private static async Task<IResult> UseAsync(
        string token, HttpContext http, VitalsDatabase database, PasswordTurns turns, TimeProvider clock, CancellationToken ct)
    {
        var says = new LinkTexts(Language.Of(http));
        if (!SameSite.IsOwn(http.Request))
            return NotFromHere(http, $"/link/{token}", says.OpenAgain);
        var form = await FormAsync(http, ct);
        using var turn = await turns.TakeAsync(ct);
        if (turn is null)
            return PageResult.Of<MessagePage>(503, new { Title = says.OneMoment, Sentence = $"{new SignInTexts(Language.Of(http)).Busy(http)} {says.StillWorks}", Href = $"/link/{token}", Where = says.OpenAgain });
        string? Given(string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
        var result = await new UseLink(token, Given("password"), Given("email"), Given("name"), Browser(http)).RunAsync(database, clock.GetUtcNow(), ct);
        if (result is SignInResult.In came)
            return Come(http, came, "/");
        await using var db = await database.OpenAsync(ct);
        if (result is SignInResult.Gone || await OpenLink.OfAsync(db, token, clock.GetUtcNow(), ct) is not { } link)
            return Gone(says);
        var (status, sentence) = Refusal(result, http);
        return PageResult.Of<LinkPage>(status, new { Link = link, Name = Given("name"), Email = Given("email"), Wrong = sentence });
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        if (SameSite.IsOwn(http.Request)
            && await FindCaller.BySessionAsync(database, http.Request.Cookies[EndpointAccess.SessionCookie], clock.GetUtcNow(), ct) is { } caller)
        {
            await database.DoAsync(new SignOut(caller), caller.ToActor(), clock.GetUtcNow(), ct);
            http.Response.Cookies.Delete(EndpointAccess.SessionCookie);
        }
        return TypedResults.LocalRedirect("/sign-in");
    }

    internal static RedirectHttpResult Come(HttpContext http, SignInResult.In came, string to)
    {
        http.Response.Cookies.Append(EndpointAccess.SessionCookie, came.Token, new CookieOptions
        {
            HttpOnly = true,
            // A link from a mail leads in; a form of another site does not send it along.
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = "/",
            Expires = came.ExpiresAt,
            IsEssential = true,
        });
        return TypedResults.LocalRedirect(to);
    }

    internal static (int Status, string Sentence) Refusal(SignInResult result, HttpContext http)
    {
        if (result is SignInResult.Wait wait)
            http.Response.Headers.RetryAfter = wait.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var status = result switch
        {
            SignInResult.Wait => StatusCodes.Status429TooManyRequests,
            SignInResult.Disabled => StatusCodes.Status403Forbidden,
            SignInResult.Unfit => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status401Unauthorized,
        };
        return (status, new SignInTexts(Language.Of(http)).Refused(result));
    }

    /// <summary>A form that another site sent.</summary>
    internal static RazorComponentResult NotFromHere(HttpContext http, string to, string where)
    {
        var says = new SignInTexts(Language.Of(http));
        return PageResult.Of<MessagePage>(StatusCodes.Status403Forbidden, new { Title = says.FromAnotherSite, Sentence = says.NotOurPage, Href = to, Where = where });
    }

    private static RazorComponentResult Gone(LinkTexts says) =>
        PageResult.Of<MessagePage>(StatusCodes.Status410Gone, new { Title = says.Gone, Sentence = says.WhyGone, Href = "/sign-in", Where = says.ByPassword });

    internal static string? Browser(HttpContext http) => http.Request.Headers.UserAgent.ToString() is { Length: > 0 } said ? said : null;

    internal static async Task<IFormCollection> FormAsync(HttpContext http, CancellationToken ct) => http.Request.HasFormContentType
        ? await http.Request.ReadFormAsync(new Microsoft.AspNetCore.Http.Features.FormOptions { BufferBodyLengthLimit = MostBytes, ValueCountLimit = 20 }, ct)
        : throw new BadHttpRequestException("This address accepts only a form.");
}
