using System.CommandLine;
using ClientVitals.Sources;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls file N</c></summary>
internal static class FileCommand
{
    private static readonly Argument<long> Delivery = new("delivery") { Description = "The delivery's number, as vitals calls deliveries shows it." };

    public static Command Command()
    {
        var command = new Command(
            "file",
            "Print the file or message of a delivery as it arrived. Kept for 90 days. Example: vitals calls file 12 > calls.csv")
        {
            Delivery,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            using var file = await database.DoAsync(new TakeOutFile(parsed.GetRequiredValue(Delivery)), ct);
            await using var bytes = file.Read();
            await using var output = Console.OpenStandardOutput();
            await bytes.CopyToAsync(output, ct);
            return Door.Done;
        });
        return command;
    }
}
