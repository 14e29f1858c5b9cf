using System.CommandLine;
using System.Globalization;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Simulation;

namespace ClientVitals.Cli.Simulate;

/// <summary><c>vitals simulate</c>: writes a town's calls as the file the import reads, and the truth about its clients.</summary>
internal static class SimulateTown
{
    public static Command Command()
    {
        var clients = new Option<int>("--clients") { Description = "How many clients the simulated business has.", HelpName = "number", DefaultValueFactory = _ => 200 };
        var weeks = new Option<int>("--weeks") { Description = "How many weeks of calls.", HelpName = "number", DefaultValueFactory = _ => 26 };
        var seed = new Option<long>("--seed") { Description = "Seed of the random choices: the same number gives the same business.", HelpName = "number", DefaultValueFactory = _ => 1 };
        var asOf = PatternOptions.Date("--as-of", "The simulation ends at midnight of this day, in the zone; calls booked for later are SCHEDULED. Default: today.");
        var zone = new Option<string>("--zone") { Description = "The time zone (IANA) of the simulated business.", HelpName = "zone", DefaultValueFactory = _ => Town.UsualZone };
        var output = new Option<string?>("--out") { Description = "Write the calls to this file, gzip when it ends with .gz: calls.csv.gz. Default: standard output, unless that is a terminal.", HelpName = "file" };
        var truth = new Option<string?>("--truth") { Description = "Also write what each simulated client is really like: kind, rate, what changed when.", HelpName = "file" };
        var command = new Command(
            "simulate",
            "Simulate a business's calls, as a file for calls import, check and replay. Needs no database. "
            + "Example: vitals simulate --clients 1000 --out calls.csv.gz --truth truth.csv")
        {
            clients, weeks, seed, asOf, zone, output, truth,
        };
        command.SetAction((parsed, stop) =>
        {
            var day = parsed.GetValue(asOf) ?? TownClock.DayOf(parsed.GetValue(zone)!, TimeProvider.System.GetUtcNow());
            var town = new Town(parsed.GetValue(seed), parsed.GetValue(clients), parsed.GetValue(weeks), day, parsed.GetValue(zone)!);
            return Task.FromResult(Run(town, parsed.GetValue(output), parsed.GetValue(truth), stop));
        });
        return command;
    }

    private static int Run(Town town, string? output, string? truth, CancellationToken stop)
    {
        if (town.Clients < 1) throw new PlainError($"--clients must be 1 or more, not {town.Clients}.");
        if (town.Weeks is < 1 or > 520) throw new PlainError($"--weeks must be 1 to 520, not {town.Weeks}.");
        if (output is null && !Console.IsOutputRedirected)
        {
            throw new PlainError("The calls would fill the terminal: name a file with --out calls.csv, or send the output on with | or >.");
        }
        var started = TimeProvider.System.GetTimestamp();
        // Before the file is made: a zone that does not exist leaves nothing behind.
        var midnight = TownClock.Midnight(town.Zone, town.FoundedOn);
        var rows = 0L;
        try
        {
            using var to = output is null ? Console.OpenStandardOutput() : TownFile.Create(output);
            rows = TownFile.Write(town, midnight, to, Progress(town), stop);
        }
        catch (IOException) when (output is null)
        {
            // The reader has read enough (| head) and closed the pipe.
        }
        if (truth is not null)
        {
            using var to = new StreamWriter(TownFile.Create(truth));
            Truth.Write(town, town.FoundedOn, to);
        }
        if (output is not null)
        {
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rows} calls of {town.Clients} clients, {town.From:yyyy-MM-dd} until {town.FoundedOn:yyyy-MM-dd} {town.Zone}, in {output} ({seconds:0.0} s)."));
        }
        return Door.Done;
    }

    // Only somebody who watches, and only when there is something to wait for, wants progress shown.
    private static Progress<int>? Progress(Town town) =>
        Console.IsErrorRedirected || town.Clients < 20_000
            ? null
            : new Progress<int>(done =>
            {
                if (done % 8192 == 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {town.Clients} clients …"));
            });
}
