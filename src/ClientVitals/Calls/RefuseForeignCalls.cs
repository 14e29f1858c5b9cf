using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Sources;
using Dapper;

namespace ClientVitals.Calls;

/// <summary>
/// Keeps an import within what whoever acts may see: a call that names a client outside their book, by e-mail or number, is refused with
/// one sentence for all of them. Clients that a coach's calls make are the coach's own.
/// </summary>
/// <param name="MatchOnly">
/// No client may be made. A coach's call of somebody unknown is refused too: kept without a client, it would go to another coach's
/// client as soon as that client gets the address.
/// </param>
internal sealed record RefuseForeignCalls(bool MatchOnly)
{
    /// <summary>Why a call is refused. It does not say whether anybody has the address.</summary>
    public const string Reason = "the client is not in your book; ask an owner or admin to record this call";

    private sealed record Refused(long Line, string Raw);

    /// <summary>Before the calls find their clients: takes out of the staged ones those that are not for this book.</summary>
    public async Task BeforeAsync(UnitOfWork work, CallAccount account, Action<Reject>? rejected, CancellationToken ct)
    {
        if (work.By.Identity == DatabaseIdentity.Service)
            return;
        var actor = work.Actor();
        var coach = actor.HasOwnBook ? actor.RequireOwnBook() : null;
        var db = work.Connection;
        var named = (await db.QueryAsync<Guid>(new CommandDefinition(Sql.Of<RefuseForeignCalls>("Named"), cancellationToken: ct))).AsList();
        var own = (await work.SeenClientsAsync(named, ct)).ToArray();
        var refused = (await db.QueryAsync<Refused>(new CommandDefinition(
            Sql.Of<RefuseForeignCalls>("Refused"), new { own, known_only = MatchOnly && actor.HasOwnBook }, cancellationToken: ct))).OrderBy(one => one.Line).ToList();
        account.Withdraw(Reason, refused.Count);
        foreach (var one in refused)
            rejected?.Invoke(new(one.Line, Reason, one.Raw));
        if (coach is not null)
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<RefuseForeignCalls>("Coach"), new { coach }, cancellationToken: ct));
    }

    /// <summary>
    /// Once the calls there already are known: a call goes from one client to another only by the word of somebody who sees both.
    /// </summary>
    public static async Task KeepForeignAsync(UnitOfWork work, CancellationToken ct)
    {
        if (work.By.Identity == DatabaseIdentity.Service)
            return;
        var met = (await work.Connection.QueryAsync<Guid>(new CommandDefinition(Sql.Of<RefuseForeignCalls>("Met"), cancellationToken: ct))).AsList();
        var own = (await work.SeenClientsAsync(met, ct)).ToArray();
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<RefuseForeignCalls>("Keep"), new { own }, cancellationToken: ct));
    }

    /// <summary>After everything was written: an address that went to another book meanwhile takes all of it back.</summary>
    /// <exception cref="PlainError">One did.</exception>
    public static async Task AfterAsync(UnitOfWork work, CancellationToken ct)
    {
        if (work.By.Identity == DatabaseIdentity.Service)
            return;
        var touched = (await work.Connection.QueryAsync<Guid>(new CommandDefinition(Sql.Of<RefuseForeignCalls>("Touched"), cancellationToken: ct))).AsList();
        if ((await work.SeenClientsAsync(touched, ct)).Count < touched.Count)
            throw new PlainError("Another import changed these clients at the same moment; nothing was recorded. Send the calls again.");
    }
}
