using System.CommandLine;
using ClientVitals.Database;
using ClientVitals.Sources;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls deliveries</c></summary>
internal static class DeliveriesCommand
{
    private static readonly Option<string?> Source = new("--source") { Description = "Only those of this source.", HelpName = "name" };

    private static readonly Option<int> Limit = new("--limit") { Description = "The most deliveries to list.", HelpName = "number", DefaultValueFactory = _ => 20 };

    public static Command Command()
    {
        var command = new Command("deliveries", "List what arrived (files, messages, posts), newest first, each with its number and its counts.") { Source, Limit, Output.Format };
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
