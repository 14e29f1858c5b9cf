using System.CommandLine;
using ClientVitals.Access;

namespace ClientVitals.Cli.Access;

/// <summary><c>vitals users change · disable · enable</c></summary>
internal static class ChangeCommand
{
    private static readonly Argument<string> User = UsersCommand.User();
    private static readonly Option<AppRole?> Role = new("--role") { Description = "The new role: owner, admin, coach, setter or closer.", HelpName = "role", CustomParser = UsersCommand.Role };
    private static readonly Option<string?> Staff = new("--staff") { Description = "Their member of staff, by name.", HelpName = "name" };

    public static Command Change()
    {
        var command = new Command("change", "Change an account's role or member of staff. A new role signs the user out everywhere.") { User, Role, Staff };
        command.SetAction((parsed, ct) => RunAsync(parsed, parsed.GetValue(Role), parsed.GetValue(Staff), null, ct));
        return command;
    }

    public static Command Disable()
    {
        var command = new Command("disable", "Deactivate an account: nobody can sign in with it, its sessions and links end, its keys stop working. Nothing is deleted.") { User };
        command.SetAction((parsed, ct) => RunAsync(parsed, null, null, true, ct));
        return command;
    }

    public static Command Enable()
    {
        var command = new Command("enable", "Reactivate a deactivated account, with the same password.") { User };
        command.SetAction((parsed, ct) => RunAsync(parsed, null, null, false, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, AppRole? role, string? staff, bool? disabled, CancellationToken ct)
    {
        if (role is null && staff is null && disabled is null)
            throw new PlainError("Say what to change: --role, --staff, or both.");
        await using var database = Door.Database(parsed);
        FoundUser user;
        await using (var db = await database.OpenAsync(ct))
            user = await FoundUser.RequireAsync(db, parsed.GetRequiredValue(User), ct);
        var changed = await database.DoAsync(new ChangeUser(user.Id, role, staff, disabled), ct);
        Console.WriteLine(changed ? $"{user.Email} is changed." : $"{user.Email} already has this role and staff; nothing was changed.");
        return Door.Done;
    }
}
