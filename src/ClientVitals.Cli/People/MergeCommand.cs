using System.CommandLine;
using ClientVitals.Cli.Db;
using ClientVitals.Database;
using ClientVitals.People;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people merge KEEP GONE</c></summary>
internal static class MergeCommand
{
    private static readonly Argument<string> Keep = PeopleCommand.Client("keep", "An e-mail, number or the id of the client who stays.");
    private static readonly Argument<string> Gone = PeopleCommand.Client("gone", "The same of the client who is the same person and goes.");
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask." };

    public static Command Command()
    {
        var command = new Command("merge", "Two clients are one person: calls, addresses, pauses and history of the second go to the first. Cannot be undone; asks before it begins.")
        {
            Keep, Gone, Yes,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var (keep, gone) = (await FoundAsync(database, parsed.GetRequiredValue(Keep), ct), await FoundAsync(database, parsed.GetRequiredValue(Gone), ct));
        if (keep.Id != gone.Id && !DbCommand.Agrees($"Give everything of {gone.Address} to {keep.Address}? It cannot be undone.", parsed.GetValue(Yes)))
        {
            Console.WriteLine("Nothing was changed.");
            return Door.Failed;
        }
        var done = await database.DoAsync(new MergeClients(keep.Id.ToString(), gone.Id.ToString()), ct);
        Console.WriteLine($"{gone.Address} is {keep.Address} from now on; {done.Calls:N0} calls went over. The next analysis judges the joined history.");
        return Door.Done;
    }

    private static async Task<FoundClient> FoundAsync(VitalsDatabase database, string address, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await FoundClient.RequireAsync(db, address, await PeopleCommand.RegionAsync(db, ct), ct);
    }
}
