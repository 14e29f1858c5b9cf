namespace ClientVitals.Server.Live;

/// <summary>Something changed in the database: what, and where to look. Holds nothing about anybody.</summary>
/// <param name="What">calls, analysis, job.</param>
/// <param name="Delivery">calls: the delivery that brought them.</param>
/// <param name="After">calls: the last call there before them.</param>
internal sealed record Change(string What, long? Delivery = null, long? After = null);
