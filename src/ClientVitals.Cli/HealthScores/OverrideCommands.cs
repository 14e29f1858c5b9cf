using System.CommandLine;
using System.Globalization;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Database;
using ClientVitals.HealthScores.Overrides;
using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Cli.HealthScores;

/// <summary><c>vitals health set</c>, <c>unset</c> and <c>overrides</c>: zones set by hand.</summary>
internal static class OverrideCommands
{
    private static readonly Argument<string> Address = new("address") { Description = "An e-mail, a phone number, or a client's id." };
    private static readonly Option<string?> Zone = new("--zone") { Description = "RED, YELLOW, GREEN or PURPLE.", HelpName = "zone" };
    private static readonly Option<decimal?> Score = new("--score") { Description = "0 to 100; its zone follows from the scorecard in force.", HelpName = "points" };
    private static readonly Option<DateOnly?> Until = PatternOptions.Date("--until", "The last day on which it holds, at most 90 days ahead. Default: in two weeks.");
    private static readonly Option<string> Reason = new("--reason") { Description = "Why.", HelpName = "text", Required = true };

    public static Command Set()
    {
        var command = new Command("set", "Set a client's zone by hand, with a reason and a last day. The computed score goes on beside it and is what statistics count. Example: vitals health set jane@example.com --zone YELLOW --until 2026-12-14 --reason \"Moves house\"")
        {
            Address, Zone, Score, Until, Reason,
        };
        command.SetAction(SetAsync);
        return command;
    }

    public static Command Unset()
    {
        var command = new Command("unset", "Take back what is set by hand for a client; what was set before it holds again while it runs.") { Address };
        command.SetAction(UnsetAsync);
        return command;
    }

    public static Command List()
    {
        var command = new Command("overrides", "List zones set by hand that hold today, with what is computed beside them.") { Output.Format };
        command.SetAction(ListAsync);
        return command;
    }

    /// <summary>"Set to 60 YELLOW by Anna until 2026-12-14: why; computed: 82 GREEN".</summary>
    public static string Sentence(HealthOverride set) =>
        $"Set to {(set.Score is { } score ? Number(score) + " " : "")}{set.Zone} by {set.SetBy} until {set.LastDay:yyyy-MM-dd}: {set.Reason}; computed: {Computed(set)}";

    private static async Task<int> SetAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var work = await database.BeginAsync(Acting.Self, TimeProvider.System.GetUtcNow(), ct);
        var (client, today) = await OfAsync(parsed, work, ct);
        var last = parsed.GetValue(Until) ?? today.AddDays(14);
        var done = await new OverrideHealth(client.Id, parsed.GetValue(Zone), parsed.GetValue(Score), last, parsed.GetValue(Reason)).RunAsync(work, ct);
        await work.CommitAsync(ct);
        Console.WriteLine(done.WasThere
            ? $"{client.Address} is set to {done.Zone} until {last:yyyy-MM-dd} already; nothing was changed."
            : $"{client.Address} is listed as {done.Zone} until {last:yyyy-MM-dd}. Take it back with: vitals health unset {client.Address}");
        return Door.Done;
    }

    private static async Task<int> UnsetAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var work = await database.BeginAsync(Acting.Self, TimeProvider.System.GetUtcNow(), ct);
        var (client, today) = await OfAsync(parsed, work, ct);
        if (await HealthOverrides.OfAsync(work.Connection, client.Id, today, ct) is not { } set || !await new TakeBackOverride(client.Id, set.Id).RunAsync(work, ct))
            throw new PlainError($"Nothing is set by hand for {client.Address} today. See: vitals health overrides");
        var left = await HealthOverrides.OfAsync(work.Connection, client.Id, today, ct);
        await work.CommitAsync(ct);
        Console.WriteLine(left is null ? $"{client.Address} is listed by the computed score again: {Computed(set)}." : $"What was set before holds again. {Sentence(left)}");
        return Door.Done;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var today = BusinessZone.Of((await BusinessSettings.InForceAsync(database, ct)).BusinessZone).DayOf(TimeProvider.System.GetUtcNow());
        var rows = await HealthOverrides.ReadAsync(database, DatabaseIdentity.Service, today, ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(rows, format);
            return Door.Done;
        }
        if (rows.Count == 0)
        {
            Console.WriteLine("No zone is set by hand today. Set one with `vitals health set`.");
            return Door.Done;
        }
        Output.Write(
            rows,
            OutputFormat.Table,
            new Column<HealthOverride>("client", row => row.ClientEmail ?? row.ClientId.ToString()),
            new("set to", row => row.Score is { } score ? $"{Number(score)} {row.Zone}" : row.Zone),
            new("until", row => row.LastDay),
            new("computed", Computed),
            new("by", row => row.SetBy),
            new("reason", row => row.Reason));
        return Door.Done;
    }

    private static async Task<(FoundClient Client, DateOnly Today)> OfAsync(ParseResult parsed, UnitOfWork work, CancellationToken ct)
    {
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        return (await FoundClient.RequireAsync(work.Connection, parsed.GetRequiredValue(Address), settings.PhoneRegion, ct), BusinessZone.Of(settings.BusinessZone).DayOf(work.Now));
    }

    private static string Computed(HealthOverride set) => set.ComputedScore is { } score ? $"{Number(score)} {set.ComputedZone}" : "unknown";

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
