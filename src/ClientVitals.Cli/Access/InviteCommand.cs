using System.CommandLine;
using ClientVitals.Access;

namespace ClientVitals.Cli.Access;

/// <summary><c>vitals users invite EMAIL</c></summary>
internal static class InviteCommand
{
    private static readonly Argument<string> Email = new("email") { Description = "The e-mail to sign in with." };
    private static readonly Option<string> Name = new("--name") { Description = "What people call them.", HelpName = "name", Required = true };
    private static readonly Option<AppRole?> Role = new("--role") { Description = "What they are: owner, admin, coach, setter or closer.", HelpName = "role", Required = true, CustomParser = UsersCommand.Role };
    private static readonly Option<string?> Staff = new("--staff") { Description = "Who of the staff they are, by the name that calls and clients have; a coach always is somebody.", HelpName = "name" };
    private static readonly Option<bool> NewStaff = new("--new-staff") { Description = "They are new: put --staff on the staff if nobody of that name is." };

    public static Command Command(Option<string> url)
    {
        var command = new Command(
            "invite",
            "Make an account and print the link by which they set their password. Example: vitals users invite sara@example.com --name Sara --role coach --staff \"Sara Coach\"")
        {
            Email, Name, Role, Staff, NewStaff, url,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed, parsed.GetValue(url)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string url, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var invite = new InviteUser(parsed.GetRequiredValue(Email), parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Role)!.Value, parsed.GetValue(Staff), parsed.GetValue(NewStaff));
        var invited = await invite.RunAsync(database, TimeProvider.System.GetUtcNow(), UsersCommand.Actor(), ct);
        Console.WriteLine($"{invited.Email} is invited. Send them this link:");
        UsersCommand.Show(invited.Link, url);
        return Door.Done;
    }
}
