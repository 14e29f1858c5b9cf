using ClientVitals.Access;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Settings;

/// <summary>What the settings say of who may come in: the team, its invitations, and keys for programs.</summary>
internal sealed class TeamTexts(Language language)
{
    public string Title => language.Say("Team");

    public string Accounts => language.Say("Accounts");

    public string Name => language.Say("Name");

    public string RoleHead => language.Say("Role");

    public string Staff => language.Say("Staff");

    public string LastSignIn => language.Say("Last sign-in");

    public string Do => language.Say("Do");

    public string Role(AppRole role) => language.Say(role.Word());

    public string SignedIn(UserAccount user, PageContext seen) => user.DisabledAt is not null ? language.Say("deactivated")
        : user.LastSignInAt is { } last ? seen.Moment(last)
        : user.HasPassword ? language.Say("not yet")
        : language.Say("invited");

    public string NewLink => language.Say("New link");

    public string NewLinkOf(string name) => language.Say("New link: {0}", name);

    public string Deactivate => language.Say("Deactivate");

    public string DeactivateOf(string name) => language.Say("Deactivate: {0}", name);

    public string Reactivate => language.Say("Reactivate");

    public string ReactivateOf(string name) => language.Say("Reactivate: {0}", name);

    public string Invite => language.Say("Invite somebody");

    public string Email => language.Say("E-mail");

    public string WhoseCalls => language.Say("Whose calls");

    public string NoStaff => language.Say("Nobody on the staff");

    public string NewStaff => language.Say("or a new member of staff");

    public string NewStaffHint => language.Say("the name as on the calls");

    public string SendInvite => language.Say("Invite");

    public string Keys => language.Say("API keys");

    public string NoKeys => language.Say("None. A program that posts calls or reads data needs a key.");

    public string KeysLabel => language.Say("Keys");

    public string Begins => language.Say("Begins");

    public string May => language.Say("May");

    public string LastUsed => language.Say("Last used");

    public string Scopes(IEnumerable<string> scopes) => string.Join(", ", scopes.Select(scope => language.Say(scope)));

    public string Never => language.Say("never");

    public string Revoke => language.Say("Revoke");

    public string RevokeOf(string name) => language.Say("Revoke: {0}", name);

    public string NewKey => language.Say("Make an API key");

    public string ItMay => language.Say("It may");

    public string Scope(KeyScope scope) => language.Say(scope.Word());

    public string MakeKey => language.Say("Make the key");

    public string Invited => language.Say("The invitation is on its way by mail.");

    public string NotMailed(Sentence why) => language.Say("The invitation was not mailed: {0}. Send the link yourself.", language.Say(why));

    public string InvitationLink(string email) => language.Say("The invitation link for {0}: it works once, until it expires", email);

    public string LinkMade => language.Say("The link is made.");

    public string PasswordLink => language.Say("A link to set a new password, which works once; send it to that person only");

    public string NewInvitationLink(string email) => language.Say("A new invitation link for {0}, which works once; the previous one no longer works", email);

    public string KeyMade => language.Say("The key is made.");

    public string KeyOnce => language.Say("The key, shown only once: store it where only the program can read it");

    public string NoRole(IEnumerable<AppRole> roles) => language.Say("The role is one of {0}.", string.Join(", ", roles.Select(Role)));
}
