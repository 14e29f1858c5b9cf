namespace ClientVitals.Database;

/// <summary>
/// Something a room looks at every few hours, so that somebody hears of it: one statement that measures all its subjects at once. Insights runs it, keeps
/// what it finds and tells people; it knows no room. The part is here and not in Insights, because rooms above Insights (jobs, channels) bring checks too.
/// </summary>
/// <param name="Kind">In lower case with dashes, such as <c>dead-source</c>: <c>insight_type</c> of its findings.</param>
/// <param name="Title">What people call it: Silent sources.</param>
/// <param name="Asks">The type beside which the statement lies. Parameters <c>@now</c> and <c>@today</c>; its columns are those of <see cref="InsightReading"/>, one row for each subject, at most a thousand.</param>
/// <param name="Says">The title and the sentence of a finding, in plain English with its numbers.</param>
public sealed record InsightCheck(string Kind, string Title, Type Asks, Func<InsightReading, InsightWords> Says) : RoomPart
{
    /// <summary>The statement's name; null = the type's own.</summary>
    public string? Step { get; init; }

    /// <summary>Of a finding whose reading names none: critical, high, medium or low.</summary>
    public string Priority { get; init; } = "medium";

    /// <summary>Who is told.</summary>
    public InsightFor For { get; init; } = InsightFor.Owners;

    /// <summary>Entities (calls, sessions, …) that it rests on: while a finding says that one of them does not come, this check opens and closes nothing.</summary>
    public IReadOnlyList<string> SuppressedBy { get; init; } = [];

    /// <summary>Under which heading the earlier watcher counted such: zone_alerts, coach_alerts, early_warnings, package_alerts or company_alerts.</summary>
    public string Heading { get; init; } = "company_alerts";

    /// <summary>The page of what it speaks of; null = the finding's own.</summary>
    public Func<InsightReading, string>? Address { get; init; }

    /// <summary>Looks at what the other checks of the same run found.</summary>
    public bool IsLast { get; init; }
}

/// <summary>What a finding is called, and what it says.</summary>
public sealed record InsightWords(string Title, string Sentence);

/// <summary>Who is told of a finding.</summary>
public enum InsightFor
{
    /// <summary>Owners and admins.</summary>
    Owners,

    /// <summary>The coach concerned; owners and admins where the coach has no account.</summary>
    Coach,

    /// <summary>The coach concerned, and owners and admins.</summary>
    CoachAndOwners,
}

/// <summary>
/// One subject of a check, measured. A greater measure is worse: from <paramref name="EnterAt"/> on it is a finding, and it is one until the measure is at
/// most <paramref name="LeaveAt"/>, which is lower, so that nothing flaps.
/// </summary>
/// <param name="Subject">What it is about, once in the check: a source, a job, a coach's key.</param>
/// <param name="Label">What people call it.</param>
/// <param name="StaffId">The coach concerned; null = nobody's book.</param>
/// <param name="Measure">In the unit the sentence names; null = it cannot be measured now, and what is open stays as it is.</param>
/// <param name="Expected">What is usual, in the same unit; null = there is no usual.</param>
/// <param name="Dispersion">How far it usually strays, one standard deviation; null = it is not one of chance.</param>
/// <param name="Priority">critical, high, medium or low; null = the check's.</param>
/// <param name="Number">A further number of the sentence.</param>
/// <param name="Detail">A further word of the sentence.</param>
/// <param name="Topic">The entity that does not come while this is a finding; null = it holds nothing back.</param>
/// <param name="WhyNot">Why it cannot be measured; with an empty subject it is the whole check that cannot run.</param>
public sealed record InsightReading(
    string Subject,
    string Label,
    Guid? StaffId,
    double? Measure,
    double? Expected,
    double? Dispersion,
    double EnterAt,
    double LeaveAt,
    string? Priority,
    double? Number,
    string? Detail,
    string? Topic,
    string? WhyNot);
