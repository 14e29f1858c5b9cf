namespace ClientVitals.Interventions.Effect;

/// <summary>One case of a file.</summary>
/// <param name="Before">A number for each measure of <see cref="Experiment.Measures"/>.</param>
internal sealed record ExperimentCase(string Group, double Outcome, double[] Before, string Stratum);
