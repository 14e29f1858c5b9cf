using System.CommandLine;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Sources;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls readings</c>: what was chosen for files of each source, with which its next file starts.</summary>
internal static class ReadingsCommand
{
    private static readonly Option<long?> Forget = new("--forget") { Description = "Forget the choices of this number: the next file is recognised by its content.", HelpName = "number" };

    private sealed record Shown(long Id, string Source, DateTimeOffset KeptAt, string KeptBy, string Choices, string[] Columns);

    public static Command Command()
    {
        var command = new Command("readings", "List the choices remembered for each source (columns, values, zone, date order …); its next file with the same columns starts with them.") { Forget, Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        if (parsed.GetValue(Forget) is { } id)
        {
            if (!await database.DoAsync(new ForgetReading(id), ct))
                throw new NotFoundException($"No choices are remembered under the number {id}; vitals calls readings lists them.");
            Console.WriteLine($"Reading {id} is forgotten; the next such file is read as it is recognised.");
            return Door.Done;
        }
        await using var db = await database.OpenAsync(ct);
        var kept = await KeptReadings.ReadAsync(db, CallEntity.Calls.Name, ct);
        var format = parsed.GetValue(Output.Format);
        if (kept.Count == 0 && format == OutputFormat.Table)
            Console.WriteLine("Nothing was chosen for any file yet; vitals calls import keeps what --map, --value and the other options say.");
        else
            Output.Write(kept.Select(one => new Shown(one.Id, one.Source, one.KeptAt, one.KeptBy, string.Join("; ", ReadingChoices.Read(one.Choices).Said), one.Columns)), format);
        return Door.Done;
    }
}
