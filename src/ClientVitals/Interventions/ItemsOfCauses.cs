namespace ClientVitals.Interventions;

/// <summary>An item is open exactly as long as its cause: what the analysis runs after it wrote the causes, and the run at 10:30 once more.</summary>
internal static class ItemsOfCauses;
