using System.CommandLine;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.Settings;

namespace ClientVitals.Cli.HealthScores;

/// <summary><c>vitals health scorecards [NAME]</c></summary>
internal static class ScorecardsCommand
{
    private static readonly Argument<string?> Name = new("name") { Description = "A scorecard, such as documented-v1: prints its rules as JSON.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Command()
    {
        var command = new Command("scorecards", "List the scorecards by which health is scored, and which is in force; with a name, print its rules.") { Name, Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var cards = await KeptScorecards.ReadAsync(db, TimeProvider.System.GetUtcNow(), ct);
        if (parsed.GetValue(Name) is { } name)
        {
            var card = cards.FirstOrDefault(one => one.Scorecard == name)
                ?? throw new PlainError($"There is no scorecard \"{name}\"; there are: {string.Join(", ", cards.Select(one => one.Scorecard))}.");
            Console.WriteLine(ScorecardJson.Write(ScorecardJson.Read(card.Definition)));
            return Door.Done;
        }
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(cards, format);
            return Door.Done;
        }
        var zone = (await BusinessSettings.InForceAsync(db, ct)).Zone;
        Output.Write(
            cards,
            OutputFormat.Table,
            new Column<KeptScorecard>("scorecard", card => card.Scorecard),
            new("in force", card => card.IsInForce ? "yes" : ""),
            new("since", card => card.IsFirst ? "the beginning" : card.InForceFrom is { } from ? Wording.Moment(from, zone) : "never switched on"),
            new("switched on by", card => card.SwitchedOnBy),
            new("made by", card => card.CreatedBy),
            new("note", card => card.Note));
        return Door.Done;
    }
}
