using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Reading;

/// <summary>
/// The days on which clients attended sessions, of the whole book at once, for a business that counts them as activity beside calls. A source counts
/// while it delivers and from when its records reach back far enough, for the past and for now alike: so neither an export that was made once
/// nor records that have only begun look like clients who changed.
/// </summary>
public sealed class CountedVisits
{
    internal sealed record VisitLine(Guid ClientId, string Source, int[] Days);

    private readonly Dictionary<Guid, OfClient> _clients;

    private CountedVisits(Dictionary<Guid, OfClient> clients, IReadOnlyList<VisitSource> sources)
    {
        _clients = clients;
        Sources = sources;
        _nobodys = sources.Any(source => source.Counts) ? OfClient.None : null;
    }

    private readonly OfClient? _nobodys;

    /// <summary>Every source that told of a visit in these days.</summary>
    internal IReadOnlyList<VisitSource> Sources { get; }

    /// <summary>Whether any source counts at present.</summary>
    public bool Any => _nobodys is not null;

    /// <summary>Sources that do not count at present, and why: a sentence each.</summary>
    public IReadOnlyList<string> LeftOut => [.. Sources.Where(source => !source.Counts).Select(source => source.WhyNot)];

    /// <summary>Null where the setting says that calls alone count; then nothing is read.</summary>
    /// <param name="judgedFrom">The first day that will be judged, as in <see cref="BookReading.BeginAsync"/>.</param>
    /// <param name="isNow">What is known now, read along the days; else what was known at that moment, with all that was corrected since.</param>
    public static async Task<CountedVisits?> ReadAsync(
        NpgsqlConnection db, BusinessSettings settings, Moment asOf, DateOnly? judgedFrom, bool isNow, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.CountsVisits ? await ReadAnywayAsync(db, settings, asOf, judgedFrom, isNow, ct) : null;
    }

    /// <summary>The same, whatever the setting says: what would be, before it is switched on.</summary>
    public static async Task<CountedVisits> ReadAnywayAsync(
        NpgsqlConnection db, BusinessSettings settings, Moment asOf, DateOnly? judgedFrom, bool isNow, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(settings);
        var first = Math.Min(asOf.Today, judgedFrom?.DayNumber ?? asOf.Today);
        // The book is calibrated as of up to four weeks before, with that day's window.
        var from = judgedFrom == DateOnly.MinValue ? 0 : PatternWindow.Start(BookCalibration.LearntOn(first));
        var about = new { zone = settings.Zone.Id, from = DateOnly.FromDayNumber(from), as_of = asOf.At };
        var lines = (await db.QueryAsync<VisitLine>(new CommandDefinition(
            Sql.Of<CountedVisits>(isNow ? "Now" : "Then"), about, commandTimeout: 0, cancellationToken: ct))).AsList();
        return Of(lines, from, asOf.Today);
    }

    internal static CountedVisits Of(IReadOnlyList<VisitLine> lines, int from, int today)
    {
        var sources = lines.GroupBy(line => line.Source, StringComparer.Ordinal)
            .ToDictionary(source => source.Key, source => VisitSource.Of(source.Key, source.SelectMany(line => line.Days), from, today), StringComparer.Ordinal);
        var clients = new Dictionary<Guid, OfClient>();
        foreach (var client in lines.GroupBy(line => line.ClientId))
        {
            var told = client.Select(line => (sources[line.Source], line.Days)).ToList();
            clients.Add(client.Key, OfClient.Of(told));
        }
        return new CountedVisits(clients, [.. sources.Values.OrderBy(source => source.Name, StringComparer.Ordinal)]);
    }

    /// <summary>The days of one client, whether they count or not.</summary>
    internal static IReadOnlyList<int> DaysOf(CountedVisits read, Guid client) => read._clients.TryGetValue(client, out var visits) ? visits.Days : [];

    /// <summary>What counts of one client; null where their visits do not count.</summary>
    public OfClient? Of(Guid client) => _clients.TryGetValue(client, out var visits) ? visits.Counts ? visits : null : _nobodys;

    /// <summary>Visits of one client.</summary>
    /// <param name="Days">Each day once (<see cref="DateOnly.DayNumber"/>), ascending.</param>
    /// <param name="Begins">The first day that the records of their sources cover; 0 = all that are read.</param>
    /// <param name="Counts">Whether one of their sources counts.</param>
    public sealed record OfClient(int[] Days, int Begins, bool Counts)
    {
        internal static OfClient None { get; } = new([], 0, true);

        /// <summary>The days from this one on.</summary>
        internal ReadOnlySpan<int> From(int day) => Days.AsSpan(Array.FindIndex(Days, one => one >= day) is var first and >= 0 ? first : Days.Length);

        private IReadOnlyList<(VisitSource Source, int[] Days)> Told { get; init; } = [];

        internal static OfClient Of(IReadOnlyList<(VisitSource Source, int[] Days)> told)
        {
            var days = told is [var only] ? only.Days : [.. told.SelectMany(one => one.Days).Distinct().Order()];
            return new(days, told.Min(one => one.Source.Begins), told.Any(one => one.Source.Counts)) { Told = told };
        }

        /// <summary>Whether a silence of a source leaves us without a part of their news: it has seen one of their last active days, and no other source has seen them since.</summary>
        internal bool IsSeenBy(string source, int silentFrom, IReadOnlyList<ClientDay> lastActive) =>
            Told.FirstOrDefault(one => one.Source.Name == source).Days is { } seen
            && lastActive.Any(day => Array.BinarySearch(seen, day.Day) >= 0)
            && !Told.Any(one => one.Source.Name != source && one.Days[^1] >= silentFrom);
    }
}
