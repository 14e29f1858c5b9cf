using ClientVitals.Database;

namespace ClientVitals.Sources;

/// <summary>One delivery with what is known of it beyond its line of the list.</summary>
/// <param name="CorrectsId">The delivery whose file it read again; null = it came by itself.</param>
/// <param name="HasFile">Whether what was handed in was kept.</param>
/// <param name="FileBytes">Its size as it is kept; 0 = it is not there, or the caller may not see it.</param>
/// <param name="Notes">How the file was read.</param>
/// <param name="Reasons">Why lines were refused.</param>
/// <param name="ReasonLines">How many for each of <paramref name="Reasons"/>.</param>
public sealed record DeliveryCard(long? CorrectsId, bool HasFile, long FileBytes, string[] Notes, string[] Reasons, long[] ReasonLines)
{
    /// <summary>As the list has it.</summary>
    public RecordedDelivery Listed { get; private init; } = null!;

    /// <summary>Another delivery that holds and was read from the same file; null = no other was.</summary>
    public long? OtherReadingId { get; private init; }

    /// <summary>Reads one, as the caller may see it; null = they see no such delivery.</summary>
    public static async Task<DeliveryCard?> ReadAsync(VitalsDatabase database, DatabaseIdentity who, long delivery, CancellationToken ct)
    {
        if (await DeliveriesPage.FindAsync(database, who, delivery, ct) is not { } listed
            || await database.AskAsync<DeliveryCard>(who, Sql.Of<DeliveryCard>(), new { delivery }, ct) is not [var card])
        {
            return null;
        }
        return card with
        {
            Listed = listed,
            OtherReadingId = (await database.AskAsync<long>(who, Sql.Of(typeof(OtherReading)), new { delivery }, ct)) is [var other] ? other : null,
        };
    }
}
