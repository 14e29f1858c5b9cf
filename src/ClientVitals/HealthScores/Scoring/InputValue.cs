namespace ClientVitals.HealthScores.Scoring;

/// <summary>What is known of one input of one client: a value, nothing, or a value that is too old to use. 0 is a value.</summary>
/// <param name="Value">Null = unknown.</param>
/// <param name="IsStale">The source is silent or its data are too old: whatever it said, the present is unknown.</param>
public readonly record struct InputValue(decimal? Value, bool IsStale = false)
{
    /// <summary>Not measured, or not measurable, for this client.</summary>
    public static InputValue Unknown => default;

    /// <summary>The source of the input is silent or stale.</summary>
    public static InputValue Stale => new(null, true);

    public static implicit operator InputValue(decimal value) => new(value);

    public static implicit operator InputValue(int value) => new(value);
}
