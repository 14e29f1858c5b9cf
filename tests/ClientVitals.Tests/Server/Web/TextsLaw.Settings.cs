using ClientVitals.Server.Rooms.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>What the business has set: its closures, its team, its keys, and the systems that post calls.</summary>
public sealed partial class TextsLaw
{
    [Fact]
    public async Task The_settings_say_nothing_past_their_texts()
    {
        var walk = WalkAs("owner");
        await using var db = await Door.OpenAdminAsync();
        await walk.OpenAsync("/settings");
        await db.ExecuteAsync("""
            insert into client_pauses (starts_on, ends_on, reason, note, entered_by) values
              ('2026-02-18', '2026-03-20', 'RAMADAN', 'Short days.', 'owner'), ('2026-05-01', null, 'CLOSED', null, 'owner'), ('2026-06-01', '2026-06-02', 'OTHER', null, 'owner');
            update users set password_hash = 'none' where email = 'closer@house.example';
            update users set disabled_at = @now where email = 'setter@house.example';
            update api_keys set last_used_at = @now where name = 'read'
            """, new { now = OpenDoor.Opens });
        await walk.OpenAsync("/settings");
        foreach (var said in new[] { "settings-kept", "paused", "said-already", "pause-gone", "own-addresses-kept", "account-closed", "account-open", "key-revoked" })
            await walk.OpenAsync($"/settings?said={said}&undo=1");
        await walk.PostAsync("/settings/users", 200, ("email", "new@house.example"), ("name", "Leila"), ("role", "setter"), ("staff", ""), ("new_staff_name", ""));
        await walk.PostAsync($"/settings/users/{Door.People.Users["closer"]}/link", 200);
        await walk.PostAsync($"/settings/users/{Door.People.Users["admin"]}/link", 200);
        await walk.PostAsync("/settings/keys", 200, ("name", "owner"), ("scope", "read"));
        await db.ExecuteAsync("update api_keys set revoked_at = @now where revoked_at is null", new { now = OpenDoor.Opens });
        await walk.OpenAsync("/settings");

        // What is refused is said at its form.
        var version = await db.ExecuteScalarAsync<string>("select max(version)::text from settings") ?? "";
        await walk.PostAsync("/settings/business", 409, ("version", "0"));
        await walk.PostAsync("/settings/business", 400, ("version", version), ("below_budget", "much"));
        await walk.PostAsync("/settings/pauses", 400, ("from", ""));
        await walk.PostAsync("/settings/pauses", 400, ("from", "2026-05-01"), ("until", ""));
        await walk.PostAsync("/settings/pauses/987654/take-back", 400);
        await walk.PostAsync("/settings/users", 400, ("email", "x@house.example"), ("name", "Leila"), ("role", "king"));
        await walk.CheckAsync();
        await db.ExecuteAsync("update api_keys set revoked_at = null where name <> 'revoked'; update users set disabled_at = null; delete from client_pauses");
    }

    [Fact]
    public async Task Systems_that_post_calls_say_nothing_past_their_texts()
    {
        var walk = WalkAs("owner", MappingTexts.OwnExample);
        await walk.OpenAsync("/settings/sources");
        await walk.PostAsync("/settings/sources", 400, ("name", ""));
        await walk.PostAsync("/settings/sources", 200, ("name", "said-phones"), ("mapping", "columns"), ("scheme", "standard"));
        await walk.PostAsync("/settings/sources", 200, ("name", "said-rings"), ("mapping", "twilio"));
        await walk.PostAsync("/settings/sources", 200, ("name", "said-own"), ("own_mapping", """{"fields": {"client_phone": "who"}}"""), ("scheme", "calendly"));
        await walk.PostAsync("/settings/sources/said-own/switch", 302, ("on", "no"));
        await walk.PostAsync("/settings/sites", 302, ("site", "https://app.example.com"));
        await walk.PostAsync("/settings/sites", 400, ("site", ""));
        foreach (var source in new[] { "said-phones", "said-rings", "said-own" })
            await walk.OpenAsync($"/settings/sources/{source}");

        foreach (var message in new[] { "", "not json", "{}", """{"calls": [{"client_email": "omar@example.com", "started_at": "2026-01-05T09:00:00Z"}, {"client_email": "omar@example.com", "started_at": "never"}]}""" })
            await walk.PostAsync("/settings/sources/said-phones/test", 200, ("message", message));
        await walk.PostAsync("/settings/sources/said-phones/test", 200, ("secret", "whsec_bm90IHRoZSByaWdodCBvbmUgYXQgYWxsISEhISE="));
        await walk.PostAsync("/settings/sources/said-phones/test", 200, ("secret", "none"));
        await walk.PostAsync("/settings/sources/said-rings/test", 200);
        await walk.PostAsync("/settings/sources/said-own/test", 200);
        await walk.PostAsync("/settings/sources/said-rings/secret", 400);
        await walk.PostAsync("/settings/sources/said-rings/secret", 200, ("secret", "s3cr3t-of-it"));
        await walk.PostAsync("/settings/sources/said-phones/secret", 200);
        await walk.PostAsync("/settings/sources/said-phones/switch", 400, ("on", "maybe"));

        await using var db = await Door.OpenAdminAsync();
        await db.ExecuteAsync("""
            insert into deliveries (source, name, state, started_at, finished_at, read, added, rejected, error) values
              ('said-phones', 'message', 'succeeded', @now::timestamptz - interval '2 days', @now, 61, 1, 60, null), ('said-phones', 'message', 'failed', @now, @now, 0, 0, 0, 'This sentence is kept.');
            insert into deliveries (source, name, state, started_at, finished_at) select s, 'message', 'succeeded', @now::timestamptz - d * interval '1 day', @now
            from (values ('said-phones', 0), ('said-rings', 20)) as v (s, since), lateral generate_series(v.since, v.since + 20) as d;
            insert into delivery_rejects (delivery_id, line, reason, raw, rejected_at) select d.id, n, 'This reason is kept.', 'raw', @now from deliveries d, generate_series(1, 60) n where d.source = 'said-phones' and d.rejected = 60
            """, new { now = OpenDoor.Opens });
        await walk.OpenAsync("/settings/sources");
        foreach (var said in new[] { "source-gone", "site-allowed", "site-forbidden" })
            await walk.OpenAsync($"/settings/sources?said={said}");
        foreach (var said in new[] { "source-there", "source-read", "source-on", "source-off" })
            await walk.OpenAsync($"/settings/sources/said-phones?said={said}");
        foreach (var delivery in await db.QueryAsync<long>("select id from deliveries where source = 'said-phones' and (rejected > 0 or error is not null)"))
            (await walk.OpenAsync($"/settings/sources/said-phones?delivery={delivery}")).QuerySelector("#refused").ShouldNotBeNull();
        await walk.OpenAsync("/settings/sources/none", 404);
        await walk.CheckAsync();
        await db.ExecuteAsync("delete from deliveries where name = 'message'; delete from sources; delete from allowed_origins");
    }
}
