using System.CommandLine;
using ClientVitals.CallPatterns.MissingData;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns sources</c></summary>
internal static class SourcesCommand
{
    private static readonly Option<int> Days = new("--days")
    {
        Description = "Include those that ended within this many days.",
        HelpName = "days",
        DefaultValueFactory = _ => 60,
    };

    public static Command Command()
    {
        var command = new Command("sources", "List missing data: days on which a source, a coach or the whole business sent no calls, so that silence says nothing about their clients.")
        {
            Days,
            Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var days = parsed.GetValue(Days);
        if (days < 0)
            throw new PlainError($"--days must be 0 or more, not {days}.");
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var now = TimeProvider.System.GetUtcNow();
        var today = Moment.Of(now, (await BusinessSettings.InForceAsync(db, ct)).Zone).Date;
        var silences = await SourceSilence.AtAsync(db, now, today.AddDays(-Math.Min(days, 36_500)), ct);
        var format = parsed.GetValue(Output.Format);
        if (format == OutputFormat.Table && silences.Count == 0)
        {
            Console.WriteLine("No analysis found missing data.");
            return Door.Done;
        }
        Output.Write(
            silences,
            format,
            new Column<SourceSilence>("who", s => s.Who),
            new("since", s => s.StartsOn),
            new("until", s => s.EndsOn),
            new("usual", s => Math.Round(s.Expected, 1)),
            new("seen", s => s.Seen),
            new("found", s => s.FoundAt),
            new("what to do", s => s.Sentence));
        return Door.Done;
    }
}
