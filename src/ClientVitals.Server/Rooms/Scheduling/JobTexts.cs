using System.Globalization;
using ClientVitals.Scheduling;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Scheduling;

/// <summary>What is said of jobs and their runs: how they stand by shape, word and class, never by colour alone.</summary>
internal sealed class JobTexts(Language language)
{
    public string Title => language.Say("Jobs");

    public string NeverAny => language.Say("No job has run yet");

    public string NoneFailed => language.Say("Nothing has failed");

    public string AllSucceeded => language.Say("Every job succeeded");

    public string NeedYou(int jobs) => language.Count(jobs, "One job needs you", "{0} jobs need you");

    public string Day => language.Say("The day");

    public string Strip => language.Say("The day as a strip");

    public string Legend => language.Say("● done  ◐ partly done  ✕ failed  ▶ running  ↺ given up, tried again  – nothing to do  ○ scheduled. The line is now; times are in the business time zone.");

    public string Scheduled => language.Say("scheduled");

    /// <param name="hour">Hours since the day began.</param>
    public string At(string state, double hour) => language.Say("{0} at {1}", state, TimeSpan.FromHours(hour).ToString(@"hh\:mm", CultureInfo.InvariantCulture));

    public string NothingToday(string job) => language.Say("{0}: nothing today", job);

    public string Job => language.Say("Job");

    public string Hours => language.Say("Hours");

    public string LastRun => language.Say("Last run");

    public string NextHead => language.Say("Next");

    public string Do => language.Say("Do");

    public string RunNow => language.Say("Run now");

    public string RunNowOf(string job) => language.Say("Run now: {0}", job);

    public string Pause => language.Say("Pause");

    public string PauseOf(string job) => language.Say("Pause: {0}", job);

    public string Resume => language.Say("Resume");

    public string ResumeOf(string job) => language.Say("Resume: {0}", job);

    public string LastSuccess => language.Say("Last success for");

    public string Missed => language.Say("Missed runs");

    public string Overlap => language.Say("Overlap");

    public string Runs => language.Say("Runs");

    public string NeverRan => language.Say("It has not run yet.");

    public string For => language.Say("For");

    public string HowItWent => language.Say("How it went");

    public string Read => language.Say("Read");

    public string Written => language.Say("Written");

    public string FailedRows => language.Say("Failed");

    public string TookHead => language.Say("Took");

    public string By => language.Say("By");

    public string NoSuchJob => language.Say("No such job");

    public string WhyNoSuchJob => language.Say("There is no such job; choose one from the list of jobs.");

    public string TitleOf(JobStatus job) => language.Say(job.Title);

    public string PurposeOf(JobStatus job) => language.Say(job.Description);

    /// <summary>When it runs; what is wrong with its schedule where that is not valid.</summary>
    public string Schedule(JobStatus job, PageContext seen)
    {
        try
        {
            return CronSchedule.Parse(job.Cron).InWords(seen.Sentence);
        }
        catch (PlainError wrong)
        {
            return language.Say(wrong.Said);
        }
    }

    public string Attempt(int attempt) => language.Say("attempt {0}", attempt);

    /// <summary>Who began a run: schedule, person or api.</summary>
    public string StartedBy(string word) => word switch
    {
        "schedule" => language.Say("schedule"),
        "person" => language.Say("person"),
        "api" => language.Say("API"),
        _ => language.Say(word),
    };

    public string Misfire(JobStatus job) => job.Misfire switch
    {
        "all" => language.Say("catch up with each"),
        "skip" => language.Say("skip"),
        _ => language.Say("catch up once"),
    };

    public string OverlapOf(JobStatus job) => job.Overlap == "queue" ? language.Say("queue one") : language.Say("skip");

    public (string Shape, string Word, string Class) Of(RunState state) => state switch
    {
        RunState.Succeeded => ("●", language.Say("done"), "done"),
        RunState.Partial => ("◐", language.Say("partly done"), "part"),
        RunState.Failed => ("✕", language.Say("failed"), "failed"),
        RunState.Running => ("▶", language.Say("running"), "running"),
        RunState.Skipped => ("–", language.Say("nothing to do"), "skipped"),
        _ => ("↺", language.Say("given up"), "part"),
    };

    /// <summary>The job's last run; never run, paused and failed are three different answers.</summary>
    public (string Shape, string Word, string Class) Of(JobStatus job) =>
        job.LastState is { } state ? Of(state) : ("○", language.Say("never run"), "skipped");

    public string Next(JobStatus job, PageContext seen) =>
        !job.Enabled ? language.Say("paused")
        : job.Next is { } next ? seen.Moment(next)
        : job.Runner == "vitals" ? "–" : language.Say("run by {0}", job.Runner);

    public static string Took(JobRun run, PageContext seen) => run.FinishedAt is not { } end ? "–"
        : (end - run.StartedAt).TotalSeconds is var seconds && seconds < 90
            ? seen.Sentence($"{seconds:0.0} s")
            : seen.Sentence($"{seconds / 60:0.0} min");
}
