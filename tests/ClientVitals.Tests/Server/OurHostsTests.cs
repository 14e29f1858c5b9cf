using System.Net;
using ClientVitals.Server;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

public sealed class OurHostsTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "evil.example", 421)]
    [InlineData("/api/v1/clients", "evil.example", 421)]
    [InlineData("/", "127.0.0.1.evil.example", 421)]
    [InlineData("/health/live", "evil.example", 200)]
    [InlineData("/sign-in", "localhost", 200)]
    [InlineData("/sign-in", "LOCALHOST.", 200)]
    [InlineData("/sign-in", "vitals.localhost:81", 200)]
    [InlineData("/sign-in", "[::1]:5080", 200)]
    [InlineData("/sign-in", "192.168.1.20", 200)]
    public async Task A_name_that_is_not_ours_is_refused(string path, string host, int status)
    {
        using var asks = door.As(null);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        using var answer = await asks.SendAsync(request, Cancel);
        ((int)answer.StatusCode).ShouldBe(status);
        if (status == 421)
            (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("--public-url https://");
    }

    [Theory]
    [InlineData(null, "", "", "vitals.example.com", false)]
    [InlineData("https://vitals.example.com", "", "", "Vitals.Example.com", true)]
    [InlineData("https://vitals.example.com", "", "10.0.0.0/8", "evil.example", false)]
    [InlineData(null, "office.lan", "", "office.lan:5080", true)]
    [InlineData(null, "office.lan", "10.0.0.0/8", "evil.example", false)]
    [InlineData(null, "", "10.0.0.0/8", "whatever-the-proxy-lets-through.example", true)]
    [InlineData("https://bücher.example", "", "", "xn--bcher-kva.example", true)]
    public void What_is_said_at_the_start_are_our_names(string? publicUrl, string host, string proxy, string asked, bool ours)
    {
        var at = ServeAt.Default with
        {
            PublicUrl = publicUrl is null ? null : new(publicUrl),
            Hosts = host.Length > 0 ? [host] : [],
            BehindProxy = proxy.Length > 0 ? [System.Net.IPNetwork.Parse(proxy)] : [],
        };
        new OurHosts(at).Knows(new HostString(asked)).ShouldBe(ours);
        new OurHosts(at).Knows(new HostString(Dns.GetHostName())).ShouldBeTrue();
    }
}
