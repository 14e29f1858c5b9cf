using System.CommandLine;
using System.Globalization;
using ClientVitals.Calls;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls rebuild</c></summary>
internal static class RebuildCommand
{
    public static Command Command()
    {
        var command = new Command(
            "rebuild",
            "Count all calls again, compare with the roll-up, and correct what differs. Needed after a change of the time zone or of what counts as a call.")
        {
            Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var done = await Waiting.ForAsync("Counting calls", _ => database.DoAsync(new RebuildRollups(), ct));
        var format = parsed.GetValue(Output.Format);
        if (format != OutputFormat.Table)
        {
            Output.Write([done], format);
            return Door.Done;
        }
        string N(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
        static string Years(long count) => Wording.Count(count, "client-year");
        Console.WriteLine(done.Repaired == 0
            ? $"The roll-up agrees with the calls in {(done.Equal == 1 ? "its one client-year" : $"all {Years(done.Equal)}")} ({done.BusinessZone}); nothing to repair."
            : $"{Years(done.Equal)} {(done.Equal == 1 ? "was" : "were")} right; {N(done.Repaired)} {(done.Repaired == 1 ? "was" : "were")} corrected ({N(done.Different)} different, {N(done.Missing)} missing, {N(done.Superfluous)} superfluous); days are those of {done.BusinessZone}.");
        return Door.Done;
    }
}
