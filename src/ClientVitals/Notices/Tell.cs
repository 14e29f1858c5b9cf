using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.Notices;

/// <summary>What became of a notice that was told.</summary>
/// <param name="Notice">Its number; null = it was told before, by its key.</param>
/// <param name="InApp">In how many bells it is.</param>
/// <param name="Outgoing">How many deliveries by mail and channel wait.</param>
public sealed record Told(long? Notice, int InApp, int Outgoing)
{
    /// <summary>Whether nobody receives it: no account, no channel, or everybody turned its kind off.</summary>
    public bool IsForNobody => Notice is not null && InApp + Outgoing == 0;
}

/// <summary>
/// Tells people something, once: writes the notice and a delivery for each receiver and way into the outbox, in the unit of work of the caller. What is
/// rolled back is not told; servers send what is committed.
/// </summary>
/// <param name="Kind">A registered <see cref="NoticeKind"/>: jobs.failed.</param>
/// <param name="Subject">What it is about, as job:daily-report; at most 200 characters, no address of a person.</param>
/// <param name="To">Who is told.</param>
/// <param name="Sentence">One plain sentence, at most 1000 characters.</param>
/// <param name="Link">A page of this product that shows more, from / on; null = none.</param>
/// <param name="Severity">Critical is sent at once, also in quiet hours.</param>
/// <param name="DedupKey">The same key again tells nothing, for as long as the first is kept (<see cref="PurgeNotices.For"/>); at most 200 characters.</param>
public sealed record Tell(string Kind, string Subject, NoticeReceivers To, string Sentence, string? Link, NoticeSeverity Severity, string DedupKey) : IAct<Told>
{
    /// <exception cref="PlainError">A text is empty or too long, or the link leads out of this product.</exception>
    public async Task<Told> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var db = work.Connection;
        if (await WriteAsync(work, new(Kind, Subject, To.Written, Sentence, Link, Severity, DedupKey), ct) is not { } notice)
            return new(null, 0, 0);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var hours = await NoticeSettings.Section.InForceAsync(db, ct);
        var zone = BusinessZone.Of(settings.BusinessZone);
        var queued = new List<Queued>();
        foreach (var person in await db.QueryAsync<Person>(new CommandDefinition(
            Sql.Of<Tell>("People"), new { roles = To.Roles.Select(role => role.Word()).ToArray(), users = To.Users.ToArray(), staff = To.Staff.ToArray() }, cancellationToken: ct)))
        {
            if (!person.NoBell.Contains(Kind))
                queued.Add(Queued.InApp(person.UserId, work.Now));
            if (!person.NoMail.Contains(Kind))
                queued.Add(Queued.Of(person.UserId, null, "mail", person.Hours(zone, hours).OfMail(Severity, work.Now)));
        }
        if (To.AlsoChannels)
        {
            var quiet = new NoticeHours(zone, hours.QuietFrom, hours.QuietUntil, hours.DigestAt);
            foreach (var channel in await db.QueryAsync<Channel>(new CommandDefinition(Sql.Of<Tell>("Channels"), new { kind = Kind, severity = Severity.Word() }, cancellationToken: ct)))
                queued.Add(Queued.Of(null, channel.Id, channel.Kind, channel.Kind == "webhook" ? (work.Now, null) : quiet.OfChannel(Severity, work.Now)));
        }
        await QueueAsync(work, notice, queued, ct);
        return new(notice, queued.Count(one => one.Way == "in-app"), queued.Count(one => one.Way != "in-app"));
    }

    /// <summary>The notice itself; null = its key was told before.</summary>
    internal static async Task<long?> WriteAsync(UnitOfWork work, NewNotice notice, CancellationToken ct)
    {
        notice.Check();
        return await work.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            Sql.Of<Tell>("Write"),
            new { kind = notice.Kind, subject = notice.Subject, severity = notice.Severity.Word(), dedup_key = notice.DedupKey, audience = notice.Audience, sentence = notice.Sentence.Trim(), link = notice.Link, now = work.Now, who = work.By.Who },
            cancellationToken: ct));
    }

    /// <summary>Its deliveries; those who follow are told when the unit of work is committed.</summary>
    internal static async Task<IReadOnlyList<long>> QueueAsync(UnitOfWork work, long notice, IReadOnlyList<Queued> queued, CancellationToken ct)
    {
        if (queued.Count == 0)
            return [];
        var ids = (await work.Connection.QueryAsync<long>(new CommandDefinition(
            Sql.Of<Tell>("Queue"),
            new
            {
                notice,
                users = queued.Select(one => one.UserId).ToArray(),
                channels = queued.Select(one => one.ChannelId).ToArray(),
                ways = queued.Select(one => one.Way).ToArray(),
                held = queued.Select(one => one.HeldFor).ToArray(),
                due = queued.Select(one => one.At.UtcDateTime).ToArray(),
                now = work.Now,
            },
            cancellationToken: ct))).AsList();
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<Tell>("Signal"), cancellationToken: ct));
        return ids;
    }

    /// <summary>A notice before it has a number.</summary>
    internal sealed record NewNotice(string Kind, string Subject, string Audience, string Sentence, string? Link, NoticeSeverity Severity, string DedupKey)
    {
        private const int LongestSentence = 1000, LongestName = 200, LongestLink = 500;

        public void Check()
        {
            NoticeKind.Check(Kind);
            if (string.IsNullOrWhiteSpace(Sentence) || Sentence.Trim().Length > LongestSentence)
                throw new PlainError($"A notice says 1 to {LongestSentence} characters; this one has {Sentence?.Trim().Length ?? 0}.");
            if (string.IsNullOrEmpty(DedupKey) || DedupKey.Length > LongestName || Subject is null || Subject.Length > LongestName)
                throw new PlainError($"A notice's key has 1 to {LongestName} characters and its subject at most {LongestName}; these have {DedupKey?.Length ?? 0} and {Subject?.Length ?? 0}.");
            if (Link is not null && (Link.Length > LongestLink || Link is not ['/', ..] || Link is ['/', '/' or '\\', ..]))
                throw new PlainError($"A notice links to a page of this product: an address from / on, of at most {LongestLink} characters.");
        }
    }

    /// <summary>A delivery before it has a number.</summary>
    internal sealed record Queued(Guid? UserId, long? ChannelId, string Way, string? HeldFor, DateTimeOffset At)
    {
        public static Queued InApp(Guid user, DateTimeOffset now) => new(user, null, "in-app", null, now);

        public static Queued Of(Guid? user, long? channel, string way, (DateTimeOffset At, string? HeldFor) when) => new(user, channel, way, when.HeldFor, when.At);
    }

    /// <summary>An account that is told, with what it wants.</summary>
    internal sealed record Person(Guid UserId, string[] NoBell, string[] NoMail, int? QuietFrom, int? QuietUntil, int? DigestAt)
    {
        public NoticeHours Hours(BusinessZone zone, NoticeSettings business) =>
            new(zone, QuietFrom ?? business.QuietFrom, QuietUntil ?? business.QuietUntil, DigestAt ?? business.DigestAt);
    }

    internal sealed record Channel(long Id, string Kind);
}
