using System.CommandLine;
using ClientVitals.Access;

namespace ClientVitals.Cli.Access;

/// <summary><c>vitals users list</c></summary>
internal static class UserListCommand
{
    public static Command Command()
    {
        var command = new Command("list", "List who may sign in, by e-mail.") { Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var format = parsed.GetValue(Output.Format);
        var users = await Users.ReadAsync(db, null, Users.Most, ct);
        if (users.Count == 0 && format == OutputFormat.Table)
        {
            Console.WriteLine("There is no account yet; vitals users first-link makes a link for the first owner.");
            return Door.Done;
        }
        Output.Write(
            users,
            format,
            new Column<UserAccount>("email", u => u.Email),
            new("name", u => u.Name),
            new("role", u => u.AppRole.Word()),
            new("staff", u => u.Staff),
            new("state", u => u.DisabledAt is not null ? "disabled" : u.HasPassword ? "open" : "invited"),
            new("last_sign_in", u => u.LastSignInAt),
            new("id", u => u.Id));
        if (users.Count == Users.Most && format == OutputFormat.Table)
            await Console.Error.WriteLineAsync($"The first {Users.Most}.");
        return Door.Done;
    }
}
