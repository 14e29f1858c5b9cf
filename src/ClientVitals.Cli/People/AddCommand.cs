using System.CommandLine;
using ClientVitals.Calls;
using ClientVitals.People;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people add ADDRESS…</c></summary>
internal static class AddCommand
{
    private static readonly Argument<string[]> Addresses = new("address") { Description = "E-mails and phone numbers of one person.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> First = new("--firstname") { Description = "First name, where the client has no name yet.", HelpName = "name" };
    private static readonly Option<string?> Last = new("--lastname") { Description = "Last name, likewise.", HelpName = "name" };
    private static readonly Option<string?> Coach = new("--coach") { Description = "The coach, where the client has none yet.", HelpName = "name" };

    public static Command Command()
    {
        var command = new Command(
            "add",
            "Say that these addresses belong to one person: a client who has one of them gets the others; if nobody has one, a client is made. Unmatched calls with these addresses are matched. Example: vitals people add jane@example.com \"050 123 4567\"")
        {
            Addresses, First, Last, Coach,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        string region;
        await using (var db = await database.OpenAsync(ct))
            region = await PeopleCommand.RegionAsync(db, ct);
        var add = new AddClient(parsed.GetRequiredValue(Addresses), parsed.GetValue(First), parsed.GetValue(Last), parsed.GetValue(Coach), region);
        var (done, matched) = await database.DoAsync(async (work, ct) => (await add.RunAsync(work, ct), await new MatchCalls().RunAsync(work, ct)), ct);
        Console.WriteLine($"{(done.IsNew ? "A client was made" : "The client is known")}; {done.Added} {(done.Added == 1 ? "address" : "addresses")} added; {matched:N0} unmatched calls were matched.");
        return Door.Done;
    }
}
