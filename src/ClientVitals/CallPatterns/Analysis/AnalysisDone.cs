using ClientVitals.CallPatterns.Model;
using ClientVitals.Settings;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>What an analysis did.</summary>
/// <param name="AsOf">The moment judged.</param>
/// <param name="RunId">Its row in the run ledger.</param>
/// <param name="Analyzed">Clients judged.</param>
/// <param name="Written">Rows changed in history, hub and episodes; 0 = the results were the same.</param>
/// <param name="Current">Whether the hub's columns and the episodes were written, or history only.</param>
/// <param name="NotEnoughHistory">Clients among <paramref name="Normal"/> whose history is too short to judge.</param>
public sealed record AnalysisDone(
    DateTimeOffset AsOf,
    DateOnly AnalysisDate,
    string Rule,
    string BusinessZone,
    long RunId,
    int Analyzed,
    int PatternBreaks,
    int BelowPattern,
    int AbovePattern,
    int Normal,
    int NotEnoughHistory,
    long Written,
    bool Current)
{
    /// <summary>Where data are missing, so that the clients concerned are not judged by those days: a sentence each.</summary>
    public IReadOnlyList<string> MissingData { get; init; } = [];

    /// <summary>That many fell silent on the same days and are held back; null = nobody is.</summary>
    public string? Together { get; init; }

    /// <summary>How late calls are logged, or that they do not say; null when they are logged at once.</summary>
    public string? Logging { get; init; }

    /// <summary>Whose visits do not count although visits count, and why: a sentence each.</summary>
    public IReadOnlyList<string> VisitsLeftOut { get; init; } = [];

    internal static AnalysisDone Of(
        Moment asOf, PatternRule rule, BusinessSettings settings, long run, JudgedCount judged, bool current) => new(
        asOf.At,
        asOf.Date,
        rule.Word(),
        settings.BusinessZone,
        run,
        judged.All,
        judged.Of(PatternStatus.PatternBreak),
        judged.Of(PatternStatus.BelowPattern),
        judged.Of(PatternStatus.AbovePattern),
        judged.Of(PatternStatus.Normal),
        judged.NotEnoughHistory,
        judged.Written,
        current);
}
