using System.Text;
using ClientVitals.Access;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <content>What is beside the API: functions of the earlier system, pages without an account, headers, and where people sign in.</content>
public sealed partial class HostileInputTests
{
    [Fact]
    public async Task What_is_beside_the_api_is_not_broken_either()
    {
        foreach (var (at, value) in AllValues.Index())
        {
            var text = TextOf(value);
            var inAddress = Uri.EscapeDataString(text[..Math.Min(text.Length, 7000)]);
            foreach (var (place, name) in new[] { "days_back", "limit", "offset", "select", "order", "x", "target_date" }.Index())
            {
                if (!Thorough.Tries(at, place))
                    continue;
                await AskAsync("GET", $"/rest/v1/rpc/get_pattern_breaks?{name}={inAddress}", null);
                await AskAsync("POST", "/rest/v1/rpc/get_pattern_breaks", Encoding.UTF8.GetBytes($"{{\"{name}\": {value}}}"));
                await AskAsync("POST", "/rest/v1/rpc/get_week_start", Encoding.UTF8.GetBytes($"{{\"{name}\": {value}}}"));
            }
            await AskAsync("GET", $"/rest/v1/rpc/get_week_start?target_date={inAddress}", null);
            await AskAsync("POST", "/functions/v1/analyze-call-patterns", Encoding.UTF8.GetBytes($"{{\"client_email\": {value}}}"));
            await AskAsync("POST", "/functions/v1/analyze-call-patterns", Encoding.UTF8.GetBytes($"{{\"limit\": {value}, \"client_email\": \"leila@example.com\"}}"));
            foreach (var (place, path) in new[] { "/functions/v1/", "/rest/v1/rpc/", "/rest/v1/", "/webhooks/calls/", "/link/", "/assets/", "/api/v1/", "/sign-in?to=" }.Index())
            {
                if (!Thorough.Tries(at, place))
                    continue;
                await AskAsync("GET", path + inAddress, null);
                await AskAsync("POST", path + inAddress, "{}"u8.ToArray());
            }
            await AskAsync("GET", "/api/v1/me", null, null, ("Authorization", "Bearer cv_" + Ascii(text)));
            await AskAsync("GET", "/api/v1/me", null, null, ("Authorization", "Basic " + Ascii(text)), ("apikey", Ascii(text)));
            await AskAsync("GET", "/api/v1/me", null, null, ("Cookie", "vitals_session=" + Ascii(text)));
            await AskAsync("POST", "/api/v1/calls", "{\"client_email\": \"leila@example.com\", \"started_at\": \"2026-01-01T00:00:00Z\"}"u8.ToArray(), "application/json", ("Idempotency-Key", Ascii(text)));
            await AskAsync("POST", "/webhooks/calls/columns", "{}"u8.ToArray(), "application/json", ("webhook-id", Ascii(text)), ("webhook-timestamp", Ascii(text)), ("webhook-signature", Ascii(text)));
        }
        foreach (var body in new[] { "", "x", "a=%ZZ", new string('&', 5000), "email=" + new string('x', 100_000), "=&=&=", "\xC3\x28" })
            await AskAsync("POST", "/sign-in", Encoding.Latin1.GetBytes(body), "application/x-www-form-urlencoded");
        _wrong.ShouldBeEmpty();
        _asked.ShouldBeGreaterThan(1000);
    }

    /// <summary>
    /// What is kept of the account's password was done once, not 210 000 times: so each text gets as far as the comparison, which the limit of failed
    /// attempts would end after the fifth. An address that nobody has is compared at its full cost, until the limit is reached.
    /// </summary>
    [Fact]
    public async Task Whatever_is_typed_where_people_sign_in_is_refused_with_a_sentence()
    {
        var door = everybody.Door;
        await door.DoAsync($"update users set password_hash = '{Password.Hash("four words in a row", 1)}' where email = 'setter@house.example'");
        foreach (var text in AllValues.Select(TextOf).Select(text => text[..Math.Min(text.Length, 10_000)]))
        {
            await door.DoAsync("delete from sign_in_failures");
            var status = await SignInAsync(("email", "setter@house.example"), ("password", text), ("to", text));
            // No form may hold a NUL.
            if (status != (text.Contains('\0', StringComparison.Ordinal) ? 400 : 401))
                _wrong.Add($"{status} for the password {text}");
        }
        await door.DoAsync($"delete from sign_in_failures; insert into sign_in_failures (kind, key_hash, failures, last_at) values ('address', sha256(convert_to(E'address\\n127.0.0.1', 'UTF8')), 32, '{door.Clock.GetUtcNow():O}')");
        var statuses = new List<int>();
        foreach (var text in AllValues.Select(TextOf))
            statuses.Add(await SignInAsync(("email", text[..Math.Min(text.Length, 10_000)])));
        _wrong.ShouldBeEmpty();
        statuses.Count(status => status == 401).ShouldBe(18);
        statuses.Count(status => status == 400).ShouldBe(2);
        statuses.ShouldAllBe(status => status == 400 || status == 401 || status == 429);
        await door.DoAsync("delete from sign_in_failures; update users set password_hash = null");
    }

    private async Task<int> SignInAsync(params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await AskAsync("POST", "/sign-in", await form.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), "application/x-www-form-urlencoded");
    }
}
