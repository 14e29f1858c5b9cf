using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.Insights;

/// <summary>What insights bring: findings, who was told of them, and the run that looks for them. The checks are the other rooms'.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Insights",
        new Table("proactive_insights"),
        new Table("insight_events"),
        new Table("insight_messages") { Erase = OnErase.KeepsTexts },
        new Table("insight_checks"),
        TellOfFindings.Alarm,
        TellOfFindings.Recovery,
        new InsightCheck("no-receiver", "Findings that reach nobody", typeof(FindingsWithoutReceiver), found => new(
            "Nobody is told of findings",
            $"{found.Measure:0} open {(found.Measure == 1 ? "finding" : "findings")} reached nobody: there is no open account of an owner or admin. Invite one, so that the next finding is told."))
        {
            Priority = "high",
            IsLast = true,
            Address = _ => "/settings",
        },
        new Job(LookForFindings.Job, [], WatcherRun.OfJobAsync)
        {
            Title = "Look for findings",
            Purpose = "Looks for what someone must know: silent sources, failed jobs, shifts of the book.",
        });
}

/// <summary>Open findings of which nobody was told.</summary>
internal static class FindingsWithoutReceiver;
