using System.Globalization;
using System.Text;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>Nobody overwrites a call that is not theirs: coaches, keys and sources, each with the same provider and id.</summary>
public sealed class CallKeyDoorTests(OpenDoor door) : IClassFixture<OpenDoor>, IDisposable
{
    private static readonly string Secret = WebhookSignature.NewSecret();

    public void Dispose()
    {
        foreach (var source in new[] { "one", "two" })
            Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName(source)), null);
    }

    private async Task<(int Status, System.Text.Json.JsonElement Body)> SendAsync(string source, string id, string body)
    {
        Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName(source)), Secret);
        await using (var db = await door.OpenAsync())
            await new ChangeSource(source).RunAsync(db, door.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        var timestamp = door.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return await door.AskAsync(null, HttpMethod.Post, $"/webhooks/calls/{source}", body,
            ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", WebhookSignature.Sign(Secret, id, timestamp, Encoding.UTF8.GetBytes(body))));
    }

    /// <summary>The calls of one id, as client and notes.</summary>
    private async Task<IReadOnlyList<string>> CallsAsync(string id)
    {
        await using var db = await door.OpenAsync();
        return [.. await db.QueryAsync<string>(
            "select concat_ws(' ', coalesce(c.firstname, 'nobody'), r.notes) from call_records r left join clients c on c.id = r.client_id where r.provider_call_id = @id order by 1", new { id })];
    }

    private static object Call(string client, string id, string notes) =>
        new { client_email = client + "@example.com", started_at = "2026-01-05T09:00:00Z", provider_call_id = id, notes };

    [Fact]
    public async Task A_coach_takes_no_call_out_of_another_book()
    {
        (await door.PostAsync("service", "/api/v1/calls", Call("omar", "theirs", "Tom's"))).Status.ShouldBe(200);
        await door.PostAsync("coach", "/api/v1/calls", Call("leila", "theirs", "Sara's"));
        (await CallsAsync("theirs")).ShouldBe(["Leila Sara's", "Omar Tom's"]);
        // Nor does the coach's word change what is said of the other's client.
        await door.PostAsync("coach", "/api/v1/calls", Call("omar", "theirs", "changed"));
        (await CallsAsync("theirs")).ShouldBe(["Leila Sara's", "Omar Tom's"]);
        // And a call of their own book does not go over into the other's.
        (await door.PostAsync("service", "/api/v1/calls", Call("leila", "ours", "Sara's"))).Status.ShouldBe(200);
        await door.PostAsync("coach", "/api/v1/calls", Call("omar", "ours", "pushed over"));
        (await CallsAsync("ours")).ShouldBe(["Leila Sara's"]);
    }

    [Fact]
    public async Task Somebody_who_sees_both_clients_corrects_whose_call_it_was()
    {
        (await door.PostAsync("service", "/api/v1/calls", Call("omar", "moved", "first"))).Status.ShouldBe(200);
        (await door.PostAsync("service", "/api/v1/calls", Call("leila", "moved", "corrected"))).Body.GetProperty("corrected").GetInt32().ShouldBe(1);
        (await CallsAsync("moved")).ShouldBe(["Leila corrected"]);
    }

    [Fact]
    public async Task A_coach_corrects_whose_call_it_was_within_their_own_book()
    {
        await using (var db = await door.OpenAdminAsync())
            await db.ExecuteAsync("""
                with made as (insert into clients (firstname, coach_id) select 'Mona', id from staff where name = 'Sara' returning id)
                insert into client_emails (email, client_id, is_primary) select 'mona@example.com', id, true from made
                """);
        (await door.PostAsync("coach", "/api/v1/calls", Call("leila", "within", "first"))).Body.GetProperty("added").GetInt32().ShouldBe(1);
        (await door.PostAsync("coach", "/api/v1/calls", Call("mona", "within", "corrected"))).Body.GetProperty("corrected").GetInt32().ShouldBe(1);
        (await CallsAsync("within")).ShouldBe(["Mona corrected"]);
    }

    [Fact]
    public async Task A_source_changes_no_call_of_another_source_whatever_provider_it_names()
    {
        static string Said(string notes) =>
            $$"""{"provider": "one", "client_email": "leila@example.com", "started_at": "2026-01-05T09:00:00Z", "provider_call_id": "shared", "notes": "{{notes}}"}""";
        (await SendAsync("one", "msg_1", Said("of one"))).Status.ShouldBe(200);
        (await SendAsync("two", "msg_1", Said("of two"))).Body.GetProperty("added").GetInt64().ShouldBe(1);
        (await door.PostAsync("service", "/api/v1/calls", Said("posted"))).Body.GetProperty("added").GetInt64().ShouldBe(1);
        (await CallsAsync("shared")).ShouldBe(["Leila of one", "Leila of two", "Leila posted"]);
        (await SendAsync("one", "msg_2", Said("of one, corrected"))).Body.GetProperty("corrected").GetInt64().ShouldBe(1);
        (await CallsAsync("shared")).ShouldBe(["Leila of one, corrected", "Leila of two", "Leila posted"]);
    }

    [Fact]
    public async Task Messages_about_two_clients_of_one_call_are_a_call_of_each_in_any_order()
    {
        static string Said(string client, string status) =>
            $$"""{"client_email": "{{client}}@example.com", "started_at": "2026-01-05T09:00:00Z", "provider_call_id": "ev-1", "status": "{{status}}", "notes": "{{status}}"}""";
        (await SendAsync("one", "msg_a", Said("leila", "scheduled"))).Body.GetProperty("added").GetInt64().ShouldBe(1);
        (await SendAsync("one", "msg_b", Said("omar", "scheduled"))).Body.GetProperty("added").GetInt64().ShouldBe(1);
        (await SendAsync("one", "msg_c", Said("leila", "cancelled"))).Body.GetProperty("corrected").GetInt64().ShouldBe(1);
        (await CallsAsync("ev-1")).ShouldBe(["Leila cancelled", "Omar scheduled"]);
    }
}
