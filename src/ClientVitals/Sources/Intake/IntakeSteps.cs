using ClientVitals.Database;

namespace ClientVitals.Sources.Intake;

/// <summary>Steps that several entities have, because they read only what the intake itself makes.</summary>
internal static class IntakeSteps
{
    /// <summary>Of rows that share a source's id the one that is meant: of the same client, else of the same address, else the only one there.</summary>
    public static string Choose { get; } = Sql.Of(typeof(IntakeSteps), "Choose");
}
