using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Tests.Server;

/// <content>What the requests need that is there before them, and the lines that follow them.</content>
public sealed partial class AuditLaw
{
    private static readonly Dictionary<string, string> WithoutLine = new()
    {
        ["POST /call-patterns/back-test"] = "the run itself is on record (back_tests), with who began it",
        ["POST /api/v1/call-patterns/back-test"] = "as above",
        ["POST /api/v1/call-patterns/analyze"] = "the run itself is on record (job_runs), with what began it",
        ["POST /functions/v1/{name}"] = "as analyze",
        ["POST /data"] = "keeps a file on this server's disk; nothing of it is in the database yet",
        ["POST /data/files/{token:guid}"] = "begins an import, which writes its own line when it is done; MorningTests looks for it",
        ["POST /settings/sources/{name}/test"] = "all of a test is taken back",
        ["POST /webhooks/{entity}/{source}"] = "as that of calls",
        ["POST /webhooks/calls/{source}"] = "the delivery is the record; a signature names no person",
        ["POST /rest/v1/rpc/{name}"] = "reads",
        ["POST /notices/read"] = "marks one's own notices",
        ["POST /api/v1/notices/read"] = "as above",
        ["POST /forgot"] = "the line is written when the link is made, after the answer; nothing tells whether there is such an account",
    };

    private async Task<long> LastAsync()
    {
        await using var db = await Door.OpenAdminAsync();
        return await db.ExecuteScalarAsync<long>("select coalesce(max(id), 0) from audit_log");
    }

    private async Task<List<string>> LinesAsync(long after)
    {
        await using var db = await Door.OpenAdminAsync();
        return (await db.QueryAsync<string>("select who from audit_log where id > @after", new { after })).AsList();
    }

    private async Task<string> VersionAsync()
    {
        await using var db = await Door.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<int>("select max(version) from settings")).ToString(CultureInfo.InvariantCulture);
    }

    private async Task<Guid> ViewAsync()
    {
        var owner = new Actor("user:test", "owner", AppRole.Owner, everybody.Users["owner"], DatabaseIdentity.Service);
        await Door.Vitals.DoAsync(new SaveView("/clients", "To be removed", "status=ACTIVE"), owner, Now, Ct);
        await using var db = await Door.OpenAdminAsync();
        return await db.ExecuteScalarAsync<Guid>("select id from saved_views where name = 'To be removed'");
    }

    private async Task SetPasswordAsync()
    {
        var link = await Door.Vitals.DoAsync(new MakeLink(LinkPurpose.Invitation, everybody.Users["admin"]), Actor.CommandLine("test"), Now, Ct);
        await new UseLink(link.Token, "four words in a row").RunAsync(Door.Vitals, Now, Ct);
        await everybody.SignInAgainAsync();
    }

    private static FormUrlEncodedContent Form(params IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
}
