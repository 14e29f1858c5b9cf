using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Cli.People;

namespace ClientVitals.Cli.Access;

/// <summary><c>vitals users audit</c></summary>
internal static class AuditCommand
{
    private static readonly Option<string?> Of = new("--of") { Description = "Only what this account did, or what was done to it: e-mail or id.", HelpName = "user" };
    private static readonly Option<long?> Before = new("--before") { Description = "Only lines with a smaller number, for the next page.", HelpName = "id" };

    public static Command Command()
    {
        var command = new Command("audit", "Show the audit log, newest first: who signed in, exported or changed what.") { Of, Before, PeopleCommand.Limit, Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var (format, limit) = (parsed.GetValue(Output.Format), Math.Min(parsed.GetValue(PeopleCommand.Limit), AuditLog.Most));
        var user = parsed.GetValue(Of) is { } of ? (await FoundUser.RequireAsync(db, of, ct)).Id : (Guid?)null;
        var lines = await AuditLog.ReadAsync(db, parsed.GetValue(Before), user, limit, ct);
        if (lines.Count == 0 && format == OutputFormat.Table)
        {
            Console.WriteLine("Nothing is on record.");
            return Door.Done;
        }
        Output.Write(
            lines,
            format,
            new Column<AuditEntry>("id", a => a.Id),
            new("at", a => a.At),
            new("who", a => format == OutputFormat.Table ? a.WhoName ?? a.Who : a.Who),
            new("action", a => a.Action),
            new("subject", a => format == OutputFormat.Table ? a.SubjectName ?? a.Subject : a.Subject),
            new("details", a => a.Details));
        if (lines.Count == limit && format == OutputFormat.Table)
            await Console.Error.WriteLineAsync($"The latest {limit}; go on with --before {lines[^1].Id}.");
        return Door.Done;
    }
}
