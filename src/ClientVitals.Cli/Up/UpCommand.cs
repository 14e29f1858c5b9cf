using System.CommandLine;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Cli.Db;
using ClientVitals.Cli.Serve;
using ClientVitals.Migrations;
using ClientVitals.Settings;

namespace ClientVitals.Cli.Up;

/// <summary><c>vitals up</c>: makes the database ready and says what to do next; with <c>--demo</c>, shows the whole with a simulated business.</summary>
internal static class UpCommand
{
    private static readonly Option<bool> Reset = new("--reset")
    {
        Description = "With --demo: delete the demo's database and start over.",
    };

    private static readonly Option<bool> NoServe = new("--no-serve")
    {
        Description = "Prepare everything, but do not start the server.",
    };

    public static Command Command()
    {
        var command = new Command(
            "up",
            "Prepare the database, say what to do next, and start the server. With --demo: fill a separate database with 200 simulated clients "
            + "and 26 weeks of calls, analyse them, and serve that; meanwhile its last 60 days are filled in day by day, with sessions, packages, payments and "
            + "health scores. Started again on a later day, the demo goes on to that day.")
        {
            Reset,
            NoServe,
        };
        foreach (var option in ServeCommand.Where)
            command.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            var at = ServeCommand.At(parsed);
            var demo = parsed.GetValue(Door.Demo);
            if (!demo && parsed.GetValue(Reset))
                throw new PlainError("--reset starts the demo over and works only with --demo; your own database is never dropped.");
            var code = demo ? await DemoTown.ShowAsync(parsed.GetValue(Reset), TimeProvider.System.GetUtcNow(), cancel) : await RunAsync(parsed, cancel);
            if (code != Door.Done || parsed.GetValue(NoServe) && !demo)
                return code;
            Console.WriteLine();
            await using var database = Door.Database(parsed);
            if (parsed.GetValue(NoServe))
                return await DemoPast.LiveAsync(database, cancel) ? Door.Done : Door.Failed;
            return await new Serving(database, at) { Beside = demo ? stop => DemoPast.LiveAsync(database, stop) : null }.RunAsync(cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var database = Door.Database(parsed);
        var push = new PushMigrations(database, MigrationFile.Folder());
        if (!database.IsEmbedded && (await push.PlanAsync(cancel)).Count is var pending and > 0)
        {
            // A server of one's own may be a live one: its schema changes when somebody says so.
            throw new PlainError($"{pending} migrations are pending for {database.Where}; look at them with vitals db push --dry-run, apply them with vitals db push.");
        }
        var steps = await push.RunAsync(step => DbCommand.Say('+', step), cancel);
        Console.WriteLine(steps.Count > 0 ? $"Ready: {database.Where}." : $"Ready, nothing to do: {database.Where}.");

        await using var db = await database.OpenAsync(cancel);
        var analysis = await LastAnalysis.ReadAsync(db, cancel);
        if (analysis.Clients > 0)
        {
            var settings = await BusinessSettings.InForceAsync(db, cancel);
            Console.WriteLine(analysis.Sentence(TimeProvider.System.GetUtcNow(), settings.Zone));
            return Door.Done;
        }
        Console.WriteLine(
            """

            There are no clients yet. In the browser, Today shows what to do first. On the command line:
              vitals settings --zone Asia/Dubai       the time zone of your business
              vitals calls import calls.csv           your calls; .gz and standard input too
              vitals call-patterns analyze            compare each client with their usual
              vitals call-patterns breaks             who to contact, worst first

            Or look at the demo first, in its own database: vitals up --demo
            """);
        return Door.Done;
    }
}
