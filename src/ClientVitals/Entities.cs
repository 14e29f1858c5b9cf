using ClientVitals.Sources.Intake;

namespace ClientVitals;

/// <summary>What can be delivered, as the rooms say.</summary>
public static class Entities
{
    public static IReadOnlyList<TakesIn> All { get; } = [.. Rooms.All.SelectMany(room => room.Brings).OfType<TakesIn>()];

    /// <summary>The entity of this name; null when there is none.</summary>
    public static TakesIn? Find(string name) => All.FirstOrDefault(entity => entity.Name == name);
}
