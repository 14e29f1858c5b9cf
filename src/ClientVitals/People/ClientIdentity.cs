using System.Text.Json.Nodes;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Sources.Intake;

namespace ClientVitals.People;

/// <summary>
/// Who is who among the addresses of a delivery. A known address is its client's; an e-mail that is given decides; an unknown e-mail
/// beside the number of a client without e-mail is that client's; a number beside the e-mails of several persons is nobody's, and so is
/// an address of our own (<see cref="PeopleSettings"/>); all others are new.
/// </summary>
public sealed class ClientIdentity : Identity
{
    /// <summary>The only one there is.</summary>
    public static readonly ClientIdentity Rules = new();

    private const string Addressed = "email text, client_id uuid, is_new_client boolean, is_new boolean, firstname text, lastname text, coach text";
    private const string Numbered = "phone text, emails integer, email text, client_id uuid, is_new boolean, firstname text, lastname text, coach text, parted_from uuid";

    private ClientIdentity()
    {
    }

    internal override IReadOnlyList<Relation> Relations { get; } =
    [
        new("incoming_numbers", Numbered, Sql.Of<ClientIdentity>("Numbers")),
        new("incoming_emails", Addressed, Sql.Of<ClientIdentity>("Emails")),
        new("incoming_phones", Numbered, Sql.Of<ClientIdentity>("Phones")),
    ];

    internal override bool HasNewAddresses(Stage stage) => Any(stage, row => (bool)row["is_new"]!);

    internal override bool MayLeaveUnmatched(Stage stage) => Any(stage, row => row["client_id"] is null)
        || (stage is ParameterStage few && few.Rows("incoming").Any(row => row["client_email"] is null && row["client_phone"] is null));

    internal override async Task<long> OwnRowsAsync(Stage stage) => MayLeaveUnmatched(stage) ? await stage.AskAsync<long>(Sql.Of<ClientIdentity>("Own")) : 0;

    /// <summary>Of few rows only those steps are run that have something to write.</summary>
    internal override async Task<long> MakeAsync(Stage stage)
    {
        var made = 0L;
        if (await PartsAsync(stage))
        {
            var lost = await stage.ReadAsync<Guid>(Sql.Of<ClientIdentity>("Part"));
            if (lost.Count > 0)
                await stage.DoAsync(Sql.Of<ClientIdentity>("First"), new { clients = lost.ToArray() });
        }
        if (Any(stage, row => row["coach"] is not null))
            await stage.DoAsync(Sql.Of<ClientIdentity>("Coaches"));
        if (HasNewAddresses(stage))
        {
            made = await stage.AskAsync<long>(Sql.Of<ClientIdentity>("Clients"));
            await stage.DoAsync(Sql.Of<ClientIdentity>("Addresses"));
        }
        if (Any(stage, row => row["firstname"] is not null || row["lastname"] is not null || row["coach"] is not null))
            await stage.DoAsync(Sql.Of<ClientIdentity>("Names"));
        return made;
    }

    internal override Task<IReadOnlyList<NewClient>> WouldMakeAsync(Stage stage) => stage.ReadAsync<NewClient>(Sql.Of<ClientIdentity>("Strangers"));

    internal override async Task<bool> PartsAsync(Stage stage) => stage is ParameterStage few
        ? few.Rows("incoming_phones").Any(row => row["parted_from"] is not null)
        : await stage.AskAsync<bool>("select exists (select from incoming_phones p where p.parted_from is not null)");

    /// <summary>Whether it holds of any address; of many rows nobody asks.</summary>
    private static bool Any(Stage stage, Func<JsonObject, bool> holds) => stage is not ParameterStage few
        || few.Rows("incoming_emails").Concat(few.Rows("incoming_phones")).Any(holds);

    /// <summary>Why a row is refused. It does not say whether anybody has the address.</summary>
    private static string Reason(string one) => $"the client is not in your book; ask an owner or admin to record this {one}";

    private sealed record Refused(long Line, string Raw);

    /// <remarks>
    /// One sentence for all of them. Where no client may be made, a coach's row of somebody unknown is refused too: kept without a client,
    /// it would go to another coach's client as soon as that client gets the address. Clients that a coach's rows make are the coach's own.
    /// </remarks>
    internal override async Task RefuseForeignAsync(Stage stage, UnitOfWork work, string one, Action<int, string, IReadOnlyList<(long Line, string Raw)>> refused)
    {
        if (work.By.Identity == DatabaseIdentity.Service)
            return;
        var actor = work.Actor();
        var coach = actor.HasOwnBook ? actor.RequireOwnBook() : null;
        var named = await stage.ReadAsync<Guid>(Sql.Of<ClientIdentity>("Named"));
        stage.About("own", (await work.SeenClientsAsync(named, stage.Ct)).ToArray());
        stage.About("known_only", actor.HasOwnBook);
        var foreign = (await stage.ReadAsync<Refused>(Sql.Of<ClientIdentity>("Refused"))).OrderBy(row => row.Line).ToList();
        if (foreign.Count > 0)
        {
            await stage.LeaveOutLinesAsync([.. foreign.Select(row => row.Line)]);
            refused(foreign.Count, Reason(one), [.. foreign.Select(row => (row.Line, row.Raw))]);
        }
        if (coach is not null)
            await stage.SetAsync("coach", coach);
    }

    internal override Task<IReadOnlyList<Guid>> SeenAsync(UnitOfWork work, IReadOnlyCollection<Guid> clients, CancellationToken ct) => work.SeenClientsAsync(clients, ct);

    internal override async Task CheckAfterAsync(Stage stage, UnitOfWork work)
    {
        if (work.By.Identity == DatabaseIdentity.Service)
            return;
        var touched = await stage.ReadAsync<Guid>(Sql.Of<ClientIdentity>("Touched"));
        if ((await work.SeenClientsAsync(touched, stage.Ct)).Count < touched.Count)
            throw new PlainError("Another import changed these clients at the same moment; nothing was recorded. Send the rows again.");
    }

    internal override (string[] Found, string? Fault) EmailsIn(string text) => CellAddresses.Emails(text);

    internal override (string[] Found, bool Given) PhonesIn(string text, string region) => CellAddresses.Phones(text, region);

    internal override string ClientOfKey(string source, string key) => $"""
        select known_person.client_id
        from public.people known_person
        where known_person.source = {source}
          and known_person.record_key = {key}
          and known_person.external_id is not null
          and known_person.client_id is not null
        order by known_person.id
        limit 1
        """;

    public override bool KnowsRegion(string region) => Phone.KnowsRegion(region);

    internal override async Task<int> UnmakeAsync(UnitOfWork work, long delivery, CancellationToken ct)
    {
        var clients = await MadeClients.OfAsync(work.Connection, delivery, ct);
        await MadeClients.RemoveAsync(work.Connection, clients, ct);
        return clients.Count;
    }
}
