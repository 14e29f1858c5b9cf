namespace ClientVitals.Sources.Facts;

/// <summary>
/// All declared facts. A room that others build on knows none of theirs, and may have to do something for each (rows that name a source's id find their client once it is known): so the list of
/// rooms says once, when the program is loaded, where they are.
/// </summary>
internal static class FactEntities
{
    private static Func<IEnumerable<FactEntity>> _ofRooms = static () => [];

    public static IEnumerable<FactEntity> All => _ofRooms();

    public static void AreThoseOf(Func<IEnumerable<FactEntity>> rooms) => _ofRooms = rooms;
}
