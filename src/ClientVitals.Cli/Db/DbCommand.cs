using System.CommandLine;
using ClientVitals.Database;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db</c>: the database and its migrations.</summary>
public static class DbCommand
{
    public static Command Command() => new("db", "The database: start and stop the embedded one, push, verify and roll back migrations.")
    {
        StartCommand.Command(),
        StopCommand.Command(),
        UrlCommand.Command(),
        PsqlCommand.Command(),
        PushCommand.Command(),
        ListCommand.Command(),
        VerifyCommand.Command(),
        LintCommand.Command(),
        AdoptCommand.Command(),
        RollbackCommand.Command(),
        RepairCommand.Command(),
        SchemaCommand.Command(),
        MonitorCommand.Command(),
        OpenPoliciesCommand.Command(),
        BackupCommand.Command(),
        RestoreCommand.Command(),
        DumpCommand.Command(),
    };

    /// <summary>Whether to go on, asked of the person at the terminal; refuses where nobody can answer.</summary>
    internal static bool Agrees(string question, bool yes)
    {
        if (yes)
        {
            return true;
        }
        if (Console.IsInputRedirected)
        {
            throw new PlainError("This command asks for confirmation, but there is no terminal to ask at; add --yes if you are sure.");
        }
        Console.Write($"{question} [y/N] ");
        return Console.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>The embedded cluster the command means, whatever DATABASE_URL says.</summary>
    internal static EmbeddedPostgres Cluster() => new(VitalsHome.Find());

    /// <summary>Writes one migration's line, readable across the room, and below it what a person should hear of it.</summary>
    internal static void Say(char sign, MigrationStep step)
    {
        Console.WriteLine(step.ByAnother ? $"{sign} {step.Title} .. applied by another push" : $"{sign} {step.Title} .. ok ({step.Took.TotalMilliseconds:0} ms)");
        foreach (var sentence in step.Told)
        {
            Console.WriteLine($"    {sentence}");
        }
    }
}
