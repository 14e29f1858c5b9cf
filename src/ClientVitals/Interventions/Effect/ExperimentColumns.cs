namespace ClientVitals.Interventions.Effect;

/// <summary>What the columns of a file of cases are.</summary>
/// <param name="Group">Which group a case is of.</param>
/// <param name="Outcome">What became of it: a number, or yes and no.</param>
/// <param name="Control">The group that the others are compared with; null = 0, or no, where there are two.</param>
/// <param name="Before">What was known of each before: numbers or words.</param>
/// <param name="Stratum">Compare only cases with the same word here; null = all.</param>
public sealed record ExperimentColumns(string Group, string Outcome, string? Control, IReadOnlyList<string> Before, string? Stratum);
