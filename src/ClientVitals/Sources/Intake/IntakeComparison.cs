namespace ClientVitals.Sources.Intake;

/// <summary>What a delivery would come to, were it taken in now.</summary>
/// <param name="Added">New rows.</param>
/// <param name="Unchanged">Rows that are there already as they came.</param>
/// <param name="Corrected">Rows that are there already and would change.</param>
/// <param name="Unmatched">Rows of the delivery that would be unmatched.</param>
/// <param name="NowMatched">Earlier rows that would find their client through this delivery's addresses.</param>
/// <param name="ClientsMade">Clients whom nobody knew before.</param>
/// <param name="FirstClients">The first of them.</param>
public sealed record IntakeComparison(
    long Added, long Unchanged, long Corrected, long Unmatched, long NowMatched, long ClientsMade, IReadOnlyList<NewClient> FirstClients);
