using ClientVitals.People;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>What was chosen about files, for files of calls.</summary>
public static class CallReadings
{
    /// <summary>The options with these choices in place of what would be supposed.</summary>
    /// <exception cref="PlainError">A zone, country or encoding is not known.</exception>
    public static CallFileOptions AppliedTo(this ReadingChoices choices, CallFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices.AppliedTo(options, Phone.KnowsRegion);
    }

    /// <summary>The choices that a file of calls with these columns has room for.</summary>
    public static ReadingChoices Fitting(this ReadingChoices choices, IReadOnlyList<string> headers)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices.Fitting((map, words) =>
        {
            try
            {
                CallColumns.Of("", headers, map, words);
            }
            catch (MissingColumn)
            {
                // Something else is missing still.
            }
        });
    }

    /// <summary>What was chosen for the last file like this one; null = nothing.</summary>
    public static Task<RecalledReading?> RecalledAsync(Npgsql.NpgsqlConnection db, string path, CallFileOptions options, CancellationToken ct) =>
        RecalledReading.FindAsync(db, CallEntity.Calls.Name, path, options, Phone.KnowsRegion, CallColumns.SourceOf, ct);
}
