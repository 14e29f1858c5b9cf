using ClientVitals.Database;

namespace ClientVitals.Sources;

/// <summary>One delivery with all that is known of it.</summary>
/// <param name="CorrectsId">The delivery whose file it read again; null = it came by itself.</param>
/// <param name="OtherReadingId">Another delivery that holds and was read from the same file.</param>
/// <param name="HasFile">Whether what was handed in was kept.</param>
/// <param name="FileBytes">Its size as it is kept; 0 = it is not there, or the asker may not see it.</param>
/// <param name="Notes">How the file was read.</param>
/// <param name="Reasons">Why lines were refused.</param>
/// <param name="ReasonLines">How many for each of <paramref name="Reasons"/>.</param>
public sealed record DeliveryCard(
    long Id,
    string Source,
    string Name,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long Read,
    long Added,
    long Unchanged,
    long Corrected,
    long Rejected,
    long Unmatched,
    string? Error,
    string Entity,
    DateTimeOffset? UndoneAt,
    long? CorrectsId,
    long? OtherReadingId,
    bool HasFile,
    long FileBytes,
    string[] Notes,
    string[] Reasons,
    long[] ReasonLines)
{
    /// <summary>As a line of the list.</summary>
    public RecordedDelivery Listed => new(
        Id, Source, Name, State, StartedAt, FinishedAt, Read, Added, Unchanged, Corrected, Rejected, Unmatched, Error, Entity, UndoneAt);

    /// <summary>Reads one, as the asker may see it; null = they see none of that number.</summary>
    public static async Task<DeliveryCard?> ReadAsync(VitalsDatabase database, DatabaseIdentity who, long delivery, CancellationToken ct) =>
        (await database.AskAsync<DeliveryCard>(who, Sql.Of<DeliveryCard>(), new { delivery }, ct)) is [var one] ? one : null;
}
