using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals;

/// <summary>What a merge moved.</summary>
/// <param name="Kept">The client who stays.</param>
/// <param name="Gone">The one who turned out to be the same person; archived.</param>
/// <param name="Calls">Calls that went over.</param>
public sealed record ClientsMerged(Guid Kept, Guid Gone, int Calls);

/// <summary>
/// Two clients turn out to be one person: calls, addresses, pauses and history of the one go to the other. Crosses all rooms.
/// The next analysis judges the joined history.
/// </summary>
/// <param name="Keep">An e-mail, number or the id of the client who stays.</param>
/// <param name="Gone">The same of the client who goes.</param>
public sealed record MergeClients(string Keep, string Gone) : IAct<ClientsMerged>
{
    /// <summary>The rooms whose tables take part.</summary>
    public IReadOnlyList<RoomEntry> Of { get; init; } = Rooms.All;

    /// <exception cref="PlainError">An address is invalid or nobody's; both are the same client's.</exception>
    /// <exception cref="NotFoundException">Whoever acts does not see both.</exception>
    public async Task<ClientsMerged> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var db = work.Connection;
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var kept = (await FoundClient.RequireAsync(db, Keep, settings.PhoneRegion, ct)).Id;
        var gone = (await FoundClient.RequireAsync(db, Gone, settings.PhoneRegion, ct)).Id;
        if (kept == gone)
            throw new PlainError($"{Keep.Trim()} and {Gone.Trim()} are already the same client.");
        await work.MustSeeClientsAsync([kept, gone], ct);
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<MergeClients>("Find"), new { kept, gone }, cancellationToken: ct));
        var today = BusinessZone.Of(settings.BusinessZone).DayOf(work.Now);
        var calls = (await new MergeRows(Of, kept, gone, work.Now, today).RunAsync(db, ct)).GetValueOrDefault("call_records");
        var details = new Dictionary<string, string> { ["kept"] = kept.ToString(), ["gone"] = gone.ToString(), ["calls"] = calls.ToString(CultureInfo.InvariantCulture) };
        await new Audit(new AuditAction("people_merged"), null, details).RunAsync(work, ct);
        return new ClientsMerged(kept, gone, calls);
    }
}
