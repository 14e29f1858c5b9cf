using System.CommandLine;
using ClientVitals.Access;

namespace ClientVitals.Cli.Access;

/// <summary><c>vitals users sessions · end-sessions</c></summary>
internal static class SessionsCommand
{
    private static readonly Argument<string> User = UsersCommand.User();

    public static Command List()
    {
        var command = new Command("sessions", "List where an account is signed in, last used first.") { User, Output.Format };
        command.SetAction(ListAsync);
        return command;
    }

    public static Command End()
    {
        var command = new Command("end-sessions", "Sign an account out everywhere.") { User };
        command.SetAction(EndAsync);
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var format = parsed.GetValue(Output.Format);
        var user = await FoundUser.RequireAsync(db, parsed.GetRequiredValue(User), ct);
        var sessions = await UserSessions.ReadAsync(db, user.Id, TimeProvider.System.GetUtcNow(), ct);
        if (sessions.Count == 0 && format == OutputFormat.Table)
        {
            Console.WriteLine($"{user.Email} is not signed in anywhere.");
            return Door.Done;
        }
        Output.Write(
            sessions,
            format,
            new Column<UserSession>("browser", s => s.Browser),
            new("signed_in", s => s.MadeAt),
            new("last_seen", s => s.LastSeenAt),
            new("over_at_the_latest", s => s.ExpiresAt),
            new("id", s => s.Id));
        return Door.Done;
    }

    private static async Task<int> EndAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        FoundUser user;
        await using (var db = await database.OpenAsync(ct))
            user = await FoundUser.RequireAsync(db, parsed.GetRequiredValue(User), ct);
        var ended = await database.DoAsync(new EndSessions(user.Id), ct);
        Console.WriteLine($"{ended} {(ended == 1 ? "session" : "sessions")} of {user.Email} ended.");
        return Door.Done;
    }
}
