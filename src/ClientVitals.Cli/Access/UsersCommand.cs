using System.CommandLine;
using ClientVitals.Access;

namespace ClientVitals.Cli.Access;

/// <summary><c>vitals users</c>: who may sign in.</summary>
internal static class UsersCommand
{
    private static readonly Option<string> Url = MakeUrl();

    public static Command Command() => new("users", "Accounts: who may sign in, with which role; links for new users and forgotten passwords.")
    {
        UserListCommand.Command(),
        InviteCommand.Command(Url),
        ChangeCommand.Change(),
        ChangeCommand.Disable(),
        ChangeCommand.Enable(),
        LinkCommand.Link(Url),
        LinkCommand.First(Url),
        SessionsCommand.List(),
        SessionsCommand.End(),
        AuditCommand.Command(),
    };

    /// <summary>An account by e-mail or id.</summary>
    internal static Argument<string> User() => new("user") { Description = "The e-mail they sign in with, or the id." };

    /// <summary>Who works here: everybody who may use this machine's command line.</summary>

    /// <summary>What somebody is, as a word.</summary>
    internal static AppRole? Role(System.CommandLine.Parsing.ArgumentResult result)
    {
        var word = result.Tokens[0].Value;
        if (word.All(char.IsAsciiLetter) && Enum.TryParse<AppRole>(word, ignoreCase: true, out var role))
            return role;
        result.AddError($"The role is owner, admin, coach, setter or closer, not {word}.");
        return null;
    }

    /// <summary>Shows a link, this once.</summary>
    internal static void Show(LinkMade link, string url)
    {
        Console.WriteLine($"  {url.TrimEnd('/')}/link/{link.Token}");
        Console.WriteLine($"It opens once, until {link.ExpiresAt:yyyy-MM-dd HH:mm}Z; it is shown only now. Anyone who has it can sign in.");
    }

    private static Option<string> MakeUrl()
    {
        var url = new Option<string>("--url")
        {
            Description = "Where people reach the server; the link begins with it.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        // Before the link is made: one that cannot be shown would be lost.
        url.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && (!Uri.TryCreate(word.Value, UriKind.Absolute, out var at) || at.Scheme is not ("http" or "https")))
                result.AddError($"--url {word.Value} is not an address; write it as https://vitals.example.com.");
        });
        return url;
    }
}
