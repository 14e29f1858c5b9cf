using System.CommandLine;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.People;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people pause</c>, <c>resume</c> and <c>pauses</c>: days on which silence means nothing.</summary>
internal static class PauseCommand
{
    private static readonly Argument<string?> Who = new("client")
    {
        Description = "E-mail, phone number or id of the client; leave it out with --everybody.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Everybody = new("--everybody") { Description = "All clients at once, such as for Ramadan or a closed week." };
    private static readonly Option<DateOnly?> From = PatternOptions.Date("--from", "First day away. Default: today.");
    private static readonly Option<DateOnly?> Until = PatternOptions.Date("--until", "First day back. Default: open, until resume.");
    private static readonly Option<DateOnly?> On = PatternOptions.Date("--on", "First day back. Default: today.");
    private static readonly Option<string?> Note = new("--note") { Description = "What you want to remember.", HelpName = "text" };
    private static readonly Option<bool> Past = new("--past") { Description = "Include pauses that have ended." };

    private static readonly Option<PauseReason> Reason = new("--reason")
    {
        Description = "Why: holiday, illness, injury, travel, ramadan, closed or other.",
        HelpName = "reason",
        DefaultValueFactory = _ => PauseReason.Other,
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (word.All(char.IsAsciiLetter) && Enum.TryParse<PauseReason>(word, ignoreCase: true, out var reason))
                return reason;
            result.AddError($"--reason is holiday, illness, injury, travel, ramadan, closed or other, not {word}.");
            return default;
        },
    };

    public static Command Pause()
    {
        var command = new Command("pause", "Enter a pause of a client, or of everybody (a business closure): on those days no calls are expected. Example: vitals people pause jane@example.com --from 2025-12-20 --until 2026-01-06 --reason holiday")
        {
            Who, Everybody, From, Until, Reason, Note,
        };
        command.SetAction(PauseAsync);
        return command;
    }

    public static Command Resume()
    {
        var command = new Command("resume", "End the pauses of a client, or of everybody, with the first day back.") { Who, Everybody, On };
        command.SetAction(ResumeAsync);
        return command;
    }

    public static Command List()
    {
        var command = new Command("pauses", "List current and planned pauses: of one client (with those of everybody), or all.") { Who, Past, Output.Format };
        command.SetAction(ListAsync);
        return command;
    }

    private static async Task<int> PauseAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var work = await database.BeginAsync(Acting.Self, TimeProvider.System.GetUtcNow(), ct);
        var db = work.Connection;
        var client = await ClientAsync(parsed, db, ct);
        var from = parsed.GetValue(From) ?? await TodayAsync(db, work.Now, ct);
        var done = await new EnterPause(client?.Id, from, parsed.GetValue(Until), parsed.GetValue(Reason), parsed.GetValue(Note))
            .RunAsync(work, ct);
        await work.CommitAsync(ct);
        var whose = client?.Address ?? "Everybody";
        var until = parsed.GetValue(Until) is { } back ? $"until {back:yyyy-MM-dd}, the first day back" : "until further notice";
        Console.WriteLine(done.WasThere
            ? $"{whose} is already paused ({from:yyyy-MM-dd} {until}); nothing was changed."
            : $"{whose} is paused from {from:yyyy-MM-dd} {until}. The next analysis takes those days out.");
        return Door.Done;
    }

    private static async Task<int> ResumeAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var work = await database.BeginAsync(Acting.Self, TimeProvider.System.GetUtcNow(), ct);
        var db = work.Connection;
        var client = await ClientAsync(parsed, db, ct);
        var on = parsed.GetValue(On) ?? await TodayAsync(db, work.Now, ct);
        var ended = await new EndPause(client?.Id, on).RunAsync(work, ct);
        await work.CommitAsync(ct);
        var whose = client?.Address ?? "Everybody";
        Console.WriteLine(ended == 0
            ? $"{whose} has no pause on {on:yyyy-MM-dd}; nothing was changed. See: vitals people pauses"
            : $"{whose} is back on {on:yyyy-MM-dd}; {ended} {(ended == 1 ? "pause ends" : "pauses end")} that day.");
        return Door.Done;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var client = parsed.GetValue(Who) is { } who ? await FoundClient.RequireAsync(db, who, await PeopleCommand.RegionAsync(db, ct), ct) : null;
        DateOnly? from = parsed.GetValue(Past) ? null : await TodayAsync(db, TimeProvider.System.GetUtcNow(), ct);
        var pauses = await Pauses.ReadAsync(db, client?.Id, from, ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(pauses, format);
            return Door.Done;
        }
        if (pauses.Count == 0)
        {
            Console.WriteLine($"No pause {(from is null ? "was ever entered" : "is current or planned")}{(client is null ? "" : $" for {client.Address}")}. Enter one with `vitals people pause`.");
            return Door.Done;
        }
        Output.Write(
            pauses,
            format,
            new Column<EnteredPause>("client", p => p.ClientEmail ?? "everybody"),
            new("from", p => p.StartsOn),
            new("until", p => p.EndsOn),
            new("reason", p => p.Reason.ToLowerInvariant()),
            new("note", p => p.Note),
            new("entered by", p => p.EnteredBy));
        return Door.Done;
    }

    private static async Task<FoundClient?> ClientAsync(ParseResult parsed, NpgsqlConnection db, CancellationToken ct)
    {
        var (who, everybody) = (parsed.GetValue(Who), parsed.GetValue(Everybody));
        if (who is null != everybody)
            throw new PlainError(everybody ? "Name a client or say --everybody, not both." : "Name the client, or say --everybody.");
        return who is null ? null : await FoundClient.RequireAsync(db, who, await PeopleCommand.RegionAsync(db, ct), ct);
    }

    private static async Task<DateOnly> TodayAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        BusinessZone.Of((await BusinessSettings.InForceAsync(db, ct)).BusinessZone).DayOf(now);
}
