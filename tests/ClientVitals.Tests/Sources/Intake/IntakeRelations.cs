using ClientVitals.Sources.Intake;

namespace ClientVitals.Tests.Sources.Intake;

/// <summary>What the steps of an entity read, in the order in which they are made.</summary>
internal static class IntakeRelations
{
    public static IReadOnlyList<Relation> Of<TRow>(Entity<TRow> entity)
        where TRow : class =>
    [
        new("incoming_people", Identity.Who, entity.Step("Who")!),
        .. entity.Identity.Relations,
        Repeats.Superseded(entity.Columns, ofEachClient: !entity.HasCrosswalk, entity.Standing),
        .. entity.HasCrosswalk ? (Relation[])[Crosswalk.Named] : [],
        Intake<TRow>.KnownOf(entity.KeyType, entity.Step("Known")!),
    ];
}
