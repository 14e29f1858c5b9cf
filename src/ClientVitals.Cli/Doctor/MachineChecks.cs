using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Server.Mail;
using ClientVitals.Settings;

namespace ClientVitals.Cli.Doctor;

/// <summary>This machine: room on its disk, files that are secret, mail, the last backup made here.</summary>
internal static class MachineChecks
{
    private const long Full = 200L << 20, Tight = 2L << 30;

    private static readonly TimeSpan OldBackup = TimeSpan.FromDays(2);

    /// <summary>One after the other; null = there is nothing to say.</summary>
    public static readonly IReadOnlyList<(string Name, Func<Examination, Finding?> Check)> Each =
    [
        ("disk", asks => Disk(asks.Secrets.Home.Path)),
        ("secret files", asks => Loose(asks.Secrets)),
        ("mail", asks => Mail(asks.Smtp, asks.Secrets)),
        ("backup", asks => Backup(asks.Secrets.Home, asks.Database.Name, asks.Clock.GetUtcNow())),
    ];

    private static Finding Disk(string home)
    {
        // The home is made by the first command that needs it; its disk is that of the folder it will be in.
        var folder = home;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { Length: > 0 } above)
            folder = above;
        return Room(new DriveInfo(folder).AvailableFreeSpace, home);
    }

    internal static Finding Room(long free, string home)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{free / 1073741824.0:N1} GB free at {home}");
        return free < Full ? Finding.Broken("disk", $"Only {said}; free some space now: PostgreSQL stops when the disk is full.")
            : free < Tight ? Finding.Look("disk", $"{said}; free some space before it is needed.")
            : Finding.Good("disk", $"{said}.");
    }

    private static Finding Loose(SecretStore secrets) => secrets.Loose() is { Count: > 0 } loose
        ? Finding.Broken("secret files", $"Others may read {string.Join(", ", loose)}; run chmod 600 on {(loose.Count == 1 ? "it" : "them")}, and make new secrets if somebody may have read them.")
        : Finding.Good("secret files", "Nobody else may read them.");

    private static Finding Mail(string? smtp, SecretStore secrets)
    {
        if (string.IsNullOrWhiteSpace(smtp))
            return Finding.Look("mail", $"No mail server is set, so links are shown instead of mailed; set {SmtpAddress.Variable} to change that.");
        try
        {
            var address = SmtpAddress.Read(smtp);
            if (address.User is not null && secrets.Find(MailServer.SecretName) is null)
                return Finding.Broken("mail", $"The password for {address.Host} is missing; set {SecretStore.Variable(MailServer.SecretName)}, or write it into secrets/{MailServer.SecretName} under VITALS_HOME.");
            return Finding.Good("mail", $"Goes through {address.Host}:{address.Port}{(address.StartTls ? "" : ", in the clear")}. Nothing was sent to try it.");
        }
        catch (PlainError wrong)
        {
            return Finding.Broken("mail", wrong.Message);
        }
    }

    /// <summary>Null when no backup was made from here: others may back it up by other means, which nobody here can see.</summary>
    internal static Finding? Backup(VitalsHome home, string database, DateTimeOffset now)
    {
        var file = home.LastBackup(database);
        if (!File.Exists(file) || !DateTimeOffset.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return null;
        var age = now - at;
        var said = string.Create(CultureInfo.InvariantCulture, $"The last backup made here is {(age.TotalHours < 48 ? $"{age.TotalHours:0} hours" : $"{age.TotalDays:0} days")} old");
        return age > OldBackup ? Finding.Look("backup", $"{said}; run vitals db backup, ideally every night.") : Finding.Good("backup", $"{said}.");
    }
}
