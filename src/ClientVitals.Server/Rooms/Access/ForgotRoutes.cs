using ClientVitals.Server.Rooms.Notices;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Access;

/// <summary>Who forgot the password asks for a link. The answer is the same for every name, and comes before the mail.</summary>
internal static class ForgotRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").IsOpen().ExcludeFromDescription();
        pages.MapGet("/forgot", (Mailing mailing) => PageResult.Of<ForgotPage>(200, new { CanMail = mailing.Fault is null }));
        pages.MapPost("/forgot", AskAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext http, Mailing mailing, CancellationToken cancel)
    {
        var says = new SignInTexts(Language.Of(http));
        if (!SameSite.IsOwn(http.Request))
            return SignInRoutes.NotFromHere(http, "/forgot", says.TryAgain);
        var form = await SignInRoutes.FormAsync(http, cancel);
        if (mailing.Fault is not null)
            return PageResult.Of<ForgotPage>(200, new { CanMail = false });
        var address = form["email"].ToString();
        mailing.AskForReset(address[..Math.Min(address.Length, 400)]);
        return PageResult.Of<MessagePage>(200, new { Title = says.CheckMail, Sentence = says.LinkOnItsWay, Href = "/sign-in", Where = says.Back });
    }
}
