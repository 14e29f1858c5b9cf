using System.CommandLine;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns analyze</c></summary>
internal static class AnalyzeCommand
{
    private static readonly Option<string?> AsOf = PatternOptions.AsOf();
    private static readonly Option<PatternRule> Rule = PatternOptions.Rule();

    private static readonly Option<string?> Client = new("--client")
    {
        Description = "Write the result of this client only.",
        HelpName = "email",
    };

    public static Command Command()
    {
        var command = new Command(
            "analyze",
            "Compare every client's calls with their usual and save the result. Without options this updates the current list. "
            + "An earlier moment or the documented rule is written to history only; read it with breaks --as-of.")
        {
            AsOf,
            Rule,
            Client,
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
        var verb = new AnalyzeCallPatterns(asOf, parsed.GetValue(Rule), parsed.GetValue(Client));
        var done = await Waiting.ForAsync("Analysing call patterns", progress => verb.RunAsync(database, now, "person", new InEnglish(progress), ct));

        var format = parsed.GetValue(Output.Format);
        if (format != OutputFormat.Table)
        {
            Output.Write([done], format);
            return Door.Done;
        }
        var zone = BusinessSettings.BusinessZoneOf(done.BusinessZone);
        Console.WriteLine($"{done.Analyzed} clients analysed as of {Wording.Moment(done.AsOf, zone)} by the {done.Rule} rule.");
        Console.WriteLine($"  ▼ PATTERN_BREAK  {done.PatternBreaks,7}");
        Console.WriteLine($"  ▾ BELOW_PATTERN  {done.BelowPattern,7}");
        Console.WriteLine($"  ▲ ABOVE_PATTERN  {done.AbovePattern,7}");
        Console.WriteLine($"  ● NORMAL         {done.Normal,7}{(done.NotEnoughHistory > 0 ? $", {done.NotEnoughHistory} of them too new (too little history)" : "")}");
        foreach (var sentence in done.MissingData)
            Console.WriteLine($"  ! {sentence}");
        foreach (var sentence in done.VisitsLeftOut)
            Console.WriteLine($"  {sentence}");
        if (done.Together is { } together)
            Console.WriteLine($"  ! {together}");
        if (done.Logging is { } logging)
            Console.WriteLine($"  {logging}");
        Console.WriteLine(done.Written == 0
            ? "The results were the same; nothing was changed."
            : $"{done.Written} rows written{(done.Current ? "" : ", history only")}.");
        if (done.PatternBreaks + done.BelowPattern > 0)
            Console.WriteLine($"See them: vitals call-patterns breaks{(done.Current ? "" : $" --as-of {done.AnalysisDate:yyyy-MM-dd}{(done.Rule == "documented" ? " --rule documented" : "")}")}{(parsed.GetValue(Door.Demo) ? " --demo" : "")}");
        return Door.Done;
    }
}
