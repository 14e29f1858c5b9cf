using System.Globalization;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.MissingData;
using ClientVitals.Scheduling;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Npgsql;

namespace ClientVitals.Cli.Doctor;

/// <summary>What runs in the database: accounts, sources and their secrets, schedules, the analysis.</summary>
internal static class WorkChecks
{
    internal delegate Task<IReadOnlyList<Finding>> Check(NpgsqlConnection db, Examination asks, CancellationToken cancel);

    public static readonly IReadOnlyList<(string Name, Check Check)> Each =
    [
        ("accounts", AccountsAsync),
        ("webhooks", WebhooksAsync),
        ("sources", SourcesAsync),
        ("schedules", SchedulesAsync),
        ("analysis", AnalysisAsync),
    ];

    private static async Task<IReadOnlyList<Finding>> AccountsAsync(NpgsqlConnection db, Examination asks, CancellationToken cancel)
    {
        var counts = await AccountCounts.ReadAsync(db, cancel);
        if (counts.Accounts == 0)
            return [Finding.Look("accounts", "Nobody has an account yet; vitals users first-link makes the link for the owner's.")];
        if (counts.Owners == 0)
            return [Finding.Broken("accounts", "No owner can sign in, so nobody can let others in; vitals users link makes one a link, vitals users invite another owner.")];
        var waiting = counts.Waiting == 0 ? "" : $", {counts.Waiting} invited and not come yet";
        return [Finding.Good("accounts", $"{counts.Accounts}, of them {counts.Owners} owners who can sign in{waiting}.")];
    }

    private static async Task<IReadOnlyList<Finding>> WebhooksAsync(NpgsqlConnection db, Examination asks, CancellationToken cancel)
    {
        var sources = (await CallSources.ReadAsync(db, asks.Clock.GetUtcNow(), cancel)).Where(source => source.Enabled).ToList();
        if (sources.Count == 0)
            return [];
        List<Finding> wrong = [];
        foreach (var source in sources)
        {
            try
            {
                if (asks.Secrets.Find(CallSources.SecretName(source.Name)) is null)
                    wrong.Add(Finding.Broken("webhooks", $"{source.Name} has no secret on this machine, so its messages are refused here; set {Secrets.Variable(CallSources.SecretName(source.Name))}, or draw one with vitals sources new-secret {source.Name}."));
            }
            catch (PlainError loose)
            {
                wrong.Add(Finding.Broken("webhooks", loose.Message));
            }
        }
        return wrong.Count > 0 ? wrong : [Finding.Good("webhooks", $"{sources.Count} sources post calls, each with its secret.")];
    }

    private static async Task<IReadOnlyList<Finding>> SourcesAsync(NpgsqlConnection db, Examination asks, CancellationToken cancel)
    {
        var now = asks.Clock.GetUtcNow();
        var fresh = await SourceFreshness.ReadAsync(db, now, cancel);
        List<Finding> findings =
        [
            .. fresh.Where(source => source.IsStale).Select(source => Finding.Look("sources", string.Create(
                CultureInfo.InvariantCulture,
                $"{source.Source} has been silent for {Span(source.SilentSeconds)}, where {Span(source.UsualSeconds!.Value)} is long for it; look whether it still delivers."))),
        ];
        var settings = await BusinessSettings.InForceAsync(db, cancel);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, settings.Zone).Date);
        findings.AddRange((await SourceSilence.AtAsync(db, now, today, cancel)).Where(silence => silence.EndsOn is null).Select(silence => Finding.Look("sources", silence.Sentence)));
        if (findings.Count == 0 && fresh.Count > 0)
            findings.Add(Finding.Good("sources", $"{fresh.Count} delivered lately, none is silent beyond its habit."));
        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> SchedulesAsync(NpgsqlConnection db, Examination asks, CancellationToken cancel)
    {
        var now = asks.Clock.GetUtcNow();
        var all = await ScheduleHealth.ReadAsync(db, cancel);
        List<Finding> findings =
        [
            .. all.Where(job => job.FailedAt is not null).Select(job => Finding.Broken("schedules", $"{job.Job} failed {Ago(now - job.FailedAt!.Value)}: {job.Error}")),
            .. all.Where(job => job.IsOverdue(now)).Select(job => Finding.Broken(
                "schedules", $"{job.Job} last succeeded {Ago(now - job.SucceededAt!.Value)} and is overdue; look whether a server runs (vitals serve).")),
            .. all.Where(job => job is { Runs: > 0, SucceededAt: null, FailedAt: null }).Select(job => Finding.Look(
                "schedules", $"{job.Job} never succeeded, nor did it fail: its runs were skipped, or one is at work still; vitals jobs history {job.Job} says why.")),
        ];
        var never = all.Where(job => job.Runs == 0).Select(job => job.Job).ToList();
        if (never.Count > 0)
            findings.Add(Finding.Look("schedules", $"{never.Count} of {all.Count} never ran ({string.Join(", ", never)}): this version has no work for them yet, or no server has run at their hour."));
        if (findings.Count == 0)
            findings.Add(Finding.Good("schedules", all.Count == 0 ? "None is switched on." : $"All {all.Count} ran when they should."));
        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> AnalysisAsync(NpgsqlConnection db, Examination asks, CancellationToken cancel)
    {
        var now = asks.Clock.GetUtcNow();
        var last = await LastAnalysis.ReadAsync(db, cancel);
        if (last.Clients == 0)
            return [Finding.Good("analysis", "There are no clients yet, so there is nothing to judge.")];
        var sentence = last.Sentence(now, (await BusinessSettings.InForceAsync(db, cancel)).Zone);
        return [last.FailedAt is not null ? Finding.Broken("analysis", sentence)
            : last.AsOf is not { } asOf || now - asOf >= TimeSpan.FromDays(2) ? Finding.Look("analysis", sentence)
            : Finding.Good("analysis", sentence)];
    }

    private static string Ago(TimeSpan span) => Span(span.TotalSeconds) + " ago";

    private static string Span(double seconds) => seconds < 2 * 3600 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} minutes")
        : seconds < 48 * 3600 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400:0} days");
}
