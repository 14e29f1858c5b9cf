using System.CommandLine;
using ClientVitals.Database;
using ClientVitals.Migrations;
using ClientVitals.Server.Mail;

namespace ClientVitals.Cli.Doctor;

/// <summary><c>vitals doctor</c>: is everything as it should be, and if not, what is to be done?</summary>
internal static class DoctorCommand
{
    public static Command Command()
    {
        var command = new Command(
            "doctor",
            "Check the installation, one line for each check: ✓ good, ! needs a look, ✗ does not work. Changes nothing. Exit code 1 when there is a ✗.")
        {
            Output.Format,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            var home = VitalsHome.Find();
            var findings = await new Examination(
                database, new(home), MigrationFile.Folder(), Environment.GetEnvironmentVariable(SmtpAddress.Variable), TimeProvider.System).RunAsync(cancel);
            Write(findings, parsed.GetValue(Output.Format));
            return findings.Any(finding => finding.State == FindingState.Broken) ? Door.Failed : Door.Done;
        });
        return command;
    }

    private static void Write(IReadOnlyList<Finding> findings, OutputFormat format)
    {
        if (format != OutputFormat.Table)
        {
            Output.Write(findings, format, new Column<Finding>("state", f => f.State), new("check", f => f.Check), new("sentence", f => f.Sentence));
            return;
        }
        var width = findings.Max(finding => finding.Check.Length);
        foreach (var finding in findings)
            Console.WriteLine($"{finding.Sign} {finding.Check.PadRight(width)}  {finding.Sentence}");
    }
}
