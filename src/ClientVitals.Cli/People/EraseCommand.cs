using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Cli.Db;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people erase ADDRESS</c></summary>
internal static class EraseCommand
{
    private static readonly Argument<string> Address = PeopleCommand.Client("address", "An e-mail, a phone number, or the client's id.");
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask." };

    public static Command Command()
    {
        var command = new Command(
            "erase",
            "Take a person out of the database for good: client, addresses, calls, history, episodes, the archive of rollbacks; and black the addresses out of every text that mentions them. Says what goes and asks first. Files outside the database stay.")
        {
            Address, Yes,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var erase = new ErasePerson(parsed.GetRequiredValue(Address));
        var goes = await erase.PlanAsync(database, ct);
        Console.WriteLine($"Known as {string.Join(", ", goes.Addresses)}. What goes: {goes.Clients:N0} {(goes.Clients == 1 ? "client" : "clients")}, {goes.Calls:N0} calls, {goes.Judgements:N0} judgements and episodes, {goes.Pauses:N0} pauses.");
        if (!DbCommand.Agrees($"Erase this person from {database.Where}? It cannot be undone.", parsed.GetValue(Yes)))
        {
            Console.WriteLine("Nothing was changed.");
            return Door.Failed;
        }
        var done = await erase.RunAsync(database, ct, (Actor.CommandLine(Environment.UserName).Who, TimeProvider.System.GetUtcNow()));
        Console.WriteLine($"Erased. In {done.Mentions:N0} other rows the addresses were taken out.");
        Console.WriteLine("Not reached: exports and *.rejects.csv files on disk, earlier backups, names written in other people's notes. An export that still holds the person brings it back.");
        return Door.Done;
    }
}
