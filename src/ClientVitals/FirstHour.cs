using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Packages;
using ClientVitals.Scheduling;
using ClientVitals.Sessions;

namespace ClientVitals;

/// <summary>
/// How far a business is in its first hour, read from what is in the database: nothing is kept of it but which steps somebody left out.
/// </summary>
/// <param name="Section">Which steps were left out, as the settings keep it; null = none.</param>
/// <param name="ZoneChosen">Whether somebody ever set another time zone than the one a new database has.</param>
/// <param name="HasCalls">Whether any call is there.</param>
/// <param name="Sources">Connected systems that may deliver.</param>
/// <param name="WordsDelivery">The latest file with words that nobody explained yet; null = there is none.</param>
/// <param name="WordsFile">Its name.</param>
/// <param name="Words">How many words those are.</param>
/// <param name="IsAnalysed">Whether an analysis judged anybody.</param>
/// <param name="HasPatterns">Whether anybody had enough history for it.</param>
/// <param name="IsLongAgo">Whether the business has been at work for longer than <see cref="Lasts"/>.</param>
/// <param name="LastRun">How the last analysis ended, or that it runs; null = there was none.</param>
/// <param name="LastBegan">When it began.</param>
/// <param name="LastError">Its sentence.</param>
/// <param name="IsRunning">Whether it runs and gives signs of life.</param>
/// <param name="HasFacts">Whether any session or package is there: then scores can be made.</param>
/// <param name="IsScored">Whether anybody has a health score.</param>
/// <param name="LastScoring">How the last scoring ended, or that it runs; null = there was none.</param>
/// <param name="ScoringError">Its sentence.</param>
/// <param name="IsScoring">Whether it runs and gives signs of life.</param>
/// <param name="CoachAccounts">Accounts of people on the staff: with each more, a coach less is to be invited.</param>
public sealed record FirstHour(
    string? Section,
    bool ZoneChosen,
    bool HasCalls,
    int Sources,
    long? WordsDelivery,
    string? WordsFile,
    int Words,
    bool IsAnalysed,
    bool HasPatterns,
    bool IsLongAgo,
    RunState? LastRun,
    DateTimeOffset? LastBegan,
    string? LastError,
    bool IsRunning,
    bool HasFacts,
    bool IsScored,
    RunState? LastScoring,
    string? ScoringError,
    bool IsScoring,
    int CoachAccounts)
{
    /// <summary>A business whose analysis first succeeded longer ago is past it, whatever is left undone.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    /// <summary>Coaches named in the data who have no account; looked for while there are calls and the list is shown.</summary>
    public IReadOnlyList<UninvitedCoach> Coaches { get; init; } = [];

    /// <summary>Whether only the first <see cref="UninvitedCoaches.MostClients"/> of the clients without a coach were looked at for that.</summary>
    public bool IsPart { get; init; }

    /// <summary>The steps that were left out; <see cref="FirstStep.All"/> = the whole list.</summary>
    public IReadOnlyList<FirstStep> LeftOut => FirstHourSettings.Section.Read(Section).LeftOut;

    /// <summary>Whether somebody put the whole list away.</summary>
    public bool IsDismissed => LeftOut.Contains(FirstStep.All);

    /// <summary>The steps of this business, in order. Words are one only where a file had some that are not known, scores only where there are sessions or packages.</summary>
    public IEnumerable<FirstStep> Steps =>
        [FirstStep.Zone, FirstStep.Calls, .. Words > 0 ? [FirstStep.Words] : Array.Empty<FirstStep>(), FirstStep.Analysis, .. HasFacts ? [FirstStep.Scoring] : Array.Empty<FirstStep>(), FirstStep.Coaches];

    /// <summary>Whether there is nothing left to guide anybody to.</summary>
    public bool IsOver => IsDismissed || IsLongAgo || Steps.All(IsSettled);

    /// <summary>Whether a step is done or left out.</summary>
    public bool IsSettled(FirstStep step) => IsDone(step) || LeftOut.Contains(step);

    /// <summary>Whether a step is done, as the database has it.</summary>
    public bool IsDone(FirstStep step) => step switch
    {
        FirstStep.Zone => ZoneChosen,
        FirstStep.Calls => HasCalls,
        FirstStep.Words => Words == 0,
        FirstStep.Analysis => IsAnalysed,
        FirstStep.Scoring => IsScored,
        FirstStep.Coaches => HasCalls && Coaches.Count == 0,
        _ => IsOver,
    };

    /// <summary>How it is now.</summary>
    /// <param name="alsoOver">Whether coaches are looked for also where the list is put away or long done.</param>
    /// <param name="coaches">Who knows them already; null = they are looked for.</param>
    public static async Task<FirstHour> ReadAsync(
        VitalsDatabase database, DateTimeOffset now, CancellationToken ct, bool alsoOver = false, Func<FirstHour, Task<(IReadOnlyList<UninvitedCoach> Coaches, bool IsPart)>>? coaches = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        var hour = (await database.AskAsync<FirstHour>(
            DatabaseIdentity.Service, Sql.Of<FirstHour>(), new { section = FirstHourSettings.Section.Name, job = AnalyzeCallPatterns.Job, scoring = ScoreHealth.Job, past = now - Lasts }, ct))[0];
        // The demo was made today, of a business that has been at work for half a year.
        if (database is { Name: VitalsDatabase.DemoName, IsEmbedded: true })
            hour = hour with { IsLongAgo = true };
        return hour.HasCalls && (alsoOver || !(hour.IsDismissed || hour.IsLongAgo || hour.LeftOut.Contains(FirstStep.Coaches)))
            ? await hour.WithAsync(coaches?.Invoke(hour) ?? UninvitedCoaches.FoundAsync(database, ct))
            : hour;
    }

    private async Task<FirstHour> WithAsync(Task<(IReadOnlyList<UninvitedCoach> Coaches, bool IsPart)> looking)
    {
        var found = await looking;
        return this with { Coaches = found.Coaches, IsPart = found.IsPart };
    }

    /// <summary>Whether the analysis is to begin by itself after an import: while no client has calls enough to be judged.</summary>
    public static async Task<bool> IsAnalysisDueAsync(VitalsDatabase database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return (await database.AskAsync<Due>(DatabaseIdentity.Service, Sql.Of<FirstHour>("Due"), null, ct))[0].IsDue;
    }

    /// <summary>Whether scores are to be made by themselves after an import of sessions or packages: while nobody has one, or none that knows of any of these.</summary>
    /// <param name="entity">What was imported, as in deliveries.</param>
    public static async Task<bool> IsScoringDueAsync(VitalsDatabase database, string entity, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return (entity == SessionFact.Entity.Name || entity == PackageFact.Entity.Name)
            && (await database.AskAsync<Due>(DatabaseIdentity.Service, Sql.Of<FirstHour>("ScoringDue"), new { entity }, ct))[0].IsDue;
    }

    internal sealed record Due(bool IsDue);
}

/// <summary>A step of the first hour.</summary>
public enum FirstStep
{
    /// <summary>The whole list.</summary>
    All,

    /// <summary>The time zone of the business.</summary>
    Zone,

    /// <summary>A file of calls, or a system that delivers them.</summary>
    Calls,

    /// <summary>What words in a file mean that are not known.</summary>
    Words,

    /// <summary>The first analysis.</summary>
    Analysis,

    /// <summary>The first health scores.</summary>
    Scoring,

    /// <summary>Accounts for the coaches named in the data.</summary>
    Coaches,
}

/// <summary>The first hour's part of the settings.</summary>
/// <param name="LeftOut">Steps that somebody skipped; <see cref="FirstStep.All"/> = the whole list was put away.</param>
public sealed record FirstHourSettings(IReadOnlyList<FirstStep> LeftOut)
{
    public static readonly Settings.SettingsSection<FirstHourSettings> Section = new("FirstHour", new FirstHourSettings([]));
}
