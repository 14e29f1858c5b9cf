namespace ClientVitals.Database;

/// <summary>One page of a list, and the cursor under which the next one begins; null = this was the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
