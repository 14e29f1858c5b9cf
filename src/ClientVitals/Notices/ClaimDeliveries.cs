using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Notices;

/// <summary>A delivery that this sender has for itself until its lease ends.</summary>
/// <param name="Fence">The number of the claim: what another has claimed since is not written by this one.</param>
/// <param name="Email">Of an account, its own address; of a mailbox of the business, that one; null = neither, or the account is deactivated.</param>
/// <param name="Name">What people call the account; of a channel, its name.</param>
/// <param name="MessageKey">The same for every attempt.</param>
public sealed record ClaimedDelivery(
    long Id, long Fence, int Attempts, string Way, string? HeldFor, Guid? UserId, string? ChannelName, string? Email, string? Name, Guid MessageKey,
    string Kind, string Subject, string Severity, string Sentence, string? Link, DateTimeOffset ToldAt);

/// <summary>
/// Takes what is due: rows that another is just taking are skipped, so several nodes may ask at once. A digest is taken as a whole. Before that, what a
/// dead holder left is put back or given up, and what nobody could send for <see cref="Oldest"/> is given up.
/// </summary>
/// <param name="Ways">Which this node can send: one without a mail server takes no mail.</param>
/// <param name="Most">Rows at most, digests aside.</param>
public sealed record ClaimDeliveries(IReadOnlyList<string> Ways, int Most, string Node) : IAct<IReadOnlyList<ClaimedDelivery>>
{
    /// <summary>Longer than any attempt may take (<c>SendNotice</c>): only a dead holder loses it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>News that is older helps nobody.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(3);

    /// <summary>Only this delivery, also before it is due; null = what is due.</summary>
    public long? Only { get; init; }

    public async Task<IReadOnlyList<ClaimedDelivery>> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<ClaimDeliveries>("Recover"), new { now = work.Now, most = NoticeBackoff.MostAttempts, before = work.Now - Oldest, days = (int)Oldest.TotalDays }, cancellationToken: ct));
        return (await work.Connection.QueryAsync<ClaimedDelivery>(new CommandDefinition(
            Sql.Of<ClaimDeliveries>(), new { now = work.Now, ways = Ways.ToArray(), most = Most, only = Only, node = Node, lease = Lease }, cancellationToken: ct))).AsList();
    }
}
