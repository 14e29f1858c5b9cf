namespace ClientVitals.Adopt;

/// <summary>Names of tables, constraints and schemas that an adoption treats in their own way.</summary>
internal static class AdoptNames
{
    /// <summary>Where tables go that are set aside.</summary>
    public const string AsideSchema = "set_aside";

    internal const string Hub = "public.client_health_scores";
    internal const string HubIsSomebody = "client_health_scores_is_somebody";
    internal const string History = "public.call_pattern_analysis";
}
