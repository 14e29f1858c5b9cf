using System.CommandLine;
using System.Globalization;
using ClientVitals.Simulation;

namespace ClientVitals.Cli.Simulate;

/// <summary><c>vitals simulate</c>: writes a town's calls as the file the import reads, and the truth about its clients.</summary>
public static class SimulateTown
{
    public static Command Command()
    {
        var clients = new Option<int>("--clients") { Description = "How many clients live in the town.", DefaultValueFactory = _ => 200 };
        var weeks = new Option<int>("--weeks") { Description = "How many weeks of calls.", DefaultValueFactory = _ => 26 };
        var seed = new Option<long>("--seed") { Description = "Another number is another town; the same number always the same.", DefaultValueFactory = _ => 1 };
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description = "The business day whose midnight ends the story, YYYY-MM-DD; calls booked for later stand as SCHEDULED. Default: today.",
        };
        var zone = new Option<string>("--zone") { Description = "The business zone, an IANA name.", DefaultValueFactory = _ => Town.UsualZone };
        var output = new Option<string?>("--out") { Description = "File for the calls, CSV; gzip when the name ends with .gz. Default: standard output, if that is no terminal." };
        var truth = new Option<string?>("--truth") { Description = "File for the truth about each client: kind, rate, what changed when." };
        var command = new Command("simulate", "Make a town's calls and the truth behind them, for trying out and measuring.")
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
        if (town.Clients < 1) throw new PlainError($"--clients {town.Clients}: a town has at least one client.");
        if (town.Weeks is < 1 or > 520) throw new PlainError($"--weeks {town.Weeks}: give 1 to 520 weeks.");
        if (output is null && !Console.IsOutputRedirected)
        {
            throw new PlainError("The calls would flood the terminal: name a file with --out calls.csv, or send the output on with | or >.");
        }
        var started = TimeProvider.System.GetTimestamp();
        var rows = 0L;
        using (var to = output is null ? Console.OpenStandardOutput() : TownFile.Create(output))
        {
            rows = TownFile.Write(town, TownClock.Midnight(town.Zone, town.FoundedOn), to, Progress(town), stop);
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
        return 0;
    }

    // Only somebody who watches, and only when there is something to wait for, wants to be told.
    private static Progress<int>? Progress(Town town) =>
        Console.IsErrorRedirected || town.Clients < 20_000
            ? null
            : new Progress<int>(done =>
            {
                if (done % 8192 == 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {town.Clients} clients …"));
            });
}
