using ClientVitals.Database;

namespace ClientVitals.Insights;

/// <summary>What a run writes of one finding: the row as it becomes, and what is told of it. The statement knows its members by the same names, in snake case.</summary>
/// <param name="Event">OPENED, WORSENED, BACK, RECOVERED or GONE; null = nothing happened, it was only measured.</param>
internal sealed record InsightEntry(
    string Kind,
    string Subject,
    string State,
    string? StateBefore,
    string? Event,
    string Priority,
    string Title,
    string Sentence,
    string? Topic,
    Guid? StaffId,
    bool ToCoach,
    bool ToOwners,
    double? Measure,
    double LeaveAt,
    string? Address,
    InsightReading? Reading);
