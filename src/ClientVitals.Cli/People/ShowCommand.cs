using System.CommandLine;
using System.Globalization;
using ClientVitals.Calls;
using ClientVitals.People;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people show ADDRESS</c></summary>
internal static class ShowCommand
{
    private static readonly Argument<string> Address = PeopleCommand.Client("address", "An e-mail, a phone number, or a client's id.");

    public static Command Command()
    {
        var command = new Command("show", "Show the client who has this address, with all addresses and calls.") { Address, Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var client = await FoundClient.RequireAsync(db, parsed.GetRequiredValue(Address), await PeopleCommand.RegionAsync(db, ct), ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write([client], format);
            return Door.Done;
        }
        var calls = (await ClientsWithCalls.ReadAsync(db, null, client.Id, 1, TimeProvider.System.GetUtcNow(), ct)).Single();
        var merged = client.MergedInto is { } into ? await FoundClient.ByAsync(db, into.ToString(), "AE", ct) : null;
        void Line(string what, string? text) => Console.WriteLine($"  {what,-10} {(string.IsNullOrEmpty(text) ? "–" : string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)))}");
        Console.WriteLine(calls.Name ?? client.Address);
        Line("e-mails", string.Join(", ", client.Emails));
        Line("phones", string.Join(", ", client.Phones));
        Line("coach", client.Coach);
        Line("status", client.Status + (merged is null ? "" : $", merged into {merged.Address}"));
        Line("made by", client.Source);
        Line("calls", calls.Calls == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{calls.Calls:N0}, from {calls.First:yyyy-MM-dd} to {calls.Last ?? calls.First:yyyy-MM-dd}"));
        Line("id", client.Id.ToString());
        return Door.Done;
    }
}
