using System.Diagnostics;
using System.Net;
using ClientVitals.Database;
using ClientVitals.Server;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>The way to the database is cut without a word, as by a cable or a firewall: an open page gets an answer all the same.</summary>
public sealed class CutNetworkTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_request_is_answered_within_fifteen_seconds_of_a_silent_cut()
    {
        var behind = door.Cluster.Address.To(door.Vitals.Name, ClusterAddress.Server);
        await using var proxy = new SilentProxy(Path.Combine(behind.Host!, $".s.PGSQL.{behind.Port}"));
        (behind.Host, behind.Port) = ("127.0.0.1", proxy.Port);
        await using var far = VitalsDatabase.At(behind);
        await using var app = FrontDoor.Build(far, ServeAt.Default with { Port = 0 }, door.Clock, door.Cluster.Home);
        await app.StartAsync(Cancel);
        using var client = door.As("owner");
        client.BaseAddress = null;
        var address = new Uri(app.Urls.Single());
        async Task<(string Path, int Status, TimeSpan Took)> AskAsync(string path, HttpMethod? method = null)
        {
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(address, path));
            if (method is not null)
                request.Content = new StringContent("""{"from": "2026-05-01", "until": "2026-05-02"}""", System.Text.Encoding.UTF8, "application/json");
            var watch = Stopwatch.StartNew();
            using var answer = await client.SendAsync(request, Cancel);
            return (path, (int)answer.StatusCode, watch.Elapsed);
        }
        Task<(string Path, int Status, TimeSpan Took)[]> AllAsync() => Task.WhenAll(
            AskAsync("/api/v1/clients"), AskAsync("/clients"), AskAsync("/"), AskAsync("/api/v1/jobs"), AskAsync("/api/v1/call-patterns/breaks"), AskAsync("/api/v1/pauses", HttpMethod.Post));
        (await AllAsync()).ShouldAllBe(answer => answer.Status == 200);
        proxy.IsCut = true;
        foreach (var (path, status, took) in await AllAsync())
        {
            status.ShouldBe((int)HttpStatusCode.ServiceUnavailable, path);
            took.ShouldBeLessThan(TimeSpan.FromSeconds(15), path);
        }
        await app.StopAsync(CancellationToken.None);
    }
}
