using System.CommandLine;
using ClientVitals.Access;

namespace ClientVitals.Cli.Access;

/// <summary><c>vitals users link · first-link</c></summary>
internal static class LinkCommand
{
    private static readonly Argument<string> User = UsersCommand.User();
    private static readonly Option<bool> SignIn = new("--sign-in") { Description = "A link that only signs in and leaves the password as it is." };

    public static Command Link(Option<string> url)
    {
        var command = new Command(
            "link",
            "Make a new one-time link for an account: to set a new password, or to accept an invitation that was not accepted yet. The previous link stops working.")
        {
            User, SignIn, url,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed, parsed.GetValue(url)!, ct));
        return command;
    }

    public static Command First(Option<string> url)
    {
        var command = new Command("first-link", "Make the link that creates the first owner's account; only while there is no account.") { url };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var link = await database.DoAsync(MakeLink.FirstOwner, ct);
            Console.WriteLine("Open this link to make the first owner's account:");
            UsersCommand.Show(link, parsed.GetValue(url)!);
            return Door.Done;
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string url, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        FoundUser user;
        await using (var db = await database.OpenAsync(ct))
            user = await FoundUser.RequireAsync(db, parsed.GetRequiredValue(User), ct);
        var purpose = parsed.GetValue(SignIn) ? LinkPurpose.SignIn : user.HasPassword ? LinkPurpose.PasswordReset : LinkPurpose.Invitation;
        var link = await database.DoAsync(new MakeLink(purpose, user.Id), ct);
        Console.WriteLine(purpose switch
        {
            LinkPurpose.SignIn => $"This link signs {user.Email} in:",
            LinkPurpose.PasswordReset => $"With this link {user.Email} sets a new password:",
            _ => $"With this link {user.Email} sets the first password:",
        });
        UsersCommand.Show(link, url);
        return Door.Done;
    }
}
