using ClientVitals.Scheduling;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Scheduling;

/// <summary>How a run or a job stands, by shape, word and class: never by colour alone.</summary>
internal static class JobWords
{
    public static (string Shape, string Word, string Class) Of(RunState state) => state switch
    {
        RunState.Succeeded => ("●", "done", "done"),
        RunState.Partial => ("◐", "partly done", "part"),
        RunState.Failed => ("✕", "failed", "failed"),
        RunState.Running => ("▶", "running", "running"),
        RunState.Skipped => ("–", "nothing to do", "skipped"),
        _ => ("↺", "given up", "part"),
    };

    /// <summary>The job's last run; never run, paused and failed are three different answers.</summary>
    public static (string Shape, string Word, string Class) Of(JobStatus job) => job.LastState is { } state ? Of(state) : ("○", "never run", "skipped");

    public static string Next(JobStatus job, PageContext seen) =>
        !job.Enabled ? "paused" : job.Next is { } next ? seen.Moment(next) : job.Runner == "vitals" ? "–" : $"run by {job.Runner}";

    public static string Took(JobRun run, PageContext seen) => run.FinishedAt is not { } end ? "–"
        : (end - run.StartedAt).TotalSeconds is var seconds && seconds < 90
            ? seen.Text($"{seconds:0.0} s")
            : seen.Text($"{seconds / 60:0.0} min");
}
