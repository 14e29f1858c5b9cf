using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClientVitals.Server;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Dapper;
using Xunit;

namespace ClientVitals.Tests.Server.Webhooks;

/// <summary>The front door behind a proxy: its senders call another address than the one it listens on.</summary>
public sealed class SendersDoor(TestCluster cluster) : OpenDoor(cluster)
{
    public const string Public = "https://vitals.example.com";

    protected override ServeAt At => base.At with { PublicUrl = new(Public), Limits = new(StrangerBurst: 5000) };

    /// <summary>Adds a source that reads and signs as its system does, unless told otherwise.</summary>
    /// <param name="secret">Null = none is kept.</param>
    public async Task AddAsync(string name, string mapping, string? secret, WebhookScheme? scheme = null, bool enabled = true)
    {
        await using var db = await OpenAsync();
        await new ChangeSource(name, mapping, enabled, scheme ?? ClientVitals.Calls.CallMapping.SchemeOf(mapping)).RunAsync(db, Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        if (secret is not null)
            ((SecretStore)Services.GetService(typeof(SecretStore))!).Keep(CallSources.SecretName(name), secret);
    }

    public async Task<(int Status, JsonElement Body)> SendAsync(string source, string body, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var client = As(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/calls/" + source)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } },
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    /// <summary>A call as it is kept.</summary>
    public sealed record Kept(string? Email, string? Phone, string Direction, string Status, int? Seconds, string? Staff, DateTimeOffset At);

    public async Task<IReadOnlyList<Kept>> CallsAsync(string source, string providerCallId)
    {
        await using var db = await OpenAdminAsync();
        return (await db.QueryAsync<Kept>("""
            select r.client_email as email, r.client_phone as phone, r.direction, r.status, r.duration_seconds as seconds, r.staff, r.started_at as at
            from call_records r
            where coalesce(r.source, r.provider) = @source and r.provider_call_id = @providerCallId
            """, new { source, providerCallId })).AsList();
    }

    /// <summary>Everything that is kept in all tables, as text.</summary>
    public async Task<string> AllAsync()
    {
        await using var db = await OpenAdminAsync();
        var tables = await db.QueryAsync<string>("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
        var all = new StringBuilder();
        foreach (var table in tables)
            all.AppendLine(await db.ExecuteScalarAsync<string>($"select coalesce(string_agg(t::text, e'\n'), '') from {table} t"));
        return all.ToString();
    }
}
