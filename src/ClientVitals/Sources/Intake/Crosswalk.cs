using ClientVitals.Database;

namespace ClientVitals.Sources.Intake;

/// <summary>
/// What each source calls our rows (<c>source_records</c>), for entities that have no key of their own for it. A change is applied when it
/// is not older than what is stored, so that overlap, retries and shuffled deliveries do no harm.
/// </summary>
internal static class Crosswalk
{
    /// <summary>Our key of each staged row, drawn for one that is new; and whether the row is older news than what is stored.</summary>
    public static Relation Named { get; } = new("crosswalk", "line bigint, id uuid, is_known boolean, is_older boolean", Sql.Of(typeof(Crosswalk), "Named"));

    /// <summary>Keeps it.</summary>
    public static string Keep { get; } = Sql.Of(typeof(Crosswalk), "Keep");
}
