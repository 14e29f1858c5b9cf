using System.CommandLine;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Cli.People;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.Settings;

namespace ClientVitals.Cli.Interventions;

/// <summary><c>vitals interventions</c>: whom to contact, and what was done about it.</summary>
internal static class InterventionsCommand
{
    private static readonly Argument<long> Item = new("item") { Description = "The number of the item, as `list` prints it." };
    private static readonly Argument<long> Act = new("act") { Description = "The number of the act, as `act` and `show` print it." };

    private static readonly Argument<Outcome> What = new("outcome")
    {
        Description = "reached · no-answer (due again tomorrow, then every two days) · all-good (this is the new usual) · away (a pause from the day the silence began) · left (a former client) · snoozed · note.",
        HelpName = "reached|no-answer|all-good|away|left|snoozed|note",
        CustomParser = result =>
        {
            if (OutcomeWords.Read(result.Tokens[0].Value) is { } outcome)
                return outcome;
            result.AddError($"The outcome must be one of {OutcomeWords.All}, not {result.Tokens[0].Value}.");
            return default;
        },
    };

    private static readonly Option<DateOnly?> Until = PatternOptions.Date("--until", "With away: first day back, default not known. With snoozed: when it is due again.");
    private static readonly Option<string?> Note = new("--note") { Description = "What you want to remember.", HelpName = "text" };
    private static readonly Option<string?> Coach = new("--coach") { Description = "Only this coach's book, by name.", HelpName = "name" };

    private static readonly Option<string> State = new("--state")
    {
        Description = "due (to contact today), waiting (due, and not on Today), open, closed or all.",
        HelpName = "due|waiting|open|closed|all",
        DefaultValueFactory = _ => "due",
    };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "The colleague, by the e-mail or the name of their account; left out, it goes back to the client's coach.",
        HelpName = "email|name",
    };

    public static Command Command() => new("interventions", "Clients to contact: today's queue, and what was done about it.")
    {
        Made(new Command("list", "List the clients to contact today, or other items, newest first.") { State, Coach, PeopleCommand.Limit, Output.Format }, ListAsync),
        Made(new Command("show", "Show one item and everything that was done about it.") { Item, Output.Format }, ShowAsync),
        Made(new Command("act", "Record what was done about an item. Example: vitals interventions act 12 snoozed --until 2026-01-12") { Item, What, Until, Note }, ActAsync),
        Made(new Command("hand-over", "Hand an item over to a colleague who may see the client. Example: vitals interventions hand-over 12 --to fatima@example.com") { Item, To }, HandOverAsync),
        EffectCommand.Command(),
        PlaybooksCommand.Command(),
        Made(new Command("run", "Complete today's queue now, as the job at 10:30 does: items for fallen health scores, packages that run out and new coaches, and what became of earlier ones."), RunAsync),
        Made(new Command("undo", "Undo an act, and the pause, the end or the new usual that came with it.") { Act }, UndoAsync),
    };

    private static Command Made(Command command, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        command.SetAction(run);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var done = await SuggestDaily.NowAsync(database, Acting.Self, "person", TimeProvider.System.GetUtcNow(), ct);
        Console.WriteLine(
            $"Opened {done.Opened} (health {done.Zones}, packages {done.Packages}, new coaches {done.Owners}; held out by lot {done.HeldOut}), worse {done.Worsened}, closed {done.Closed}, outcome known of {done.Measured} more.");
        Console.WriteLine($"On Today: {done.OnToday}. Waiting: {done.OverLimit} because their coach's day is full, {done.SameClient} beside another item of the client.");
        return Door.Done;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var which = new InterventionsPage.Which(parsed.GetValue(State)!, parsed.GetValue(Coach));
        var today = await TodayAsync(database, ct);
        var (items, most, after) = (new List<Intervention>(), parsed.GetValue(PeopleCommand.Limit), (string?)null);
        do
        {
            var page = await InterventionsPage.ReadAsync(database, DatabaseIdentity.Service, which, today, Math.Min(Cursor.LargestPage, most - items.Count), after, ct);
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null && items.Count < most);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(items, format);
            return Door.Done;
        }
        if (items.Count == 0)
        {
            Console.WriteLine(which.State == "due" ? "Nobody is to be contacted today." : "There is no such item.");
            return Door.Done;
        }
        Output.Write(
            items,
            format,
            new Column<Intervention>("item", i => i.Id),
            new("client", i => i.ClientName == i.ClientEmail ? i.ClientName : $"{i.ClientName} <{i.ClientEmail}>"),
            new("coach", i => i.AssignedCoach),
            new("handed to", i => i.AssignedTo),
            new("priority", i => i.Priority),
            new("due", i => i.DueOn),
            new("last act", i => i.Outcome is null ? null : $"{i.Outcome} by {i.ExecutedBy}"),
            new("why", i => i.TriggerReason));
        if (after is not null)
            Console.WriteLine($"Only the first {items.Count}; --limit lists more.");
        return Door.Done;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var number = parsed.GetRequiredValue(Item);
        var item = await InterventionsPage.OfAsync(database, DatabaseIdentity.Service, number, await TodayAsync(database, ct), ct)
            ?? throw new PlainError($"There is no item {number}; `vitals interventions list` shows the items.");
        var events = await ItemEvent.OfAsync(database, DatabaseIdentity.Service, number, ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(events, format);
            return Door.Done;
        }
        Console.WriteLine($"{item.ClientName} <{item.ClientEmail}>, coach {item.AssignedCoach ?? "–"}: {item.Status}, {item.Priority}");
        Console.WriteLine(item.TriggerReason);
        Output.Write(
            events,
            format,
            new Column<ItemEvent>("act", e => e.Id),
            new("what", e => e.Word is null ? e.Kind : $"{e.Kind}: {e.Word}"),
            new("when", e => e.MadeAt),
            new("by", e => e.MadeBy),
            new("until", e => e.Until),
            new("due again", e => e.DueDate),
            new("undone", e => e.UndoneAt),
            new("note", e => e.Note));
        return Door.Done;
    }

    private static async Task<int> ActAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var done = await database.DoAsync(
            new RecordOutcome(parsed.GetRequiredValue(Item), parsed.GetRequiredValue(What), parsed.GetValue(Until), parsed.GetValue(Note)), ct);
        Console.WriteLine(done.WasThere
            ? "The same was recorded today already; nothing was changed."
            : $"Act {done.Id} is recorded{(done.DueOn is { } due ? $"; the item is due again on {due:yyyy-MM-dd}" : "")}. To undo: vitals interventions undo {done.Id}");
        return Door.Done;
    }

    private static async Task<int> HandOverAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var done = await database.DoAsync(new HandOver(parsed.GetRequiredValue(Item), parsed.GetValue(To)), ct);
        var whose = done.AssignedTo ?? "the client's coach";
        Console.WriteLine(done.Id is { } id
            ? $"The item is handed over to {whose}. To undo: vitals interventions undo {id}"
            : $"The item is with {whose} already; nothing was changed.");
        return Door.Done;
    }

    private static async Task<int> UndoAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var undone = await database.DoAsync(new UndoAct(parsed.GetRequiredValue(Act)), ct);
        Console.WriteLine($"The act ({undone.Kind}) is undone, and what it changed with it.");
        return Door.Done;
    }

    private static async Task<DateOnly> TodayAsync(VitalsDatabase database, CancellationToken ct) =>
        BusinessZone.Of((await BusinessSettings.InForceAsync(database, ct)).BusinessZone).DayOf(TimeProvider.System.GetUtcNow());
}
