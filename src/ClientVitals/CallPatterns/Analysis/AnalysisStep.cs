using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>
/// SQL of a room that an analysis as of now runs in its own transaction after it wrote episodes and the hub: what hangs on them is never behind
/// them. Parameters <c>@now</c>, <c>@today</c>, <c>@client</c> (null = everybody).
/// </summary>
/// <param name="Asks">The type beside which the query lies.</param>
/// <param name="Name">The step's name; null = the type's own query.</param>
public sealed record AnalysisStep(Type Asks, string? Name = null) : RoomPart;
