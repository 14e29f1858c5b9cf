using ClientVitals.Calls;
using ClientVitals.Cli.Facts;
using ClientVitals.Database;
using ClientVitals.Sources;

namespace ClientVitals.Cli.Calls;

/// <summary>What was said on the command line about all files of an import.</summary>
/// <param name="Choices">What was said.</param>
/// <param name="Supposed">What holds where nothing was said.</param>
/// <param name="AsNew">Whether earlier files are left out of account.</param>
internal sealed record AskedReading(ReadingChoices Choices, CallFileOptions Supposed, bool AsNew);

/// <summary>How one file of an import is read: as was said on the command line, else as the last file of its source, else as it is recognised.</summary>
/// <param name="Options">All of it together.</param>
/// <param name="Choices">What was said and what was recalled.</param>
internal sealed record FileReading(CallFileOptions Options, ReadingChoices Choices)
{
    public static async Task<FileReading> OfAsync(VitalsDatabase database, string path, AskedReading asked, CancellationToken ct)
    {
        var said = asked.Choices.AppliedTo(asked.Supposed);
        if (asked.AsNew)
            return new(said, asked.Choices);
        await using var db = await database.OpenAsync(ct);
        if (await CallReadings.RecalledAsync(db, path, said, ct) is not { } recalled)
            return new(said, asked.Choices);
        var choices = asked.Choices.Over(recalled.Choices);
        return new(choices.AppliedTo(asked.Supposed) with { Notes = [new(recalled.Said, $"vitals calls readings --forget {recalled.Id} forgets it, --as-new reads without it")] }, choices);
    }

    /// <summary>Keeps what was chosen for the next file of this source.</summary>
    public async Task KeepAsync(VitalsDatabase database, CallFile file, CancellationToken ct) =>
        await database.DoAsync(new KeepReading(file.Source, CallEntity.Calls.Name, file.Headers, Choices.Write()), ct);

    /// <summary>Opens a file for its import.</summary>
    public static async Task<ToImport<CallRow>> OpenAsync(VitalsDatabase database, string path, AskedReading asked, CancellationToken ct)
    {
        var reading = await OfAsync(database, path, asked, ct);
        var file = CallFile.Open(path, reading.Options, path == "-" ? Console.OpenStandardInput() : null);
        return new(file, asked.Choices.IsNone ? null : cancel => reading.KeepAsync(database, file, cancel));
    }
}

/// <summary>The options of files of calls.</summary>
internal static class CallReading
{
    public static ReadingOptions Options() =>
        new("\"Call date\"=started_at", "Result:Signed in=COMPLETED", "a status, channel, direction or outcome", "seconds", TaughtCalls.Of);
}
