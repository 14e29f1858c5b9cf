using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Cli.Db;
using ClientVitals.Database;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people erase ADDRESS</c></summary>
internal static class EraseCommand
{
    private static readonly Argument<string> Address = PeopleCommand.Client("address", "An e-mail, a phone number, or the client's id.");
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask for confirmation." };

    public static Command Command()
    {
        var command = new Command(
            "erase",
            "Erase a person from the database for good: client, addresses, calls, history, episodes, the archive of rollbacks. Also removes their addresses in any spelling, and their name, from every text that mentions them: notes, rejected lines, file names, saved views, stored responses, uploads. Shows what will be erased and asks first.")
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
        Console.WriteLine($"Known as {string.Join(", ", goes.Addresses)}. What will be erased: {goes.Clients:N0} {(goes.Clients == 1 ? "client" : "clients")}, {goes.Calls:N0} calls, {goes.Judgements:N0} judgements and episodes, {goes.Pauses:N0} pauses; and the person's mentions in {goes.Mentions:N0} {(goes.Mentions == 1 ? "row" : "rows")}, their own included.");
        if (goes.HasNamesake)
            Console.WriteLine("Somebody else has the same name: the name stays where no address of this person is beside it.");
        if (!DbCommand.Agrees($"Erase this person from {database.Where}? It cannot be undone.", parsed.GetValue(Yes)))
        {
            Console.WriteLine("Nothing was changed.");
            return Door.Failed;
        }
        var done = await erase.RunAsync(database, ct, (Actor.CommandLine(Environment.UserName).Who, TimeProvider.System.GetUtcNow()), VitalsHome.Find());
        Console.WriteLine("Erased.");
        foreach (var place in done.Redacted)
            Console.WriteLine(place.Rows == 0 ? $"Deleted the upload {place.Where}, which named the person." : $"Redacted {place.Rows:N0} {(place.Rows == 1 ? "row" : "rows")} in {place.Where}.");
        Console.WriteLine("Not reached: exports, earlier backups, *.rejects.csv files beside files imported from this command line, uploads on another server. Importing an export that still contains the person brings them back.");
        return Door.Done;
    }
}
