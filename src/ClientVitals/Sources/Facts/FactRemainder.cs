namespace ClientVitals.Sources.Facts;

/// <summary>
/// A row that a source only tells as a total beside another: "given back in all" in the line of a payment. Its amount is what rows of their own
/// do not tell, in whatever order they come, so that nothing counts twice; it is found out again whenever one of them changes.
/// </summary>
/// <param name="Total">The field that holds the total.</param>
/// <param name="Of">The field that names the row that it is a total of.</param>
/// <param name="Amount">The field that holds what is left of it.</param>
/// <param name="Status">The field that says what became of it.</param>
/// <param name="Counted">The status of rows that are parts of it, and its own while something is left.</param>
/// <param name="Nothing">Its own status once nothing is left.</param>
public sealed record FactRemainder(string Total, string Of, string Amount, string Status, string Counted, string Nothing);
