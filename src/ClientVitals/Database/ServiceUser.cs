namespace ClientVitals.Database;

/// <summary>
/// PostgreSQL refuses to run as root. When root runs the program, the cluster belongs to a system user of its own.
/// </summary>
internal static class ServiceUser
{
    public const string Name = "client-vitals";

    /// <summary>The user who runs PostgreSQL: null when this process may run it itself. Makes the user when it is absent.</summary>
    public static async Task<string?> FindAsync(CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }
        string[][] ways =
        [
            ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", Name],
            ["adduser", "-S", "-D", "-H", Name],
        ];
        foreach (var way in ways.Prepend([]))
        {
            if (way is [var program, .. var arguments] && OutsideProgram.Find(program) is { } found)
            {
                await OutsideProgram.RunAsync(found, arguments, null, cancel);
            }
            if ((await OutsideProgram.RunAsync("id", ["-u", Name], null, cancel)).Succeeded)
            {
                return Name;
            }
        }
        throw new PlainError($"PostgreSQL does not run as root and the system user {Name} could not be made; run this command as an ordinary user, or make the user (sudo useradd --system {Name}) and try again.");
    }

    /// <summary>Gives a folder, with all that is in it, to the service user.</summary>
    public static async Task GiveAsync(string folder, string user, CancellationToken cancel)
    {
        var given = await OutsideProgram.RunAsync("chown", ["-R", user, folder], null, cancel);
        if (!given.Succeeded)
        {
            throw new PlainError($"The folder {folder} cannot be given to the user {user} ({given.Output}); set VITALS_HOME to a folder on a local disk.");
        }
    }

    /// <summary>Says so when some folder above <paramref name="folder"/> is closed to the service user.</summary>
    public static void MustReach(string folder, string user)
    {
        for (var above = Directory.GetParent(folder); above is not null && !OperatingSystem.IsWindows(); above = above.Parent)
        {
            if (above.Exists && !above.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                throw new PlainError($"The user {user}, who runs PostgreSQL when you are root, cannot enter {above.FullName}; set VITALS_HOME to a folder it can reach, such as /var/lib/client-vitals.");
            }
        }
    }
}
