using ClientVitals.CallPatterns.MissingData;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Sources;

namespace ClientVitals.Server.Pages;

/// <summary>How jobs and sources stand, looked up at most every few seconds: each page of the morning shows it, and it is the same for all.</summary>
internal sealed class HouseStands(VitalsDatabase database)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private volatile HouseStanding? _last;

    /// <summary>How it stands for whoever looks.</summary>
    public async Task<HouseStanding> ReadAsync(Seen seen, CancellationToken cancel)
    {
        if (_last is not { } last || seen.Now - last.At >= Kept || seen.Now < last.At)
            _last = last = await LookAsync(seen, cancel);
        return last.For(seen);
    }

    /// <summary>Something was changed here: whoever did sees it on the next page.</summary>
    public void Forget() => _last = null;

    private async Task<HouseStanding> LookAsync(Seen seen, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return new(
            await JobStanding.ReadAsync(db, Timetable.Jobs, seen.Now, cancel),
            await SourceFreshness.ReadAsync(db, seen.Now, cancel),
            await SourceSilence.AtAsync(db, seen.Now, seen.Today.AddDays(-SourceSilence.SaidDays), cancel),
            await People.Segments.ReadAsync(db, cancel),
            seen.Now);
    }
}
