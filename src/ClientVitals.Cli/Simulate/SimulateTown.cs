using System.CommandLine;
using System.Globalization;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Simulation;
using ClientVitals.Simulation.Facts;

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
        var until = PatternOptions.Date("--until", "Go on with the same business until midnight of this later day: rows that were there come back, or a later version of them.");
        var zone = new Option<string>("--zone") { Description = "The time zone (IANA) of the simulated business.", HelpName = "zone", DefaultValueFactory = _ => Town.UsualZone };
        var output = new Option<string?>("--out") { Description = "Write the calls to this file, gzip when it ends with .gz: calls.csv.gz. Default: standard output, unless that is a terminal or sessions, packages or payments are asked for.", HelpName = "file" };
        var sessions = new Option<string?>("--sessions") { Description = "Also write the training sessions to this file, gzip when it ends with .gz.", HelpName = "file" };
        var packages = new Option<string?>("--packages") { Description = "Also write the packages of sessions that clients bought, with their renewals.", HelpName = "file" };
        var payments = new Option<string?>("--payments") { Description = "Also write the payments: failed ones, refunds and disputes are rows of their own.", HelpName = "file" };
        var truth = new Option<string?>("--truth") { Description = "Also write what each simulated client is really like: kind, rate, what changed when, last session, whether they renew.", HelpName = "file" };
        var command = new Command(
            "simulate",
            "Simulate a business's calls, as a file for calls import, check and replay, and its sessions, packages and payments. Needs no database. "
            + "Example: vitals simulate --clients 1000 --out calls.csv.gz --sessions sessions.csv.gz --truth truth.csv")
        {
            clients, weeks, seed, asOf, until, zone, output, sessions, packages, payments, truth,
        };
        command.SetAction((parsed, stop) =>
        {
            var day = parsed.GetValue(asOf) ?? TownClock.DayOf(parsed.GetValue(zone)!, TimeProvider.System.GetUtcNow());
            var town = new Town(parsed.GetValue(seed), parsed.GetValue(clients), parsed.GetValue(weeks), day, parsed.GetValue(zone)!);
            var files = new Files(parsed.GetValue(output), parsed.GetValue(sessions), parsed.GetValue(packages), parsed.GetValue(payments), parsed.GetValue(truth));
            return Task.FromResult(Run(town, parsed.GetValue(until) ?? day, files, stop));
        });
        return command;
    }

    private static int Run(Town town, DateOnly until, Files files, CancellationToken stop)
    {
        if (town.Clients < 1) throw new PlainError($"--clients must be 1 or more, not {town.Clients}.");
        if (town.Weeks is < 1 or > 520) throw new PlainError($"--weeks must be 1 to 520, not {town.Weeks}.");
        if (until < town.FoundedOn) throw new PlainError($"--until must be {town.FoundedOn:yyyy-MM-dd} (--as-of) or later, not {until:yyyy-MM-dd}.");
        var wantsCalls = files.Calls is not null || !files.HasFacts;
        if (files.Calls is null && wantsCalls && !Console.IsOutputRedirected)
        {
            throw new PlainError("The calls would fill the terminal: name a file with --out calls.csv, or send the output on with | or >.");
        }
        var started = TimeProvider.System.GetTimestamp();
        // Before the file is made: a zone that does not exist leaves nothing behind.
        var midnight = TownClock.Midnight(town.Zone, until);
        if (wantsCalls)
        {
            var calls = WriteCalls(town, midnight, files.Calls, stop);
            if (files.Calls is { } output) Say(town, until, $"{calls} calls", output, started);
        }
        if (files.HasFacts) WriteFacts(town, until, midnight, files, stop);
        if (files.Truth is not null)
        {
            using var to = new StreamWriter(TownFile.Create(files.Truth));
            Truth.Write(town, until, to);
        }
        return Door.Done;
    }

    private static long WriteCalls(Town town, DateTimeOffset midnight, string? output, CancellationToken stop)
    {
        try
        {
            using var to = output is null ? Console.OpenStandardOutput() : TownFile.Create(output);
            return TownFile.Write(town, midnight, to, Progress(town), stop: stop);
        }
        catch (IOException) when (output is null)
        {
            // The reader has read enough (| head) and closed the pipe.
            return 0;
        }
    }

    private static void WriteFacts(Town town, DateOnly until, DateTimeOffset midnight, Files files, CancellationToken stop)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var sessions = Create(files.Sessions);
        using var packages = Create(files.Packages);
        using var payments = Create(files.Payments);
        var written = FactFiles.Write(town, midnight, new(sessions, packages, payments), Progress(town), stop);
        if (files.Sessions is not null) Say(town, until, $"{written.Sessions} sessions", files.Sessions, started);
        if (files.Packages is not null) Say(town, until, $"{written.Packages} packages", files.Packages, started);
        if (files.Payments is not null) Say(town, until, $"{written.Payments} payments", files.Payments, started);
    }

    private static Stream? Create(string? path) => path is null ? null : TownFile.Create(path);

    private static void Say(Town town, DateOnly until, string what, string path, long started)
    {
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what} of {town.Clients} clients, {town.From:yyyy-MM-dd} until {until:yyyy-MM-dd} {town.Zone}, in {path} ({seconds:0.0} s)."));
    }

    /// <summary>Where each file goes; null for one that was not asked for.</summary>
    private sealed record Files(string? Calls, string? Sessions, string? Packages, string? Payments, string? Truth)
    {
        public bool HasFacts => Sessions is not null || Packages is not null || Payments is not null;
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
