using System.CommandLine;
using ClientVitals.People;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people own-addresses</c>: numbers and e-mails of the business and of tests.</summary>
internal static class OwnAddressesCommand
{
    private static readonly Option<string[]> Add = new("--add")
    {
        Description = "Numbers, e-mails, or *@example.com for every e-mail of a domain.",
        HelpName = "address",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Remove = new("--remove") { Description = "Take these off the list, as it shows them.", HelpName = "address", AllowMultipleArgumentsPerToken = true };

    public static Command Command()
    {
        var command = new Command("own-addresses", "Show or change the list of own and test addresses: calls with them belong to no client and make none.") { Add, Remove };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var (add, remove) = (parsed.GetValue(Add) ?? [], parsed.GetValue(Remove) ?? []);
        var settings = await database.DoAsync(
            async (work, ct) =>
            {
                var before = await PeopleSettings.Section.InForceAsync(work.Connection, ct);
                return add.Length + remove.Length == 0 ? before : await new ChangeOwnAddresses([.. before.OwnAddresses.Except(remove), .. add]).RunAsync(work, ct);
            },
            ct);
        foreach (var address in settings.OwnAddresses)
            Console.WriteLine(address);
        if (settings.OwnAddresses.Count == 0)
            Console.WriteLine("No own or test address is listed yet; add one: vitals people own-addresses --add +97144400001 \"*@example.com\"");
        return Door.Done;
    }
}
