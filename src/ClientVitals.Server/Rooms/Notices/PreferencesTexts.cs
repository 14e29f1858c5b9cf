using ClientVitals.Notices;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>What the page of one's own preferences says.</summary>
internal sealed class PreferencesTexts(Language language)
{
    public string Title => language.Say("What you are told");

    public string Notices => language.Say("Notices");

    public string Kept => language.Say("Your choice is saved; it holds for what is told from now on.");

    public string Kinds => language.Say("What, and where");

    public string NoKinds => language.Say("There is nothing to choose yet.");

    public string NoAccount => language.Say("Notices belong to an account; sign in to choose what you are told.");

    public string Kind(NoticeKind kind) => language.Say(kind.Title);

    public string InApp => language.Say("In the app");

    public string InAppOf(NoticeKind kind) => language.Say("In the app: {0}", Kind(kind));

    public string ByMail => language.Say("By mail");

    public string ByMailOf(NoticeKind kind) => language.Say("By mail: {0}", Kind(kind));

    public string Quiet => language.Say("Quiet hours");

    public string QuietHint => language.Say("No mail is sent then, except critical notices; it comes when they end.");

    public string AsBusiness(NoticeSettings business) => business.QuietFrom == business.QuietUntil
        ? language.Say("As the business set: none")
        : language.Say("As the business set: {0} to {1}", NoticeHours.Write(business.QuietFrom), NoticeHours.Write(business.QuietUntil));

    public string NoQuiet => language.Say("None");

    public string OwnQuiet => language.Say("From … until …");

    public string From => language.Say("From");

    public string Until => language.Say("Until");

    public string Digest => language.Say("Mail");

    public string DigestHint => language.Say("Critical notices are mailed at once in any case.");

    public string DigestAsBusiness(NoticeSettings business) => business.DigestAt == NoticeHours.AtOnce
        ? language.Say("As the business set: each at once")
        : language.Say("As the business set: one a day, at {0}", NoticeHours.Write(business.DigestAt));

    public string AtOnce => language.Say("Each at once");

    public string OneADay => language.Say("One a day, at …");

    public string At => language.Say("At");

    public string Save => language.Say("Save");
}
