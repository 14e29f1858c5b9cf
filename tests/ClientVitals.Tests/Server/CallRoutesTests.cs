using System.Diagnostics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

public sealed class CallRoutesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    [Fact]
    public async Task A_posted_call_is_read_by_the_rules_of_a_file_and_is_on_the_clients_record()
    {
        var (status, body) = await door.PostAsync("service", "/api/v1/calls", new { client_email = " LEILA@example.com", started_at = "2026-01-06T10:00:00+04:00", duration_seconds = 600, provider_call_id = "a1" });
        status.ShouldBe(200);
        body.GetProperty("added").GetInt32().ShouldBe(1);
        var (_, calls) = await door.GetAsync("coach", $"/api/v1/calls?client={door.Leila}");
        var call = calls.GetProperty("items").EnumerateArray().Single(c => c.GetProperty("providerCallId").GetString() == "a1");
        call.GetProperty("startedAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 1, 6, 6, 0, 0, TimeSpan.Zero));
        call.GetProperty("durationSeconds").GetInt32().ShouldBe(600);
        (await door.PostAsync("service", "/api/v1/calls", new { client_email = "leila@example.com", started_at = "2026-01-06T10:00:00+04:00", duration_seconds = 600, provider_call_id = "a1" }))
            .Body.GetProperty("unchanged").GetInt32().ShouldBe(1);
        (await door.GetAsync("other", "/api/v1/calls")).Body.GetProperty("items").EnumerateArray().ShouldAllBe(c => c.GetProperty("clientEmail").GetString() == "omar@example.com");
    }

    [Fact]
    public async Task Of_a_batch_each_invalid_call_is_named_by_its_place_and_kept()
    {
        var (status, body) = await door.PostAsync("service", "/api/v1/calls", new
        {
            calls = new object[]
            {
                new { client_email = "omar@example.com", started_at = "2026-01-05T10:00:00Z", notes = "two\nlines, \"quoted\"" },
                new { client_email = "omar@example.com", started_at = "soon" },
                new { client_email = "omar@example.com", started_at = "2026-01-05T12:00:00Z" },
                new { client_email = "omar@example.com" },
            },
        });
        status.ShouldBe(200);
        body.GetProperty("read").GetInt32().ShouldBe(4);
        body.GetProperty("added").GetInt32().ShouldBe(2);
        body.GetProperty("refused").EnumerateArray().Select(r => r.GetProperty("place").GetInt64()).ShouldBe([2, 4]);
        var (_, rejects) = await door.GetAsync("owner", $"/api/v1/deliveries/{body.GetProperty("delivery").GetInt64()}/rejects");
        rejects.GetProperty("items").GetArrayLength().ShouldBe(2);
        var (forbidden, refused) = await door.GetAsync("coach", $"/api/v1/deliveries/{body.GetProperty("delivery").GetInt64()}/rejects");
        forbidden.ShouldBe(403);
        refused.GetProperty("detail").GetString().ShouldBe("Your role does not see imports and messages of sources; owners and admins do.");
    }

    [Fact]
    public async Task The_same_key_and_body_get_the_same_answer_and_do_nothing_again()
    {
        var call = new { client_email = "omar@example.com", started_at = "2026-01-04T10:00:00Z" };
        var first = await door.PostAsync("service", "/api/v1/calls", call, ("Idempotency-Key", "k1"));
        var again = await door.PostAsync("service", "/api/v1/calls", call, ("Idempotency-Key", "k1"));
        again.Body.ToString().ShouldBe(first.Body.ToString());
        first.Body.GetProperty("added").GetInt32().ShouldBe(1);
        (await door.PostAsync("service", "/api/v1/calls", new { client_email = "omar@example.com", started_at = "2026-01-03T10:00:00Z" }, ("Idempotency-Key", "k1"))).Status.ShouldBe(422);
        // Somebody else's key of the same name is another one.
        (await door.PostAsync("owner", "/api/v1/calls", call, ("Idempotency-Key", "k1"))).Body.GetProperty("unchanged").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Many_at_once_under_one_key_do_it_once()
    {
        var call = new { client_email = "omar@example.com", started_at = "2026-01-02T10:00:00Z", notes = "at once" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => door.PostAsync("service", "/api/v1/calls", call, ("Idempotency-Key", "k2"))));
        answers.Select(answer => answer.Status).ShouldBeSubsetOf([200, 409]);
        answers.Where(answer => answer.Status == 200).Select(answer => answer.Body.ToString()).Distinct().Count().ShouldBe(1);
        (await door.GetAsync("owner", "/api/v1/calls?size=500")).Body.GetProperty("items").EnumerateArray()
            .Count(c => c.GetProperty("notes").GetString() == "at once").ShouldBe(1);
    }

    [Theory]
    [InlineData("nothing at all")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("""{"calls": []}""")]
    [InlineData("""{"calls": [{"started_at": "2026-01-02T10:00:00Z"}]}""")]
    [InlineData("""{"client_email": "a@example.com"}""")]
    [InlineData("""{"client_email": "a@example.com", "started_at": "2026-01-02T10:00:00Z", "notes": "\u0000"}""")]
    [InlineData("""{"client_email": "a@example.com", "started_at": "2026-01-02T10:00:00Z", "notes": "\ud800"}""")]
    public async Task What_is_no_call_at_all_is_refused_in_a_sentence(string body)
    {
        var (status, answer) = await door.PostAsync("service", "/api/v1/calls", body);
        status.ShouldBe(400);
        answer.GetProperty("detail").GetString()!.Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task A_posted_call_is_on_the_live_stream_and_in_the_roll_up_at_once_for_whom_it_concerns()
    {
        using var mine = await FollowAsync("coach");
        using var others = await FollowAsync("other");
        (await mine.NextAsync()).ShouldStartWith("still");
        (await others.NextAsync()).ShouldStartWith("still");
        // The server may have begun to listen, or be about to: until both are told, they are told again.
        foreach (var one in new[] { mine, others })
        {
            for (var heard = one.NextAsync(); !(await TellUntilAsync(heard)).Contains("probe", StringComparison.Ordinal);)
                heard = one.NextAsync();
        }
        var watch = Stopwatch.StartNew();
        (await door.PostAsync("service", "/api/v1/calls", new { client_email = "leila@example.com", started_at = "2026-01-01T10:00:00Z", staff = "live" })).Status.ShouldBe(200);
        var told = await mine.NextAsync("reconnected", "probe");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), "nobody looks for it, it is told");
        told.ShouldStartWith("calls ");
        told.ShouldContain("Leila Haddad");
        (await others.NextAsync("reconnected", "probe")).ShouldStartWith("changed ");
        await using var db = await door.OpenAsync();
        await using var ask = new Npgsql.NpgsqlCommand("select count(*) from call_rollups where client_id = @id and year = 2026", db);
        ask.Parameters.AddWithValue("id", door.Leila);
        (await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(1L);
    }

    private async Task<string> TellUntilAsync(Task<string> heard)
    {
        while (!heard.IsCompleted)
        {
            await door.DoAsync("""select pg_notify('vitals_changes', '{"what":"probe"}')""");
            await Task.WhenAny(heard, Task.Delay(200, TestContext.Current.CancellationToken));
        }
        return await heard;
    }

    private async Task<Following> FollowAsync(string who)
    {
        var response = await door.As(who).GetAsync(new Uri("/api/v1/live", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return new(new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    private sealed class Following(StreamReader reader) : IDisposable
    {
        public async Task<string> NextAsync(params string[] skip)
        {
            while (true)
            {
                string? what = null, data = null;
                while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
                {
                    if (line.StartsWith("event: ", StringComparison.Ordinal))
                        what = line["event: ".Length..];
                    if (line.StartsWith("data: ", StringComparison.Ordinal))
                        data = line["data: ".Length..];
                }
                if (!skip.Any(word => data?.Contains(word, StringComparison.Ordinal) == true))
                    return $"{what} {data}";
            }
        }

        public void Dispose() => reader.Dispose();
    }
}
