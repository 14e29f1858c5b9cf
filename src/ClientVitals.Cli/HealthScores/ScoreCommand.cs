using System.CommandLine;
using System.Globalization;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Settings;

namespace ClientVitals.Cli.HealthScores;

/// <summary><c>vitals health score</c></summary>
internal static class ScoreCommand
{
    private static readonly Option<string?> AsOf = PatternOptions.AsOf();

    public static Command Command()
    {
        var command = new Command(
            "score",
            "Score every client and save the result. Without options this updates the current scores. An earlier moment is scored from what was known then, and written to history only.")
        {
            AsOf,
            Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var now = TimeProvider.System.GetUtcNow();
        var asOf = await PatternOptions.MomentAsync(database, parsed.GetValue(AsOf), ct);
        var done = await Waiting.ForAsync("Scoring client health", progress => new ScoreHealth(asOf).RunAsync(database, now, "person", progress, ct));
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write([done], format);
            return Door.Done;
        }
        var zone = BusinessSettings.BusinessZoneOf(done.BusinessZone);
        Console.WriteLine($"{done.Clients} clients looked at as of {Wording.Moment(done.AsOf, zone)} by {done.Scorecard}; {done.Scored} scored, {(done.AverageScore is { } average ? $"{average.ToString("0.#", CultureInfo.InvariantCulture)} on average" : "no average")}.");
        Console.WriteLine($"  PURPLE  {done.Purple,7}");
        Console.WriteLine($"  GREEN   {done.Green,7}");
        Console.WriteLine($"  YELLOW  {done.Yellow,7}");
        Console.WriteLine($"  RED     {done.Red,7}");
        foreach (var unknown in done.WhyUnknown)
            Console.WriteLine($"  unknown {unknown.Clients,7}  {unknown.Why}");
        if (done.Moved > 0)
            Console.WriteLine($"{done.Moved} {(done.Moved == 1 ? "client is" : "clients are")} in another zone than before.");
        if (done.Current && (await ShiftAsync(database, done.ScoredOn, ct)).Finding() is { } found)
            Console.WriteLine($"! {found}");
        if (done.Scored == 0)
            Console.WriteLine("A score needs sessions: vitals sessions import FILE --dry-run shows how a file is read. The risk of silence is kept for everybody with calls enough.");
        Console.WriteLine(done.Written == 0 ? "The scores were the same; nothing was changed." : $"{done.Written} rows written{(done.Current ? "" : ", history only")}.");
        return Door.Done;
    }

    private static async Task<ZoneShift> ShiftAsync(VitalsDatabase database, DateOnly on, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await ZoneShift.ReadAsync(db, on, ct);
    }
}
