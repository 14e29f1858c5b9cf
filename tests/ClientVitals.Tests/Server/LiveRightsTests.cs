using ClientVitals.Access;
using ClientVitals.Server;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>A live stream ends, or shows what its follower may see now, within five seconds of a change of their rights; on whichever server.</summary>
public sealed class LiveRightsTests(Everybody everybody, TestCluster cluster) : IClassFixture<Everybody>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly Actor Root = Actor.CommandLine("test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OpenDoor Door => everybody.Door;

    private DateTimeOffset Now => Door.Clock.GetUtcNow();

    [Fact]
    public async Task A_stream_ends_with_the_session_the_account_or_the_key_it_began_with()
    {
        await NewAsync("closed", AppRole.Setter, async (user, _, _) => await new ChangeUser(user, IsDisabled: true).RunAsync(Door.Vitals, Now, Root, Cancel));
        await NewAsync("demoted", AppRole.Admin, async (user, _, _) => await new ChangeUser(user, Role: AppRole.Setter).RunAsync(Door.Vitals, Now, Root, Cancel));
        await NewAsync("ended", AppRole.Setter, async (user, _, _) => await new EndSessions(user).RunAsync(Door.Vitals, Now, Root, Cancel));
        await NewAsync("by-hand", AppRole.Setter, async (user, _, _) => await Door.DoAsync($"update users set disabled_at = now() where id = '{user}'"));
        await NewAsync("stamp", AppRole.Setter, async (user, _, _) => await Door.DoAsync($"update users set security_stamp = gen_random_uuid() where id = '{user}'"));
        await NewAsync("expired", AppRole.Setter, async (user, _, _) => await Door.DoAsync($"delete from user_sessions where user_id = '{user}'"));
        await NewAsync("left", AppRole.Setter, async (_, session, _) =>
        {
            using var client = Door.As(null);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
            Show(request, session);
            using var answer = await client.SendAsync(request, Cancel);
        });
        await NewAsync("keyed", AppRole.Setter, async (_, _, key) => await new RevokeApiKey(key.Prefix).RunAsync(Door.Vitals, Now, Root, Cancel), byKey: true);
        await NewAsync("narrowed", AppRole.Setter, async (_, _, key) => await Door.DoAsync($"update api_keys set scopes = array['calls:write'] where prefix = '{key.Prefix}'"), byKey: true);
        await NewAsync("owner-closed", AppRole.Setter, async (user, _, _) => await new ChangeUser(user, IsDisabled: true).RunAsync(Door.Vitals, Now, Root, Cancel), byKey: true);
    }

    [Fact]
    public async Task A_stream_ends_when_its_key_or_its_session_ends_by_itself()
    {
        await Door.DoAsync("update job_schedules set enabled = false");
        var key = await new MakeApiKey("short", [KeyScope.Read], null, Now.AddHours(1)).RunAsync(Door.Vitals, Now, Root, Cancel);
        using var stream = await FollowAsync(Door.Address, [("Authorization", "Bearer " + key.Key)]);
        using var idle = await FollowAsync(Door.Address, everybody.Shown("closer"));
        Door.Clock.Advance(TimeSpan.FromHours(1));
        await stream.EndsWithinAsync(Soon, "the key's time is up");
        Door.Clock.Advance(TimeSpan.FromHours(12));
        await idle.EndsWithinAsync(Soon, "the session was idle for twelve hours");
        await everybody.SignInAgainAsync();
    }

    [Fact]
    public async Task A_stream_goes_on_with_the_book_its_follower_has_now_and_others_hear_nothing_of_it()
    {
        using var stays = await FollowAsync(Door.Address, everybody.Shown("admin"));
        var user = (await new InviteUser("moves@house.example", "Moves", AppRole.Coach, "Sara").RunAsync(Door.Vitals, Now, Root, Cancel)).Id;
        var key = await new MakeApiKey("moves", [KeyScope.Read], user, null).RunAsync(Door.Vitals, Now, Root, Cancel);
        using var stream = await FollowAsync(Door.Address, [("Authorization", "Bearer " + key.Key)]);
        await HearsAsync(stays);
        await HearsAsync(stream);
        (await new ChangeUser(user, Staff: "Tom").RunAsync(Door.Vitals, Now, Root, Cancel)).ShouldBeTrue();
        (await stream.NextAsync("probe")).ShouldBe("""changed {"what":"access"}""");
        (await Door.PostAsync("service", "/api/v1/calls", new { client_email = "leila@example.com", started_at = Now.AddMinutes(-9), provider_call_id = "after-the-move" })).Status.ShouldBe(200);
        (await stream.NextAsync("probe")).ShouldStartWith("changed ", Case.Sensitive, "Leila is of the other book now");
        (await stays.NextAsync("probe")).ShouldStartWith("calls ", Case.Sensitive, "nothing was said of somebody else's rights");
    }

    [Fact]
    public async Task Behind_a_pooler_that_tells_nothing_it_is_looked_for()
    {
        await using var pooler = await Pooler.StartAsync(cluster.Address, connections: 4, Cancel);
        await using var through = pooler.Through(Door.Vitals);
        await using var app = FrontDoor.Build(through, ServeAt.Default with { Port = 0 }, Door.Clock, Door.Cluster.Home);
        await app.StartAsync(Cancel);
        var key = await new MakeApiKey("pooled", [KeyScope.Read], null, null).RunAsync(Door.Vitals, Now, Root, Cancel);
        using var stream = await FollowAsync(new(app.Urls.Single()), [("Authorization", "Bearer " + key.Key)]);
        // It looks only once it has found that it hears nothing.
        for (var heard = stream.NextAsync(); !heard.IsCompleted || !(await heard).Contains("access", StringComparison.Ordinal);)
        {
            if (heard.IsCompleted)
                heard = stream.NextAsync();
            await Door.DoAsync($"update api_keys set scopes = case when scopes = array['read'] then array['read', 'functions'] else array['read'] end where prefix = '{key.Prefix}'");
            await Task.WhenAny(heard, Task.Delay(500, Cancel));
        }
        await new RevokeApiKey(key.Prefix).RunAsync(Door.Vitals, Now, Root, Cancel);
        await stream.EndsWithinAsync(Soon, "its key was revoked");
        await app.StopAsync(CancellationToken.None);
    }

    private async Task NewAsync(string name, AppRole role, Func<Guid, (string, string)[], ApiKeyMade, Task> change, bool byKey = false)
    {
        var user = (await new InviteUser($"{name}@house.example", name, role, null).RunAsync(Door.Vitals, Now, Root, Cancel)).Id;
        var key = await new MakeApiKey(name, [KeyScope.Read], user, null).RunAsync(Door.Vitals, Now, Root, Cancel);
        var link = await new MakeLink(LinkPurpose.SignIn, user).RunAsync(Door.Vitals, Now, Root, Cancel);
        var session = ((SignInResult.In)await new UseLink(link.Token).RunAsync(Door.Vitals, Now, Cancel)).Token;
        (string, string)[] shown = byKey ? [("Authorization", "Bearer " + key.Key)] : [("Cookie", "vitals_session=" + session), ("Sec-Fetch-Site", "same-origin")];
        using var stream = await FollowAsync(Door.Address, shown);
        await HearsAsync(stream);
        await change(user, shown, key);
        await stream.EndsWithinAsync(Soon, name);
    }

    /// <summary>Until the server listens and this follower is told.</summary>
    private async Task HearsAsync(Stream stream)
    {
        var heard = stream.NextAsync();
        while (true)
        {
            await Door.DoAsync("""select pg_notify('vitals_changes', '{"what":"probe"}')""");
            if (await Task.WhenAny(heard, Task.Delay(200, Cancel)) == heard && (await heard).Contains("probe", StringComparison.Ordinal))
                return;
            if (heard.IsCompleted)
                heard = stream.NextAsync();
        }
    }

    private static void Show(HttpRequestMessage request, (string Name, string Value)[] shown)
    {
        foreach (var (name, value) in shown)
            request.Headers.TryAddWithoutValidation(name, value);
    }

    private static async Task<Stream> FollowAsync(Uri address, (string Name, string Value)[] shown)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/live");
        Show(request, shown);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        response.EnsureSuccessStatusCode();
        var stream = new Stream(client, new(await response.Content.ReadAsStreamAsync(Cancel)));
        (await stream.NextAsync()).ShouldStartWith("still");
        return stream;
    }

    private sealed class Stream(HttpClient client, StreamReader reader) : IDisposable
    {
        /// <summary>The next event; empty when the stream has ended.</summary>
        public async Task<string> NextAsync(params string[] skip)
        {
            while (true)
            {
                string? what = null, data = null;
                while (await reader.ReadLineAsync(Cancel) is { Length: > 0 } line)
                {
                    if (line.StartsWith("event: ", StringComparison.Ordinal))
                        what = line["event: ".Length..];
                    if (line.StartsWith("data: ", StringComparison.Ordinal))
                        data = line["data: ".Length..];
                }
                if (what is null)
                    return "";
                if (!skip.Append("reconnected").Any(word => data?.Contains(word, StringComparison.Ordinal) == true))
                    return $"{what} {data}";
            }
        }

        public async Task EndsWithinAsync(TimeSpan most, string why)
        {
            async Task EndAsync()
            {
                while ((await NextAsync()).Length > 0)
                {
                }
            }
            var ended = EndAsync();
            (await Task.WhenAny(ended, Task.Delay(most, Cancel)) == ended).ShouldBeTrue($"the stream goes on: {why}");
        }

        public void Dispose()
        {
            reader.Dispose();
            client.Dispose();
        }
    }
}
