using System.CommandLine;
using ClientVitals.Database;
using ClientVitals.Sources;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls deliveries</c></summary>
internal static class DeliveriesCommand
{
    private static readonly Option<string?> Source = new("--source") { Description = "Only those of this source.", HelpName = "name" };

    private static readonly Option<int> Limit = new("--limit") { Description = "How many at most, the latest first.", HelpName = "number", DefaultValueFactory = _ => 20 };

    public static Command Command()
    {
        var command = new Command("deliveries", "What arrived, the latest first, each with its number and its account: files, messages, posts.") { Source, Limit, Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var page = await DeliveriesPage.ReadAsync(database, DatabaseIdentity.Service, parsed.GetValue(Source), parsed.GetValue(Limit), null, ct);
        Output.Write(
            page.Items,
            parsed.GetValue(Output.Format),
            new Column<RecordedDelivery>("id", one => one.Id),
            new("source", one => one.Source),
            new("name", one => one.Name),
            new("state", one => one.UndoneAt is null ? one.State : "undone"),
            new("started_at", one => one.StartedAt),
            new("read", one => one.Read),
            new("added", one => one.Added),
            new("unchanged", one => one.Unchanged),
            new("corrected", one => one.Corrected),
            new("rejected", one => one.Rejected),
            new("unmatched", one => one.Unmatched),
            new("undone_at", one => one.UndoneAt),
            new("error", one => one.Error));
        return Door.Done;
    }
}
