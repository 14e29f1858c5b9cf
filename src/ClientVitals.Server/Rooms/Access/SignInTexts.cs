using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.Access;

/// <summary>What is said where people sign in: by password, or for a forgotten one by mail.</summary>
internal sealed class SignInTexts(Language language)
{
    public string Title => language.Say("Sign in");

    public string Email => language.Say("E-mail");

    public string Password => language.Say("Password");

    public string SignIn => language.Say("Sign in");

    public string Forgot => language.Say("Forgot your password?");

    public string NoAccount => language.Say("No account yet? Ask an owner or admin for an invitation.");

    public string HowToReset => language.Say("Give the e-mail you sign in with. If there is an account with it, you get a link to set a new password.");

    public string SendLink => language.Say("Send me a link");

    public string NoMail => language.Say("This server sends no mail. Ask an owner or admin for a link to set a new password.");

    public string Back => language.Say("Back to signing in");

    public string CheckMail => language.Say("Check your mail");

    public string LinkOnItsWay => language.Say("If there is an account with this address, a link to set a new password is on its way. At most three are sent in an hour.");

    public string FromAnotherSite => language.Say("Not allowed from another site");

    public string NotOurPage => language.Say(SameSite.Refusal);

    public string TryAgain => language.Say("Try again");

    /// <summary>Of a server with too many sign-ins at once; the answer says when to try again.</summary>
    public string Busy(HttpContext http) => language.Say(PasswordTurns.Busy(http));

    /// <summary>Why somebody does not come in.</summary>
    public string Refused(SignInResult result) => result switch
    {
        SignInResult.Wait { Seconds: < 90 } wait => language.Count(wait.Seconds, "Too many failed attempts. Try again in 1 second.", "Too many failed attempts. Try again in {0} seconds."),
        SignInResult.Wait wait => language.Say("Too many failed attempts. Try again in {0} minutes.", ((wait.Seconds + 59) / 60).ToString(CultureInfo.InvariantCulture)),
        SignInResult.Disabled => language.Say("This account is deactivated. Ask an owner or admin of your business."),
        SignInResult.Unfit unfit => language.Say(unfit.Said),
        _ => language.Say("E-mail or password is wrong."),
    };
}
