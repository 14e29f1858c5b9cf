using System.CommandLine;
using System.Globalization;
using ClientVitals.Sources.Facts;

namespace ClientVitals.Cli.Facts;

/// <summary><c>vitals FACTS undo N</c>, of any declared fact.</summary>
internal sealed class FactUndo(FactEntity entity)
{
    private static readonly Argument<long> Delivery = new("delivery") { Description = "The delivery's number, as vitals calls deliveries shows it." };

    public Command Command()
    {
        var command = new Command(
            "undo",
            $"Undo a delivery of {entity.Name}: the {entity.Name} it added and the clients it made are removed, its corrections are taken back. What a later delivery told again stays. Possible for 90 days; redo brings it back, as long as its file is kept.")
        {
            Delivery,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var done = await database.DoAsync(new UndoFacts(entity, parsed.GetRequiredValue(Delivery)), ct);
            Console.WriteLine(done.ChangedNothing
                ? $"Nothing changed: {(done.Kept > 0 ? $"all {entity.Name} of this delivery were told again by a later one" : $"this delivery added and corrected no {entity.Name}")}. Delivery {done.Delivery} ({done.Name}) counts as undone."
                : $"Delivery {done.Delivery} ({done.Name}) is undone.");
            Line($"{entity.Name} removed", done.Removed);
            Line($"{entity.Name} restored", done.Restored);
            Line($"{entity.Name} kept", done.Kept, "a later delivery tells them too");
            Line("clients removed", done.ClientsRemoved);
            return Door.Done;
        });
        return command;
    }

    private static void Line(string what, long count, string? why = null) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-18} {count,12:N0}{(why is null || count == 0 ? "" : $"  ({why})")}"));
}
