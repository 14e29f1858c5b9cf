namespace ClientVitals.Server.Live;

/// <summary>Something changed in the database: what, and where to look. Holds no personal data.</summary>
/// <param name="What">calls, analysis, job, intervention, notice, insight, access.</param>
/// <param name="Delivery">calls: the delivery that brought them.</param>
/// <param name="After">calls: the last call there before them.</param>
/// <param name="About">access: the account or key whose rights changed; null = look again at everybody's.</param>
internal sealed record Change(string What, long? Delivery = null, long? After = null, Guid? About = null);
