using System.CommandLine;
using ClientVitals.Database;
using ClientVitals.People;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people known</c></summary>
internal static class KnownCommand
{
    private static readonly Option<string?> Source = new("--source") { Description = "Only by this source.", HelpName = "name" };

    private static readonly Option<bool> Unmatched = new("--unmatched") { Description = "Only those of whom it is not known which client they are." };

    public static Command Command()
    {
        var command = new Command("known", "Who clients are to the systems that data comes from: what each calls them by its own id, the newest first.")
        {
            Source,
            Unmatched,
            PeopleCommand.Limit,
            Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var page = await KnownPeople.ReadAsync(
            database, DatabaseIdentity.Service, new(null, parsed.GetValue(Source), parsed.GetValue(Unmatched)), Math.Clamp(parsed.GetValue(PeopleCommand.Limit), 1, Cursor.LargestPage), null, ct);
        var format = parsed.GetValue(Output.Format);
        if (page.Items.Count == 0 && format == OutputFormat.Table)
        {
            Console.WriteLine("No system has told of such people yet; vitals people import FILE brings them.");
            return Door.Done;
        }
        Output.Write(page.Items, format);
        return Door.Done;
    }
}
