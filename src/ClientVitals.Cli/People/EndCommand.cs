using System.CommandLine;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Interventions;
using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people end</c>, <c>take-back-end</c> and <c>ends</c>: the day from which no calls are expected, also in advance.</summary>
internal static class EndCommand
{
    private static readonly Argument<string> Who = PeopleCommand.Client("client", "E-mail, phone number or id of the client.");

    private static readonly Argument<string?> Of = new("client")
    {
        Description = "E-mail, phone number or id of the client. Default: everybody.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<DateOnly?> On = PatternOptions.Date("--on", "The first day on which no calls are expected: the package's last day, the day of the agreed end.");
    private static readonly Option<string?> Note = new("--note") { Description = "What you want to remember.", HelpName = "text" };
    private static readonly Option<bool> Past = new("--past") { Description = "Include ends before today." };

    private static readonly Option<EndReason> Reason = new("--reason")
    {
        Description = "Why: package, agreed, left or other.",
        HelpName = "reason",
        DefaultValueFactory = _ => EndReason.Other,
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (word.All(char.IsAsciiLetter) && Enum.TryParse<EndReason>(word, ignoreCase: true, out var reason))
                return reason;
            result.AddError($"--reason is package, agreed, left or other, not {word}.");
            return default;
        },
    };

    public static Command End()
    {
        var command = new Command("end", "Enter the day a client leaves, also in advance. Up to that day calls are expected; from then on they are a former client. Example: vitals people end jane@example.com --on 2026-03-31 --reason package")
        {
            Who, On, Reason, Note,
        };
        On.Required = true;
        command.SetAction(EndAsync);
        return command;
    }

    public static Command TakeBack()
    {
        var command = new Command("take-back-end", "Undo vitals people end: the client stays, or leaves on the day that was entered before.") { Who };
        command.SetAction(TakeBackAsync);
        return command;
    }

    public static Command List()
    {
        var command = new Command("ends", "List who leaves or has left, the soonest first.") { Of, Past, Output.Format };
        command.SetAction(ListAsync);
        return command;
    }

    private static async Task<int> EndAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var on = parsed.GetRequiredValue(On)!.Value;
        var (client, done) = await database.DoAsync(
            async (work, ct) =>
            {
                var client = await FoundClient.RequireAsync(work.Connection, parsed.GetRequiredValue(Who), await PeopleCommand.RegionAsync(work.Connection, ct), ct);
                return (client, await new EndRelation(client.Id, on, parsed.GetValue(Reason), parsed.GetValue(Note)).RunAsync(work, ct));
            },
            ct);
        Console.WriteLine(done.WasThere
            ? $"That {client.Address} ends on {on:yyyy-MM-dd} was entered already; nothing was changed."
            : $"{client.Address} ends on {on:yyyy-MM-dd}: from that day on no calls are expected. To undo: vitals people take-back-end {client.Address}");
        return Door.Done;
    }

    private static async Task<int> TakeBackAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var (client, gone) = await database.DoAsync(
            async (work, ct) =>
            {
                var db = work.Connection;
                var client = await FoundClient.RequireAsync(db, parsed.GetRequiredValue(Who), await PeopleCommand.RegionAsync(db, ct), ct);
                var end = await RelationEnds.ReadAsync(db, client.Id, null, ct) is [var holds, ..] ? holds
                    : throw new PlainError($"No end is entered for {client.Address}; nothing was changed. See: vitals people ends");
                await new UndoEnd(client.Id, end.Id).RunAsync(work, ct);
                return (client, end);
            },
            ct);
        Console.WriteLine($"The end of {client.Address} on {gone.EndsOn:yyyy-MM-dd} is taken back.");
        return Door.Done;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var client = parsed.GetValue(Of) is { } who ? await FoundClient.RequireAsync(db, who, await PeopleCommand.RegionAsync(db, ct), ct) : null;
        var today = BusinessZone.Of((await BusinessSettings.InForceAsync(db, ct)).BusinessZone).DayOf(TimeProvider.System.GetUtcNow());
        var ends = await RelationEnds.ReadAsync(db, client?.Id, client is not null || parsed.GetValue(Past) ? null : today, ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(ends, format);
            return Door.Done;
        }
        if (ends.Count == 0)
        {
            Console.WriteLine($"No end is entered{(client is null ? "" : $" for {client.Address}")}. Enter one with `vitals people end`.");
            return Door.Done;
        }
        Output.Write(
            ends,
            format,
            new Column<RelationEnd>("client", e => e.ClientEmail),
            new("ends on", e => e.EndsOn),
            new("reason", e => e.Reason.ToLowerInvariant()),
            new("note", e => e.Note),
            new("entered by", e => e.EnteredBy));
        return Door.Done;
    }
}
