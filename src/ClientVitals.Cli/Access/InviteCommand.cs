using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Notices;
using ClientVitals.Server.Mail;

namespace ClientVitals.Cli.Access;

/// <summary><c>vitals users invite EMAIL</c></summary>
internal static class InviteCommand
{
    private static readonly Argument<string> Email = new("email") { Description = "The e-mail to sign in with." };
    private static readonly Option<string> Name = new("--name") { Description = "Their name.", HelpName = "name", Required = true };
    private static readonly Option<AppRole?> Role = new("--role") { Description = "Their role: owner, admin, coach, setter or closer.", HelpName = "role", Required = true, CustomParser = UsersCommand.Role };
    private static readonly Option<string?> Staff = new("--staff") { Description = "Their member of staff, by the name that calls and clients carry; required for a coach.", HelpName = "name" };
    private static readonly Option<bool> NewStaff = new("--new-staff") { Description = "Add --staff as a new member of staff if nobody has that name." };

    public static Command Command(Option<string> url)
    {
        var command = new Command(
            "invite",
            "Make an account and mail the link to set the password, or print the link where no mail server is set (VITALS_SMTP_URL). Example: vitals users invite sara@example.com --name Sara --role coach --staff \"Sara Coach\"")
        {
            Email, Name, Role, Staff, NewStaff, url,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed, parsed.GetValue(url)!, parsed.GetResult(url) is { Implicit: false }, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string url, bool saysUrl, CancellationToken ct)
    {
        // Before anything is made: what is not an address stops here.
        var mails = SmtpAddress.FromEnvironment() is not null;
        var letter = mails && saysUrl;
        await using var database = Door.Database(parsed);
        var invite = new InviteUser(parsed.GetRequiredValue(Email), parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Role)!.Value, parsed.GetValue(Staff), parsed.GetValue(NewStaff));
        var invited = await database.DoAsync(
            async (work, stop) =>
            {
                var done = await invite.RunAsync(work, stop);
                if (letter)
                    await new TellAccount(done.Id, AccountLetter.Invitation, TimeSpan.Zero).RunAsync(work, stop);
                return done;
            },
            ct);
        if (letter)
        {
            Console.WriteLine($"{invited.Email} is invited, and the mail with their link is queued: a running server (vitals serve) sends it. vitals notices list says what came of it; vitals users link makes a link to send yourself.");
            return Door.Done;
        }
        // A mail that leads to this machine alone helps nobody.
        Console.WriteLine($"{invited.Email} is invited. Send them this link{(mails ? " (with --url it is mailed)" : "")}:");
        UsersCommand.Show(invited.Link, url);
        return Door.Done;
    }
}
