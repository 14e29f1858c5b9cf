using System.CommandLine;
using ClientVitals.Cli.People;
using ClientVitals.Database;
using ClientVitals.Interventions.Playbooks;
using ClientVitals.People;

namespace ClientVitals.Cli.Interventions;

/// <summary><c>vitals interventions playbooks</c>: what is done about which cause, and a new version of one.</summary>
internal static class PlaybooksCommand
{
    private static readonly Argument<string> Key = new("playbook") { Description = "Its name, as `playbooks` prints it." };

    private static readonly Option<string?> Condition = new("--condition") { Description = "On which causes it is used: status = RED and risk >= 40. Terms: status, days, risk, value. Empty = on all of its kind.", HelpName = "terms" };

    private static readonly Option<string?> Priority = new("--priority") { Description = "CRITICAL, HIGH, MEDIUM or LOW.", HelpName = "priority" };

    private static readonly Option<string?> Channel = new("--channel") { Description = "How the client is contacted: Phone call.", HelpName = "text" };

    private static readonly Option<string?> Timing = new("--timing") { Description = "By when, in words: Within 24 hours.", HelpName = "text" };

    private static readonly Option<int?> Due = new("--due-days") { Description = "By when, in days after the item was opened, 0 to 60.", HelpName = "days" };

    private static readonly Option<bool?> Listed = new("--listed") { Description = "Whether its items are on Today.", HelpName = "true|false" };

    private static readonly Option<string?> Template = new("--template") { Description = "The draft of a message; {first_name}, {coach} and {days} are filled in.", HelpName = "text" };

    private static readonly Option<int?> CoolDown = new("--cool-down-days") { Description = "Days after an item ended in which no new one of the same kind is opened for the client, 0 to 366.", HelpName = "days" };

    private static readonly Option<decimal?> HoldOut = new("--hold-out-percent") { Description = "Share of clients who are held out by lot so that the effect can be measured, 0 to 50. Never critical ones, nor clients marked with `never-withhold`.", HelpName = "percent" };

    private static readonly Option<bool?> On = new("--on") { Description = "false switches it off.", HelpName = "true|false" };

    private static readonly Argument<string> Client = new("client") { Description = "The client's e-mail, phone number or id." };

    private static readonly Option<bool> Undo = new("--undo") { Description = "Take the mark back." };

    public static Command Command()
    {
        var list = new Command("playbooks", "Say what is done about which cause, by when and with which words; or change it, as a new version.") { Output.Format };
        list.SetAction(ListAsync);
        var change = new Command("change", "Add a version of a playbook: what is given changes, the rest stays. Example: vitals interventions playbooks change zone-red --hold-out-percent 20")
        {
            Key, Condition, Priority, Channel, Timing, Due, Listed, Template, CoolDown, HoldOut, On,
        };
        change.SetAction(ChangeAsync);
        list.Add(change);
        var never = new Command("never-withhold", "Mark a client as one who is never held out for a comparison.") { Client, Undo };
        never.SetAction(NeverAsync);
        list.Add(never);
        return list;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        Output.Write(
            await KeptPlaybooks.ReadAsync(database, DatabaseIdentity.Service, ct),
            parsed.GetValue(Output.Format),
            new Column<Playbook>("playbook", p => p.Key),
            new("version", p => p.Version),
            new("cause", p => p.CauseKind),
            new("condition", p => p.Condition),
            new("type", p => p.InterventionType),
            new("priority", p => p.Priority),
            new("channel", p => p.Channel),
            new("timing", p => p.Timing),
            new("cool_down_days", p => p.CoolDownDays),
            new("hold_out_percent", p => p.HoldOutShare * 100),
            new("open_items", p => p.OpenItems),
            new("on", p => p.IsOn));
        return Door.Done;
    }

    private static async Task<int> ChangeAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var changed = await database.DoAsync(
            new ChangePlaybook(
                parsed.GetRequiredValue(Key), parsed.GetValue(Condition), parsed.GetValue(Priority)?.ToUpperInvariant(), parsed.GetValue(Channel), parsed.GetValue(Timing), parsed.GetValue(Due),
                parsed.GetValue(Listed), parsed.GetValue(Template), parsed.GetValue(CoolDown), parsed.GetValue(HoldOut), parsed.GetValue(On)),
            ct);
        Console.WriteLine(changed.IsNew
            ? $"Version {changed.Version} of {changed.Key} holds from now on. Items that are open keep the version they follow."
            : $"Version {changed.Version} of {changed.Key} says so already; nothing was changed.");
        return Door.Done;
    }

    private static async Task<int> NeverAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var changed = await database.DoAsync(
            async (work, stop) =>
            {
                var db = work.Connection;
                var client = await FoundClient.RequireAsync(db, parsed.GetRequiredValue(Client), await PeopleCommand.RegionAsync(db, stop), stop);
                return await new NeverWithhold(client.Id, !parsed.GetValue(Undo)).RunAsync(work, stop);
            },
            ct);
        Console.WriteLine(changed ? "Done." : "It was so already; nothing was changed.");
        return Door.Done;
    }
}
