using ClientVitals.Settings;

namespace ClientVitals.Sources.Facts;

/// <summary>How a file of a fact is read.</summary>
/// <param name="Fact">What it holds.</param>
/// <param name="Now">As <see cref="SourceReading"/>.</param>
/// <param name="Zone">As <see cref="SourceReading"/>.</param>
public sealed record FactReading(Fact Fact, DateTimeOffset Now, BusinessZone Zone) : SourceReading(Now, Zone)
{
    protected override FirstLine Judge(IReadOnlyList<string> fields) => FactColumns.Judge(Fact, fields, Map, Zone);
}
