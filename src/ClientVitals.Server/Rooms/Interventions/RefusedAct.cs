namespace ClientVitals.Server.Rooms.Interventions;

/// <summary>An act that was refused: why, and what was written, so that it stands beside its field again.</summary>
public sealed record RefusedAct(long Item, string Why, string Act, string Until, string Note);
