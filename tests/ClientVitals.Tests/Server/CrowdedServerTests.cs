using System.Net;
using ClientVitals.Database;
using ClientVitals.Server;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>An open door with small limits, behind a proxy that is believed.</summary>
public sealed class CrowdedDoor(TestCluster cluster) : OpenDoor(cluster)
{
    internal static readonly RequestLimits Limits = new(CallerAtOnce: 8, CallerWaiting: 8, CallerStreams: 2, StrangerBurst: 40, StrangerPerSecond: 1, WaitSeconds: 5, HoldSeconds: .05);

    protected override ServeAt At => ServeAt.Default with { Port = 0, Limits = Limits, BehindProxy = [IPNetwork.Parse("127.0.0.0/8")] };
}

/// <summary>More is asked than can be answered: nobody gets a 500, who is signed in goes on reading, and everybody is told when to try again.</summary>
public sealed class CrowdedServerTests(CrowdedDoor door) : IClassFixture<CrowdedDoor>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_all_connections_for_changes_are_taken_a_change_is_told_to_come_again_and_reading_goes_on()
    {
        await using var taken = await TakeAsync(DatabaseUse.Request, shares => shares.Writes, async () => await door.Vitals.BeginAsync(Cancel));
        using var response = await PostAsync("owner", "/api/v1/pauses", """{"from": "2026-03-01", "until": "2026-03-02"}""");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(DatabaseBusyException.RetryAfter);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain("The server is busy: all database connections for this kind of request are in use. Try again in a few seconds.");
        foreach (var path in new[] { "/api/v1/call-patterns/breaks", "/api/v1/clients", "/api/v1/call-patterns/last", "/", "/clients" })
            (await StatusAsync("owner", path)).ShouldBe(200, path);
        (await StatusAsync(null, "/health/ready")).ShouldBe(200);
    }

    [Fact]
    public async Task When_strangers_have_taken_theirs_who_was_known_reads_and_writes_and_a_stranger_is_told_to_come_again()
    {
        (await StatusAsync("owner", "/api/v1/clients")).ShouldBe(200);
        await using var taken = await TakeAsync(DatabaseUse.Stranger, shares => shares.Strangers, async () => await door.Vitals.OpenAsync(Cancel));
        using (var stranger = door.As(null))
        {
            stranger.DefaultRequestHeaders.Add("Authorization", "Bearer cv_12345678_nonsense");
            stranger.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
            using var refused = await stranger.GetAsync(new Uri("/api/v1/clients", UriKind.Relative), Cancel);
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter.ShouldNotBeNull();
        }
        (await StatusAsync("owner", "/api/v1/clients")).ShouldBe(200);
        using var change = await PostAsync("owner", $"/api/v1/clients/{door.Leila}/pauses", """{"from": "2026-04-01", "until": "2026-04-02"}""");
        change.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task When_nothing_is_left_at_all_everybody_is_told_to_come_again_and_pages_are_pages()
    {
        foreach (var path in new[] { "/api/v1/clients", "/clients" })
            (await StatusAsync("owner", path)).ShouldBe(200);
        await using var reads = await TakeAsync(DatabaseUse.Request, shares => shares.Reads, async () => await door.Vitals.OpenAsync(Cancel));
        await using var queries = await TakeAsync(DatabaseUse.Request, shares => shares.Queries, async () => await door.Vitals.OpenForQueryAsync(Cancel));
        (string Path, string Type)[] asked = [("/api/v1/clients", "application/problem+json"), ("/clients", "text/html"), ("/rest/v1/rpc/get_pattern_breaks", "application/json")];
        await Task.WhenAll(asked.Select(async one =>
        {
            var (path, type) = one;
            using var response = await door.As("owner").GetAsync(new Uri(path, UriKind.Relative), Cancel);
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            response.Headers.RetryAfter.ShouldNotBeNull(path);
            response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain("The server is busy");
        }));
    }

    [Fact]
    public async Task A_server_that_has_no_connections_left_is_no_fault_of_ours()
    {
        await using var far = VitalsDatabase.At(door.Cluster.Address.To(door.Vitals.Name, ClusterAddress.Server));
        await using (await far.OpenAsync(Cancel))
        {
        }
        await door.DoAsync($"alter database {door.Vitals.Name} connection limit 1");
        try
        {
            CurrentUse.Value = DatabaseUse.Stranger;
            await Should.ThrowAsync<DatabaseBusyException>(() => far.OpenAsync(Cancel));
        }
        finally
        {
            await door.DoAsync($"alter database {door.Vitals.Name} connection limit -1");
        }
        await using (await far.OpenAsync(Cancel))
        {
        }
    }

    [Fact]
    public async Task A_flood_of_strangers_is_refused_by_its_address_while_others_and_the_signed_in_are_answered()
    {
        (await StatusAsync("owner", "/api/v1/clients")).ShouldBe(200);
        using var flood = door.As(null);
        flood.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(async _ =>
        {
            using var answer = await flood.GetAsync(new Uri("/api/v1/clients", UriKind.Relative), Cancel);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
            return (int)answer.StatusCode;
        }));
        answers.Distinct().Order().ShouldBe([401, 429]);
        answers.Count(status => status == 401).ShouldBeInRange(CrowdedDoor.Limits.StrangerBurst, CrowdedDoor.Limits.StrangerBurst + 20);
        foreach (var path in new[] { "/sign-in", "/clients", "/link/nothing", "/nowhere", "/rest/v1/rpc/get_pattern_breaks" })
            (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StatusAsync(null, path, "198.51.100.7")))).ShouldContain(429, path);
        (await StatusAsync(null, "/sign-in", "198.51.100.8")).ShouldBe(200, "another address");
        (await StatusAsync("owner", "/api/v1/clients", "198.51.100.7")).ShouldBe(200, "who is known, from the same address");
        (await StatusAsync(null, AssetFiles.Address("vitals.css"), "198.51.100.7")).ShouldBe(200, "styles cost nothing");
        (await StatusAsync(null, "/health/live", "198.51.100.7")).ShouldBe(200);
    }

    [Fact]
    public async Task Messages_nobody_signed_are_refused_by_their_address_without_asking_the_database()
    {
        await using var taken = await TakeAsync(DatabaseUse.Stranger, shares => shares.Strangers, async () => await door.Vitals.OpenAsync(Cancel));
        await using var deliveries = await TakeAsync(DatabaseUse.Delivery, shares => shares.Deliveries, async () => await door.Vitals.OpenAsync(Cancel));
        var seen = new List<int>();
        for (var message = 0; message < CrowdedDoor.Limits.StrangerBurst + 30; message++)
            seen.Add((await door.PostAsync(null, "/webhooks/calls/nobody", "{}", ("X-Forwarded-For", "203.0.113.9"))).Status);
        seen.Distinct().Order().ShouldBe([401, 429]);
    }

    [Fact]
    public async Task A_key_that_works_over_many_connections_is_not_refused_and_one_that_floods_is()
    {
        using var busy = door.As("service");
        async Task<int> ReadAsync()
        {
            using var answer = await busy.GetAsync(new Uri("/api/v1/call-patterns/breaks", UriKind.Relative), Cancel);
            return (int)answer.StatusCode;
        }
        await ReadAsync();
        var within = await Task.WhenAll(Enumerable.Range(0, CrowdedDoor.Limits.CallerAtOnce).Select(async _ =>
        {
            var all = new List<int>();
            for (var turn = 0; turn < 10; turn++)
                all.Add(await ReadAsync());
            return all;
        }));
        within.SelectMany(all => all).ShouldAllBe(status => status == 200);
        // Its requests wait for a connection and are counted while they do.
        int[] beyond;
        await using (await TakeAsync(DatabaseUse.Request, shares => shares.Reads, async () => await door.Vitals.OpenAsync(Cancel)))
        {
            var asked = Enumerable.Range(0, 30).Select(async _ =>
            {
                using var answer = await busy.GetAsync(new Uri("/api/v1/call-patterns/last", UriKind.Relative), Cancel);
                return (int)answer.StatusCode;
            }).ToList();
            beyond = await Task.WhenAll(asked);
        }
        var taken = CrowdedDoor.Limits.CallerAtOnce + CrowdedDoor.Limits.CallerWaiting;
        beyond.Count(status => status == 429).ShouldBe(30 - taken);
        beyond.Count(status => status == 503).ShouldBe(taken);
        (await ReadAsync()).ShouldBe(200);
    }

    private async Task<int> StatusAsync(string? who, string path, string from = "192.0.2.200")
    {
        using var client = door.As(who);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (int)answer.StatusCode;
    }

    private async Task<HttpResponseMessage> PostAsync(string who, string path, string body)
    {
        using var client = door.As(who);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await client.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
    }

    /// <summary>Takes all connections of one use, until disposed.</summary>
    private async Task<Taken> TakeAsync(DatabaseUse use, Func<ConnectionShares, int> share, Func<Task<IAsyncDisposable>> open)
    {
        await using (await door.Vitals.OpenAsync(Cancel))
        {
        }
        CurrentUse.Value = use;
        var held = new Taken();
        for (var taken = 0; taken < share(door.Vitals.Shares!); taken++)
            held.Add(await open());
        return held;
    }

    private sealed class Taken : List<IAsyncDisposable>, IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var one in this)
                await one.DisposeAsync();
        }
    }
}
