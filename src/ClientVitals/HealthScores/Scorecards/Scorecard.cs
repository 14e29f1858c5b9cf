namespace ClientVitals.HealthScores.Scorecards;

/// <summary>
/// How a health score is made, as data: what is measured, how many points each measurement gives, how the dimensions weigh, and where the zones begin. A
/// changed scorecard is a new version; a score names the version that made it.
/// </summary>
/// <param name="Name">A short name, such as "documented".</param>
/// <param name="Version">From 1.</param>
/// <param name="Decimals">Digits after the point of a score: 0 for whole points.</param>
/// <param name="Inputs">What is measured.</param>
/// <param name="Derived">What is computed from inputs.</param>
/// <param name="Dimensions">At least one of <see cref="ScorecardDimension.Names"/>.</param>
/// <param name="Zones">From the best to the worst; the worst begins at 0.</param>
/// <param name="Trend">When a score is called improving or declining.</param>
/// <param name="Risk">Points of risk beside the score; null = none.</param>
/// <param name="Categories">Words for the points of risk: the first that applies.</param>
/// <param name="Priorities">Words for how urgent an intervention is: the first that applies.</param>
/// <param name="EarlyWarning">When a client in a good zone deserves a warning; empty = never.</param>
/// <param name="Levers">What could be done about a score.</param>
/// <param name="Segments">Other weights for clients of a segment.</param>
public sealed record Scorecard(
    string Name,
    int Version,
    int Decimals,
    IReadOnlyList<ScorecardInput> Inputs,
    IReadOnlyList<DerivedInput> Derived,
    IReadOnlyList<ScorecardDimension> Dimensions,
    IReadOnlyList<ScorecardZone> Zones,
    ScorecardTrend Trend,
    PointRisk? Risk,
    IReadOnlyList<WordRule> Categories,
    IReadOnlyList<WordRule> Priorities,
    IReadOnlyList<ScorecardCondition> EarlyWarning,
    IReadOnlyList<ScorecardLever> Levers,
    IReadOnlyList<SegmentWeights> Segments)
{
    /// <summary>Name and version in one, as results carry it: "documented-v1".</summary>
    public string Id => FormattableString.Invariant($"{Name}-v{Version}");
}

/// <summary>Something measured of a client, or left unknown.</summary>
/// <param name="Name">As conditions call it.</param>
/// <param name="Source">The room that measures it: "sessions", "packages", "payments", "calls".</param>
/// <param name="Measure">What is measured: "attended", "days_since_attended", "remaining", "bought".</param>
/// <param name="Days">Length of the window in days, ending today; null = no window.</param>
/// <param name="DaysBefore">Days between the end of the window and today: 0 = it ends today.</param>
public sealed record ScorecardInput(string Name, string Source, string Measure, int? Days = null, int DaysBefore = 0);

/// <summary>How an input is computed from two others; unknown when one of them is, or when the divisor is 0.</summary>
public enum DerivedKind
{
    /// <summary>100 · of ÷ by.</summary>
    PercentOf,
    /// <summary>100 · (of · factor − by) ÷ by: how far the recent window is above or below the usual.</summary>
    ChangePercent,
}

/// <summary>An input computed from two others.</summary>
/// <param name="Of">The upper one.</param>
/// <param name="By">The one it is compared with.</param>
/// <param name="Factor">What <paramref name="Of"/> is multiplied by first: 4.3 weeks of a month in documented-v1.</param>
public sealed record DerivedInput(string Name, DerivedKind Kind, string Of, string By, decimal Factor = 1);

/// <summary>One side of a client's health. Its value is its base plus the points of its parts, kept within 0 and 100; unknown when a part is.</summary>
/// <param name="Weight">Relative to the other dimensions.</param>
public sealed record ScorecardDimension(string Name, decimal Weight, decimal Base, IReadOnlyList<ScorecardPart> Parts)
{
    /// <summary>The dimensions that exist; each has its column or field in every answer.</summary>
    public static IReadOnlyList<string> Names { get; } = ["engagement", "package", "momentum", "relationship", "financial", "commitment"];
}

/// <summary>Rules of which the first that applies gives its points.</summary>
public sealed record ScorecardPart(string Name, IReadOnlyList<ScorecardRule> Rules);

/// <summary>So many points when all conditions hold; without conditions, always.</summary>
/// <param name="Word">A word for the situation, such as DECLINING; the dimension carries it.</param>
public sealed record ScorecardRule(decimal Points, IReadOnlyList<ScorecardCondition> When, string? Word = null);

/// <summary>A comparison of one input; exactly one of the others is given.</summary>
/// <param name="Input">An input, a derived input, "zone", "risk", or a dimension (its word).</param>
public sealed record ScorecardCondition(
    string Input, decimal? AtLeast = null, decimal? Above = null, decimal? AtMost = null, decimal? Below = null, string? Is = null);

/// <summary>A zone begins at this score.</summary>
public sealed record ScorecardZone(string Name, decimal AtLeast);

/// <summary>A score is improving or declining when it differs by at least so many points from the one so many days ago.</summary>
public sealed record ScorecardTrend(int Days, decimal Points);

/// <summary>Points of risk: a base plus the points of parts, kept within 0 and 100. An unknown part adds nothing and is named. Points are no probability.</summary>
public sealed record PointRisk(decimal Base, IReadOnlyList<ScorecardPart> Parts);

/// <summary>A word when all conditions hold; without conditions, always.</summary>
public sealed record WordRule(string Word, IReadOnlyList<ScorecardCondition> When);

/// <summary>Something that can be done, in units: what one unit changes of the inputs.</summary>
/// <param name="Most">Units tried at most.</param>
public sealed record ScorecardLever(string Name, int Most, IReadOnlyList<LeverChange> Changes);

/// <summary>What a lever does to an input: adds for each unit, or sets it as soon as there is one. An unknown input stays unknown when added to.</summary>
public sealed record LeverChange(string Input, decimal? Add = null, decimal? Set = null);

/// <summary>The weights of the dimensions for clients of a segment; a dimension that is not named keeps its own.</summary>
public sealed record SegmentWeights(string Segment, IReadOnlyDictionary<string, decimal> Weights);
