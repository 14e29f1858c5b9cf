using ClientVitals.Sources.Intake;

namespace ClientVitals;

/// <summary>What can be delivered, as the rooms say.</summary>
public static class Entities
{
    /// <summary>Calls first; those whose messages come to the address of another last.</summary>
    public static IReadOnlyList<TakesIn> All { get; } = [.. Rooms.All.SelectMany(room => room.Brings).OfType<TakesIn>().OrderBy(entity => entity.IsBeside)];

    /// <summary>The entity of this name; null when there is none.</summary>
    public static TakesIn? Find(string name) => All.FirstOrDefault(entity => entity.Name == name);

    /// <summary>Whether a source's mapping can be one of any entity.</summary>
    /// <exception cref="PlainError">It can be none's; why it cannot be one of the first.</exception>
    public static void CheckMapping(string mapping)
    {
        PlainError? first = null;
        foreach (var entity in All)
        {
            try
            {
                entity.CheckMapping(mapping);
                return;
            }
            catch (PlainError error)
            {
                first ??= error;
            }
        }
        if (first is not null)
            throw first;
    }

    /// <summary>What a source of this mapping sends: of those that have a ready mapping of that name the first, else calls.</summary>
    public static TakesIn OfMapping(string mapping) => All.FirstOrDefault(entity => entity.ReadyMappings.Contains(mapping)) ?? All[0];

    /// <summary>What else messages of a source to an entity's address can hold: Stripe's customers beside its charges.</summary>
    public static IReadOnlyList<TakesIn> Beside(TakesIn entity, string mapping) =>
        [.. All.Where(other => other.IsBeside && other != entity && other.ReadyMappings.Contains(mapping))];
}
