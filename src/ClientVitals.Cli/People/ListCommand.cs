using System.CommandLine;
using ClientVitals.Calls;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people list</c></summary>
internal static class ListCommand
{
    private static readonly Option<string?> Search = new("--search") { Description = "Only clients whose name, e-mail or number contains this.", HelpName = "text" };

    public static Command Command()
    {
        var command = new Command("list", "List clients by name, with the number of calls of each.") { Search, PeopleCommand.Limit, Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var (search, limit, format) = (parsed.GetValue(Search), parsed.GetValue(PeopleCommand.Limit), parsed.GetValue(Output.Format));
        var clients = await ClientsWithCalls.ReadAsync(db, search, null, limit, TimeProvider.System.GetUtcNow(), ct);
        if (clients.Count == 0 && format == OutputFormat.Table)
        {
            Console.WriteLine(search is null ? "There are no clients yet; vitals calls import makes them." : $"No client's name or address contains \"{search}\".");
            return Door.Done;
        }
        Output.Write(
            clients,
            format,
            new Column<ClientWithCalls>("email", c => c.Email),
            new("phone", c => c.Phone),
            new("name", c => c.Name),
            new("coach", c => c.Coach),
            new("status", c => c.Status),
            new("source", c => c.Source),
            new("calls", c => c.Calls),
            new("last_call", c => c.Last),
            new("id", c => c.Id));
        if (clients.Count == limit && format == OutputFormat.Table)
            await Console.Error.WriteLineAsync($"The first {limit}; --limit shows more, --search fewer.");
        return Door.Done;
    }
}
