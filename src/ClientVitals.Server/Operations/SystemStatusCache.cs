using ClientVitals.CallPatterns.MissingData;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Server.Web;
using ClientVitals.Sources;

namespace ClientVitals.Server.Operations;

/// <summary>How jobs and sources stand, looked up at most every few seconds: each page of the morning shows it, and it is the same for all.</summary>
internal sealed class SystemStatusCache(VitalsDatabase database)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private volatile SystemStatus? _last;

    /// <summary>How it is, for a page that shows it.</summary>
    public async Task<SystemStatus> ReadAsync(PageContext seen, CancellationToken cancel)
    {
        if (_last is not { } last || seen.Now - last.At >= Kept || seen.Now < last.At)
            _last = last = await LookAsync(seen, cancel);
        return last.For(seen);
    }

    /// <summary>Something was changed here: the one who did sees it on the next page.</summary>
    public void Forget() => _last = null;

    private async Task<SystemStatus> LookAsync(PageContext seen, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return new(
            await JobStatus.ReadAsync(db, Timetable.Jobs, seen.Now, cancel),
            await SourceFreshness.ReadAsync(db, seen.Now, cancel),
            await SourceSilence.AtAsync(db, seen.Now, seen.Today.AddDays(-SourceSilence.SaidDays), cancel),
            await People.Segments.ReadAsync(db, cancel),
            seen.Now);
    }
}
