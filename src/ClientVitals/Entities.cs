using ClientVitals.Calls;
using ClientVitals.Sources.Intake;

namespace ClientVitals;

/// <summary>What can be delivered: the list that webhooks and posts choose from. A new entity adds its line here.</summary>
public static class Entities
{
    public static IReadOnlyList<Entity> All { get; } = [CallEntity.Calls];

    /// <summary>The entity of this name; null when there is none.</summary>
    public static Entity? Find(string name) => All.FirstOrDefault(entity => entity.Name == name);
}
