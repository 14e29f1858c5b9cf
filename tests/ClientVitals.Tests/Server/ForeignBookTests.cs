using System.Text.Json;
using ClientVitals.Access;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>
/// A coach may not write into another coach's book: Sara's (coach), Tom's Omar (other). By session and by key, by e-mail and by number;
/// and what is said does not tell whose an address is.
/// </summary>
public sealed class ForeignBookTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>All that is kept of a client, as text: what a foreign hand must leave as it is.</summary>
    private async Task<string> BookOfAsync(Guid client)
    {
        await using var db = await door.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<string>("""
            select jsonb_build_array(
              (select jsonb_agg(c order by c.id) from clients c where c.id = @client),
              (select jsonb_agg(e order by e.email) from client_emails e where e.client_id = @client),
              (select jsonb_agg(p order by p.phone) from client_phones p where p.client_id = @client),
              (select jsonb_agg(h) from client_health_scores h where h.client_id = @client),
              (select jsonb_agg(r order by r.id) from call_records r where r.client_id = @client),
              (select jsonb_agg(r order by r.year) from call_rollups r where r.client_id = @client))::text
            """, new { client }))!;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var db = await door.OpenAdminAsync();
        return await db.ExecuteScalarAsync<long>(sql);
    }

    [Theory]
    [InlineData("omar@example.com", "new-of-sara@example.com")]
    [InlineData("new-of-sara@example.com", "omar@example.com")]
    [InlineData("leila@example.com", "omar@example.com")]
    [InlineData("OMAR@example.com", "+971501230099")]
    [InlineData("nobodys@example.com", "+971501230077")]
    public async Task An_address_of_another_book_is_refused_and_nothing_is_written_down(string one, string two)
    {
        await door.DoAsync("""
            insert into clients (id, firstname, source) values ('77777777-7777-4777-8777-777777777777', 'Without', 'test') on conflict do nothing;
            insert into client_emails (email, client_id, is_primary) values ('nobodys@example.com', '77777777-7777-4777-8777-777777777777', true) on conflict do nothing;
            """);
        var before = await BookOfAsync(door.Omar);
        var addresses = await CountAsync("select count(*) from client_emails") + await CountAsync("select count(*) from client_phones");
        var (status, body) = await door.PostAsync("coach", "/api/v1/clients", new { addresses = new[] { one, two }, firstname = "Sara's", coach = "Tom" });
        status.ShouldBe(403);
        body.GetProperty("detail").GetString().ShouldBe("One of these addresses cannot be added to your book; ask an owner or admin to check it.");
        (await BookOfAsync(door.Omar)).ShouldBe(before);
        (await CountAsync("select count(*) from client_emails") + await CountAsync("select count(*) from client_phones")).ShouldBe(addresses);
    }

    [Fact]
    public async Task A_coach_adds_clients_to_their_own_book_and_addresses_to_clients_of_it()
    {
        var (made, body) = await door.PostAsync("coach", "/api/v1/clients", new { addresses = new[] { "own@example.com" }, coach = "Tom" });
        made.ShouldBe(201);
        var id = body.GetProperty("id").GetGuid();
        (await door.GetAsync("coach", $"/api/v1/clients/{id}")).Body.GetProperty("coach").GetString().ShouldBe("Sara");
        (await door.GetAsync("other", $"/api/v1/clients/{id}")).Status.ShouldBe(404);
        var (known, again) = await door.PostAsync("coach", "/api/v1/clients", new { addresses = new[] { "own@example.com", "+971501230055" } });
        known.ShouldBe(200);
        again.GetProperty("added").GetInt32().ShouldBe(1);
        // An owner sees both books, and is told that the addresses are two clients'.
        (await door.PostAsync("owner", "/api/v1/clients", new { addresses = new[] { "own@example.com", "omar@example.com" } })).Body.GetProperty("detail").GetString()!.ShouldContain("belong to 2 clients");
    }

    [Fact]
    public async Task Calls_of_another_book_are_refused_line_by_line_and_the_account_closes()
    {
        await door.DoAsync($"insert into client_phones (phone, client_id, is_primary) values ('+971507770001', '{door.Omar}', true) on conflict do nothing");
        var before = await BookOfAsync(door.Omar);
        var (status, body) = await door.PostAsync("coach", "/api/v1/calls", new
        {
            calls = new object[]
            {
                new { client_email = "leila@example.com", started_at = "2026-01-05T10:00:00Z", notes = "mine" },
                new { client_email = " OMAR@example.com", started_at = "2026-01-05T11:00:00Z", notes = "of Tom's book" },
                new { client_phone = "+971 50 777 0001", started_at = "2026-01-05T12:00:00Z" },
                new { client_email = "leila@example.com", client_phone = "050 777 0001", started_at = "2026-01-05T13:00:00Z" },
                new { client_email = "first-seen@example.com", client_phone = "+971507770001", started_at = "2026-01-05T14:00:00Z" },
                new { client_email = "first-seen@example.com", started_at = "2026-01-05T15:00:00Z", coach = "Tom" },
                new { client_email = "leila@example.com", started_at = "soon" },
            },
        });
        status.ShouldBe(200);
        Figures(body).ShouldBe((7, 2, 0, 0, 5));
        body.GetProperty("clientsMade").GetInt32().ShouldBe(1);
        var refused = body.GetProperty("refused").EnumerateArray().ToList();
        refused.Select(one => one.GetProperty("place").GetInt64()).ShouldBe([2, 3, 4, 5, 7]);
        refused.Take(4).Select(one => one.GetProperty("reason").GetString()).Distinct()
            .ShouldBe(["the client is not in your book; ask an owner or admin to record this call"]);
        (await BookOfAsync(door.Omar)).ShouldBe(before);
        // The client the calls made is the coach's own, whatever coach they named.
        var (_, found) = await door.GetAsync("coach", "/api/v1/clients?search=first-seen");
        found.GetProperty("items").EnumerateArray().Single().GetProperty("coach").GetString().ShouldBe("Sara");
        var (_, rejects) = await door.GetAsync("owner", $"/api/v1/deliveries/{body.GetProperty("delivery").GetInt64()}/rejects");
        rejects.GetProperty("items").GetArrayLength().ShouldBe(5);
        (await CountAsync($"select read - added - unchanged - corrected - rejected from deliveries where id = {body.GetProperty("delivery").GetInt64()}")).ShouldBe(0);
    }

    [Fact]
    public async Task Fourteen_calls_do_not_take_another_coachs_break_off_the_list()
    {
        var before = await BookOfAsync(door.Omar);
        var calls = Enumerable.Range(1, 14).Select(day => new { client_email = "omar@example.com", started_at = $"2025-12-{day:00}T10:00:00Z" }).ToArray();
        var (_, body) = await door.PostAsync("coach", "/api/v1/calls", new { calls });
        Figures(body).ShouldBe((14, 0, 0, 0, 14));
        (await BookOfAsync(door.Omar)).ShouldBe(before);
    }

    [Fact]
    public async Task A_key_that_may_make_no_client_keeps_nothing_for_a_client_who_gets_the_address_later()
    {
        var coach = await KeyOfAsync("coach@house.example", [KeyScope.Read, KeyScope.CallsWrite]);
        var waiting = await CountAsync("select count(*) from call_records where client_id is null");
        // Unknown or somebody else's: it reads the same.
        var unknown = await door.PostAsync("narrow", "/api/v1/calls", new { client_email = "tomorrows@example.com", started_at = "2026-01-04T10:00:00Z" });
        var foreign = await door.PostAsync("narrow", "/api/v1/calls", new { client_email = "omar@example.com", started_at = "2026-01-04T10:00:00Z" });
        Figures(unknown.Body).ShouldBe((1, 0, 0, 0, 1));
        Without(unknown.Body).ShouldBe(Without(foreign.Body));
        (await CountAsync("select count(*) from call_records where client_id is null")).ShouldBe(waiting);
        coach.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_coach_without_a_book_adds_nobody()
    {
        var coach = new Actor("user:nobody", "Nobody's coach", AppRole.Coach, null, new("authenticated", """{"role":"authenticated","app_role":"coach"}""")) { WorksAs = AppRole.Coach };
        (await Should.ThrowAsync<ForbiddenException>(() => new ClientVitals.People.AddClient(["stray@example.com"], null, null, "Tom", "AE").RunAsync(door.Vitals, door.Clock.GetUtcNow(), coach, Ct)))
            .Message.ShouldContain("not linked to a coach");
        // Without the right word for the role the database still decides.
        await Should.ThrowAsync<ForbiddenException>(() => new ClientVitals.People.AddClient(["omar@example.com"], null, null, null, "AE").RunAsync(door.Vitals, door.Clock.GetUtcNow(), coach with { WorksAs = AppRole.Setter }, Ct));
        (await CountAsync("select count(*) from client_emails where email = 'stray@example.com'")).ShouldBe(0);
    }

    private async Task<string> KeyOfAsync(string email, IReadOnlyList<KeyScope> scopes)
    {
        await using var db = await door.OpenAdminAsync();
        var id = await db.ExecuteScalarAsync<Guid>("select id from users where email = @email", new { email });
        return door.Keys["narrow"] = (await new MakeApiKey("narrow", scopes, id, null).RunAsync(door.Vitals, door.Clock.GetUtcNow(), Actor.CommandLine("test"), Ct)).Key;
    }

    private static (long Read, long Added, long Unchanged, long Corrected, long Rejected) Figures(JsonElement body) =>
        (Of(body, "read"), Of(body, "added"), Of(body, "unchanged"), Of(body, "corrected"), Of(body, "rejected"));

    private static long Of(JsonElement body, string name) => body.GetProperty(name).GetInt64();

    /// <summary>The answer but for the number of its delivery.</summary>
    private static string Without(JsonElement body) => string.Join(' ', body.EnumerateObject().Where(one => one.Name != "delivery").Select(one => one.ToString()));
}
