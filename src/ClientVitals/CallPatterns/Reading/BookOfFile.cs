using ClientVitals.CallPatterns.Model;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.CallPatterns.Reading;

/// <summary>
/// The histories in a file of calls, for judging without a database: what was visible at one moment, or, for a replay, each call with
/// the first day whose check sees it.
/// </summary>
/// <param name="Histories">By client, in ordinal order of the address.</param>
/// <param name="Account">What became of each line.</param>
/// <param name="Unmatched">Calls that no client can be named for.</param>
/// <param name="LastCallOn">The newest day with a call; null = none.</param>
public sealed record BookOfFile(IReadOnlyList<ClientHistory> Histories, LineAccount Account, long Unmatched, DateOnly? LastCallOn)
{
    /// <summary>How late calls are logged at the end of the file.</summary>
    public DelayCurve Delays { get; private init; } = DelayCurve.Unknown;

    /// <summary>What a reader should know about how the file was read.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; private init; } = [];

    /// <summary>What was visible at a moment.</summary>
    public static BookOfFile AsOf(CallFile file, BusinessZone zone, WhatCounts counts, DateTimeOffset asOf, Action<Reject>? rejected, CancellationToken ct) =>
        Read(file, new CallDays(zone, counts, asOf: asOf), zone, counts, asOf, new DelayCounts(zone, HourOf(asOf, zone)), rejected, ct);

    /// <summary>Everything, with what each day's check at this wall-clock time sees.</summary>
    public static BookOfFile CheckedAt(CallFile file, BusinessZone zone, WhatCounts counts, TimeOnly at, Action<Reject>? rejected, CancellationToken ct) =>
        Read(file, new CallDays(zone, counts, checkedAt: at), zone, counts, null, new DelayCounts(zone, at), rejected, ct);

    private static TimeOnly HourOf(DateTimeOffset asOf, BusinessZone zone) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(asOf, zone.Info).DateTime);

    private static BookOfFile Read(
        CallFile file, CallDays days, BusinessZone zone, WhatCounts counts, DateTimeOffset? asOf, DelayCounts delays, Action<Reject>? rejected, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (var row in file.Rows(rejected, ct))
        {
            days.Add(row);
            if (counts.Engages(row.Channel, row.Status) && (asOf is null || row.KnownAt < asOf))
                delays.Add(row.StartedAt, row.LoggedAt);
        }
        var logged = delays.Curves(asOf);
        var histories = new List<ClientHistory>();
        var last = 0;
        foreach (var client in days.Clients())
        {
            // No client is judged before the first engaged call, as in the database.
            if (!Array.Exists(client.Days, day => day.Calls > 0))
                continue;
            last = Math.Max(last, client.Days[^1].Day);
            histories.Add(new ClientHistory(
                client.Client,
                StartDay: null,
                EndDay: null,
                Array.ConvertAll(client.Days, day => new ClientDay(day.Day, day.Calls, day.Outbound, day.Attempts, day.SeenOn)))
            {
                Delays = logged,
                InVain = asOf is { } at && client.InVain.Length > 0 ? RingsInVain.Of(client.InVain, Moment.Of(at, zone.Info), zone.Info) : null,
                Scheduled = Array.ConvertAll(client.Planned, planned => new ScheduledCall(planned.Day, planned.SeenOn)),
            });
        }
        return new BookOfFile(histories, file.Account, days.Unmatched, last == 0 ? null : DateOnly.FromDayNumber(last)) { Delays = logged.Last, Notes = file.Notes };
    }
}
