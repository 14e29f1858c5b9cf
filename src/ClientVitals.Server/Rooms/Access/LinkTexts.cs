using ClientVitals.Access;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Access;

/// <summary>What the page of a one-time link says.</summary>
internal sealed class LinkTexts(Language language)
{
    public string Heading(OpenLink link) => link.Purpose switch
    {
        LinkPurpose.FirstOwner => language.Say("Make the owner's account"),
        LinkPurpose.Invitation => language.Say("Welcome, {0}", link.Name),
        LinkPurpose.PasswordReset => language.Say("Set a new password"),
        _ => language.Say("Sign in"),
    };

    public string SignsIn(string who) => language.Say("This link signs {0} in, once.", who);

    public string FirstAccount => language.Say("There is no account yet. This will be the owner's account: it sees everything and can invite others.");

    public string Name => language.Say("Your name");

    public string Email => language.Say("E-mail");

    public string New => language.Say("New password");

    public string Rule => language.Say("At least {0} characters. A few unrelated words are easy to keep and hard to guess.", PasswordRule.Shortest);

    public string SignIn => language.Say("Sign in");

    public string SetAndSignIn => language.Say("Set the password and sign in");

    public string OpenAgain => language.Say("Open the link again");

    public string OneMoment => language.Say("One moment");

    public string StillWorks => language.Say("The link still works.");

    public string Gone => language.Say("This link no longer works");

    public string WhyGone => language.Say("It was used, replaced by a newer one, or has expired. Ask the person who sent it for another.");

    public string ByPassword => language.Say("Sign in with your password");
}
