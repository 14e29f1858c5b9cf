using System.CommandLine;
using ClientVitals.Cli.Facts;
using ClientVitals.People;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people</c>: who is who.</summary>
internal static class PeopleCommand
{
    /// <summary>An e-mail, a number or an id, as a person writes it.</summary>
    internal static Argument<string> Client(string name, string description) => new(name) { Description = description };

    /// <summary>Rows at most.</summary>
    internal static readonly Option<int> Limit = MakeLimit();

    /// <summary>An example of a word and its meaning.</summary>
    private const string Word = "Lifecycle Stage:Evangelist=CUSTOMER";

    private static readonly FactReread Again = new(PersonFact.Entity, Word);

    public static Command Command() => new("people", "Clients: their addresses, pauses, duplicates and unmatched calls; and who they are to the systems that data comes from.")
    {
        new FactImport(PersonFact.Entity, Word).Command(),
        KnownCommand.Command(),
        new FactUndo(PersonFact.Entity).Command(),
        Again.Redo(),
        Again.Command(),
        ListCommand.Command(),
        ShowCommand.Command(),
        UnmatchedCommand.Command(),
        AddCommand.Command(),
        PauseCommand.Pause(),
        PauseCommand.Resume(),
        PauseCommand.List(),
        EndCommand.End(),
        EndCommand.TakeBack(),
        EndCommand.List(),
        MergeCommand.Command(),
        EraseCommand.Command(),
        OwnAddressesCommand.Command(),
    };

    /// <summary>The country in which numbers without a country code are read.</summary>
    internal static async Task<string> RegionAsync(NpgsqlConnection db, CancellationToken ct) =>
        (await BusinessSettings.InForceAsync(db, ct)).PhoneRegion;

    private static Option<int> MakeLimit()
    {
        var limit = new Option<int>("--limit") { Description = "The most lines to list.", HelpName = "rows", DefaultValueFactory = _ => 50 };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && (!int.TryParse(word.Value, out var rows) || rows is < 1 or > 100_000))
                result.AddError($"--limit must be 1 to 100000, not {word.Value}.");
        });
        return limit;
    }
}
