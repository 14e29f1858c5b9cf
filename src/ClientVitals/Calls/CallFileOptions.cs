using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>How a file of calls is read.</summary>
/// <param name="Now">The present moment: a call more than a day after it is refused, unless it is agreed upon (SCHEDULED) or called off (CANCELLED).</param>
/// <param name="Zone">As <see cref="SourceReading"/>.</param>
public sealed record CallFileOptions(DateTimeOffset Now, BusinessZone Zone) : SourceReading(Now, Zone)
{
    protected override FirstLine Judge(IReadOnlyList<string> fields) => CallColumns.Judge(fields, Map, Zone);
}
