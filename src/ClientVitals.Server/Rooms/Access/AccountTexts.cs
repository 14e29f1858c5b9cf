using ClientVitals.Access;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Access;

/// <summary>What the page of one's own account says.</summary>
internal sealed class AccountTexts(Language language)
{
    public string Title => language.Say("Your account");

    public string Name => language.Say("Your name");

    public string SaveName => language.Say("Save the name");

    public string Email => language.Say("E-mail");

    public string Role => language.Say("Role");

    public string Staff => language.Say("Staff");

    public string LanguageOf => language.Say("Language");

    public string OwnLanguage => language.Say("English");

    public string Zone => language.Say("Time zone");

    public string DaysAndNumbers => language.Say("Days and numbers");

    public string SetByOwner => language.Say("The time zone and how days and numbers are written are the business's: an owner or admin changes them in the settings.");

    public string Password => language.Say("Change the password");

    public string Current => language.Say("Current password");

    public string New => language.Say("New password");

    public string Rule => language.Say("At least {0} characters. Every other browser is signed out.", PasswordRule.Shortest);

    public string ChangePassword => language.Say("Change password");

    public string Sessions => language.Say("Where you are signed in");

    public string UnknownBrowser => language.Say("Unknown browser");

    public string LastUsed(string moment) => language.Say("last used {0}", moment);

    public string ThisBrowser => language.Say("This browser");

    public string SignOutThere => language.Say("Sign out there");

    public string SignOutElsewhere => language.Say("Sign out everywhere else");

    public string SignOutEverywhere => language.Say("Sign out everywhere, here too");

    public string Notices => language.Say("Notices");

    public string ChooseNotices => language.Say("Choose what you are told");

    public string Programs => language.Say("For programs");

    public string ApiDocs => language.Say("The API and its documentation");

    public string PasswordChanged => language.Say("The password is changed, and every other browser is signed out.");

    public string SignedOutThere => language.Say("Signed out there.");

    public string NameChanged => language.Say("Your name is changed.");

    public string WrongPassword => language.Say("The current password is wrong.");

    /// <summary>Why a change was refused, as the room says it.</summary>
    public string Refused(Sentence sentence) => language.Say(sentence);

    public string ToAccount => language.Say("To your account");
}
