using System.CommandLine;
using ClientVitals.Cli.Db;
using ClientVitals.Database;
using ClientVitals.People;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people merge KEEP GONE</c></summary>
internal static class MergeCommand
{
    private static readonly Argument<string> Keep = PeopleCommand.Client("keep", "E-mail, phone number or id of the client to keep.");
    private static readonly Argument<string> Gone = PeopleCommand.Client("gone", "The same for the duplicate, which is merged into the first and then gone.");
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask for confirmation." };

    public static Command Command()
    {
        var command = new Command("merge", "Merge two clients who are one person: calls, addresses, pauses and history of the second move to the first. Cannot be undone; asks before it begins.")
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
        if (keep.Id != gone.Id && !DbCommand.Agrees($"Merge {gone.Address} into {keep.Address}? It cannot be undone.", parsed.GetValue(Yes)))
        {
            Console.WriteLine("Nothing was changed.");
            return Door.Failed;
        }
        var done = await database.DoAsync(new MergeClients(keep.Id.ToString(), gone.Id.ToString()), ct);
        Console.WriteLine($"{gone.Address} is merged into {keep.Address}; {done.Calls:N0} calls moved. The next analysis judges the merged history.");
        return Door.Done;
    }

    private static async Task<FoundClient> FoundAsync(VitalsDatabase database, string address, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await FoundClient.RequireAsync(db, address, await PeopleCommand.RegionAsync(db, ct), ct);
    }
}
