namespace ClientVitals.Database;

/// <summary>
/// What a room brings to what is above all rooms: its tables, jobs, purges, timeline lines and so on. Each kind of part is defined by
/// the room that uses it; <c>Rooms.cs</c> lists the entries.
/// </summary>
/// <param name="Name">The folder and the namespace.</param>
public sealed record RoomEntry(string Name, params IReadOnlyList<RoomPart> Brings);

/// <summary>One thing that a room brings.</summary>
public abstract record RoomPart;

/// <summary>Reads the parts of one kind out of a list of rooms.</summary>
public static class RoomParts
{
    public static IEnumerable<TPart> Of<TPart>(this IEnumerable<RoomEntry> rooms)
        where TPart : RoomPart => rooms.SelectMany(room => room.Brings).OfType<TPart>();
}
