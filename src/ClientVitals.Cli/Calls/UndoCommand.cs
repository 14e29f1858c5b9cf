using System.CommandLine;
using System.Globalization;
using ClientVitals.Calls.Undo;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls undo N</c> and <c>vitals calls redo N</c></summary>
internal static class UndoCommand
{
    private static readonly Argument<long> Delivery = new("delivery") { Description = "The delivery's number, as vitals calls deliveries shows it." };

    public static Command Undo()
    {
        var command = new Command(
            "undo",
            "Undo a delivery as if it had never arrived: its new calls and clients are removed, its corrections are taken back. Calls that another delivery has too stay. Possible for 90 days; vitals calls redo brings it back.")
        {
            Delivery,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var done = await database.DoAsync(new UndoDelivery(parsed.GetRequiredValue(Delivery)), ct);
            Console.WriteLine(Said(done));
            Line("calls removed", done.CallsRemoved);
            Line("calls restored", done.CallsRestored);
            Line("calls kept", done.CallsKept, "another delivery tells them too");
            Line("clients removed", done.ClientsRemoved);
            Console.WriteLine($"To bring it back: vitals calls redo {done.Delivery}");
            if (done.Corrects is { } first)
                Console.WriteLine($"To bring back delivery {first}, which it corrected: vitals calls redo {first}");
            return Door.Done;
        });
        return command;
    }

    public static Command Redo()
    {
        var command = new Command("redo", "Bring back a delivery that was undone: its calls, clients and corrections. What else changed since then stays.")
        {
            Delivery,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var done = await database.DoAsync(new RedoDelivery(parsed.GetRequiredValue(Delivery)), ct);
            Console.WriteLine($"Delivery {done.Delivery} ({done.Name}) is back.");
            Line("calls added", done.CallsAdded);
            Line("calls corrected", done.CallsCorrected);
            Line("calls left", done.CallsLeft, "they came or changed otherwise meanwhile");
            Line("clients back", done.ClientsBack);
            return Door.Done;
        });
        return command;
    }

    /// <summary>What changed is said first; nothing, if nothing did.</summary>
    private static string Said(DeliveryUndone done)
    {
        var lost = done.CorrectionsNotRecorded == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" Its {done.CorrectionsNotRecorded:N0} corrections were not recorded when it came, so they cannot be taken back and stay.");
        if (!done.ChangedNothing)
            return $"Delivery {done.Delivery} ({done.Name}) is undone.{lost}";
        var why = done.CallsKept > 0
            ? "another delivery tells all its calls too, so they stay"
            : "it had added no call and no client";
        return $"Nothing changed: {why}. Delivery {done.Delivery} ({done.Name}) counts as undone.{lost}";
    }

    private static void Line(string what, long count, string? why = null) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-16} {count,12:N0}{(why is null || count == 0 ? "" : $"  ({why})")}"));
}
