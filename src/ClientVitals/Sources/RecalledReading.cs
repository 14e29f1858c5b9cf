using Npgsql;

namespace ClientVitals.Sources;

/// <summary>What was chosen for the last file of the same source with the same columns; the next one starts with it.</summary>
/// <param name="Id">By which it is forgotten.</param>
/// <param name="KeptAt">When it was chosen.</param>
public sealed record RecalledReading(long Id, DateTimeOffset KeptAt, ReadingChoices Choices)
{
    /// <summary>Readings tried of files whose columns are only found by the reading itself: without column names, on another sheet.</summary>
    private const int MostTried = 10;

    /// <summary>In a sentence, for the account and the preview.</summary>
    public Sentence Said => $"read as last time ({KeptAt:d MMM yyyy}): {Sentence.Join("; ", Choices.Said)}";

    /// <summary>Finds it; null = there is none. A file that can be read only once has none.</summary>
    /// <param name="entity">What the file holds, as deliveries name it.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">With what was said of this file already.</param>
    /// <param name="knowsRegion">Whether numbers of phones can be read in a country.</param>
    /// <param name="sourceOf">The source that a file of these columns looks like.</param>
    public static async Task<RecalledReading?> FindAsync<TOptions>(
        NpgsqlConnection db, string entity, string path, TOptions options, Func<string, bool> knowsRegion, Func<IReadOnlyList<string>, string> sourceOf, CancellationToken ct)
        where TOptions : SourceReading
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sourceOf);
        if (path == "-")
            return null;
        var kept = await KeptReadings.ReadAsync(db, entity, ct);
        if (kept.Count == 0)
            return null;
        var plain = options.HeadersOf(path);
        var tried = kept.Where(one => plain is not null && one.Columns.SequenceEqual(plain))
            .Concat(kept.Where(one => plain is null || !one.Columns.SequenceEqual(plain)))
            .Take(MostTried);
        foreach (var one in tried)
        {
            var choices = ReadingChoices.Read(one.Choices);
            if (choices.AppliedTo(options, knowsRegion).HeadersOf(path) is { } headers && headers.SequenceEqual(one.Columns)
                && (options.Source ?? sourceOf(headers)) == one.Source)
            {
                return new(one.Id, one.KeptAt, choices);
            }
        }
        return null;
    }
}
