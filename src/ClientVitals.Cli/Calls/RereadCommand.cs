using System.CommandLine;
using System.Globalization;
using ClientVitals.Calls.Undo;
using ClientVitals.Cli.Facts;
using ClientVitals.Database;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls reread N</c></summary>
internal static class RereadCommand
{
    private static readonly Argument<long> Delivery = new("delivery") { Description = "The delivery's number, as vitals calls deliveries shows it." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only show what would change; nothing is kept." };

    private static readonly Option<bool> MatchOnly = new("--match-only") { Description = "Make no new clients: calls of unknown clients are kept as unmatched." };

    private static readonly ReadingOptions Reading = CallReading.Options();

    private static readonly Option<string?> Zone = new("--zone")
    {
        Description = "Time zone for times in the file that name none. Default: the business zone.",
        HelpName = "zone",
    };

    private static readonly Option<string?> Region = new("--phone-region")
    {
        Description = "Country of numbers without a country code, such as AE. Default: the setting.",
        HelpName = "country",
    };

    public static Command Command()
    {
        var command = new Command(
            "reread",
            "Read a delivery's kept file again with other options. In one step the delivery is undone and the file is imported as a new one, so that nothing is doubled. "
            + "Calls that another delivery has too stay. Example: vitals calls reread 12 --zone Asia/Dubai --dry-run")
        {
            Delivery,
            DryRun,
            MatchOnly,
            Zone,
            Region,
        };
        Reading.AddTo(command);
        command.Add(Output.Format);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var now = TimeProvider.System.GetUtcNow();
        var act = new RereadDelivery(parsed.GetRequiredValue(Delivery), Reading.Choices(parsed) with { Zone = parsed.GetValue(Zone), Region = parsed.GetValue(Region)?.ToUpperInvariant() }, parsed.GetValue(MatchOnly));
        var isRehearsal = parsed.GetValue(DryRun);
        var done = isRehearsal ? await database.RehearseAsync(act, Acting.Self, now, ct) : await database.DoAsync(act, ct);
        if (parsed.GetValue(Output.Format) != OutputFormat.Table)
        {
            Output.Write([done], parsed.GetValue(Output.Format));
            return Door.Done;
        }
        Console.WriteLine(isRehearsal
            ? $"Delivery {done.Corrects} ({done.Name}), read again this way; nothing was changed:"
            : $"Delivery {done.Corrects} ({done.Name}) is undone, and its file was read again as delivery {done.Delivery}.");
        Line("calls moved", done.CallsMoved, "they begin at another moment");
        Line("calls changed", done.CallsChanged, "another status, length, note or the like");
        Line("calls as before", done.CallsSame);
        Line("calls new", done.CallsAdded);
        Line("calls gone", done.CallsGone);
        Line("calls kept", done.CallsKept, "another delivery tells them too");
        Line("lines refused", done.Rejected, string.Join("; ", done.Reasons.Take(3).Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Lines:N0}: {reason.Reason}"))));
        Line("clients made", done.ClientsNow, string.Create(CultureInfo.InvariantCulture, $"before {done.ClientsBefore:N0}"));
        foreach (var note in done.ReadingNotes)
            Console.WriteLine($"  note: {note.InCommand}");
        if (done.CorrectionsNotRecorded > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The {done.CorrectionsNotRecorded:N0} corrections of delivery {done.Corrects} were not recorded when it came, so they stay."));
        if (!isRehearsal)
            Console.WriteLine($"To return to the first reading: vitals calls undo {done.Delivery}, then vitals calls redo {done.Corrects}");
        return Door.Done;
    }

    private static void Line(string what, long count, string? why = null) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-16} {count,12:N0}{(string.IsNullOrEmpty(why) || count == 0 ? "" : $"  ({why})")}"));
}
