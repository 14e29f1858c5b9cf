using ClientVitals.Calls.Undo;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What the page of a delivery shows of its file, read again, whatever the file holds.</summary>
/// <param name="Delivery">The new delivery's number.</param>
/// <param name="Moved">Rows of another moment.</param>
/// <param name="Changed">Rows that say something else.</param>
/// <param name="Same">Rows as they were.</param>
/// <param name="Added">Rows that the first reading did not have.</param>
/// <param name="Gone">Rows that this one does not have.</param>
/// <param name="Kept">Rows that another delivery tells too.</param>
/// <param name="Rejected">Lines refused.</param>
/// <param name="ClientsNow">Clients made now.</param>
/// <param name="ClientsBefore">Clients whom the first reading had made.</param>
/// <param name="Reasons">Why lines were refused.</param>
/// <param name="Notes">How the file was read.</param>
public sealed record FileReread(
    long Delivery, long Moved, long Changed, long Same, long Added, long Gone, long Kept, long Rejected, long ClientsNow, long ClientsBefore,
    IReadOnlyList<string> Reasons, IReadOnlyList<ReadingNote> Notes)
{
    public static FileReread Of(DeliveryReread done)
    {
        ArgumentNullException.ThrowIfNull(done);
        return new(
            done.Delivery, done.CallsMoved, done.CallsChanged, done.CallsSame, done.CallsAdded, done.CallsGone, done.CallsKept, done.Rejected, done.ClientsNow, done.ClientsBefore,
            [.. done.Reasons.Select(one => one.Reason)], done.ReadingNotes);
    }

    public static FileReread Of(FactsReread done)
    {
        ArgumentNullException.ThrowIfNull(done);
        return new(
            done.Delivery, done.Moved, done.Changed, done.Same, done.Added, done.Gone, done.Kept, done.Rejected, done.ClientsNow, done.ClientsBefore,
            [.. done.Reasons.Select(one => one.Reason)], done.ReadingNotes);
    }
}
