using System.Globalization;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>How the inputs of a job stand for one slot: fresh, on their way, or too old to work on.</summary>
/// <param name="OnItsWay">None is too old for good: what is missing works, is tried again, or is due and not yet begun.</param>
/// <param name="Sentence">Which input is too old, and how old; null = all are fresh.</param>
internal sealed record InputState(bool OnItsWay, string? Sentence)
{
    private static readonly InputState Fresh = new(false, null);

    /// <summary>
    /// An input is fresh when it succeeded for the last slot it had up to the job's own, or later. A run of a part of the book, or one that
    /// looked back, is no such success.
    /// </summary>
    public static async Task<InputState> OfAsync(NpgsqlConnection db, Job job, DateTimeOffset slot, IReadOnlyList<Job> timetable, CancellationToken ct)
    {
        var missing = new List<(string Sentence, bool OnItsWay)>();
        foreach (var name in job.Inputs)
        {
            var input = timetable.First(other => other.Name == name);
            if ((await JobSchedule.ReadAsync(db, name, ct)) is not [var schedule])
                continue;
            var last = await db.QuerySingleAsync<Input>(new CommandDefinition(Sql.Of<InputState>("Input"), new { job = name, most = RunLease.MostAttempts }, cancellationToken: ct));
            var needed = schedule.Hours.LatestAt(slot, schedule.InZone) ?? slot;
            if (last.Success < needed || last.Success is null)
                missing.Add((Say(name, input, needed, last.Success, schedule), input.IsInstalled && schedule.IsOurs && last.MayCome(needed, schedule.OwedSince)));
        }
        return missing.Count == 0 ? Fresh : new(missing.All(one => one.OnItsWay), string.Join(' ', missing.Select(one => one.Sentence)));
    }

    private static string Say(string name, Job input, DateTimeOffset needed, DateTimeOffset? success, JobSchedule schedule)
    {
        string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, schedule.InZone.Info).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var last = success is { } at ? $"its last success was for {Local(at)}" : "it never succeeded";
        var installed = input.IsInstalled ? "" : " (not installed)";
        return $"{name}{installed}, whose result this job needs, did not succeed for {Local(needed)} ({schedule.ZoneInForce}): {last}. Older figures were not used.";
    }

    /// <summary>The state of an input in the ledger.</summary>
    internal sealed record Input(DateTimeOffset? Success, DateTimeOffset? LastSlot, DateTimeOffset? OpenSlot)
    {
        /// <summary>Whether a success for <paramref name="needed"/> may still come by itself.</summary>
        public bool MayCome(DateTimeOffset needed, DateTimeOffset? owedSince) =>
            OpenSlot >= needed || (owedSince < needed && (LastSlot is null || LastSlot < needed));
    }
}
