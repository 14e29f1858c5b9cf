using System.Net;
using ClientVitals.Notices;
using ClientVitals.Server.Rooms.Notices;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Notices;

/// <summary>Where the server posts to, and where not.</summary>
public sealed class OutboundGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fc00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::")]
    public void Addresses_of_private_and_special_networks_are_seen(string address) => OutboundGuard.IsSpecial(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2a00:1450:4001:81c::200e")]
    [InlineData("::ffff:8.8.8.8")]
    public void Addresses_of_the_public_network_are_let_through(string address) => OutboundGuard.IsSpecial(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("http://hooks.example.com/x", "https://")]
    [InlineData("https://user:pass@hooks.example.com/x", "user or a password")]
    [InlineData("ftp://hooks.example.com/x", "not the address of a webhook")]
    [InlineData("hooks.example.com", "not the address of a webhook")]
    [InlineData("https://127.0.0.1/x", AllowedHosts.Variable)]
    [InlineData("https://[::1]/x", AllowedHosts.Variable)]
    [InlineData("https://2130706433/x", AllowedHosts.Variable)]
    [InlineData("https://0x7f.1/x", AllowedHosts.Variable)]
    [InlineData("", "not the address of a webhook")]
    public void An_address_that_cannot_be_one_is_refused_and_not_repeated(string address, string why)
    {
        var said = Should.Throw<PlainError>(() => new OutboundGuard([]).Read(address)).Message;
        said.ShouldContain(why);
        said.ShouldNotContain("pass@");
    }

    [Fact]
    public async Task A_name_that_leads_into_a_private_network_is_refused_when_it_is_connected_to_unless_its_host_is_allowed()
    {
        await using var receiver = new TinyReceiver();
        var asked = 0;
        // The name is public when it is saved and private when it is used: only what it is then counts, and it is asked once.
        var guard = new OutboundGuard([]) { ResolveAsync = (_, _) => Task.FromResult(asked++ == 0 ? [IPAddress.Parse("8.8.8.8"), IPAddress.Loopback] : new[] { IPAddress.Loopback }) };
        using var post = new WebhookPost(guard, new SenderPace { Patience = TimeSpan.FromSeconds(5) }, new FakeTimeProvider());
        var to = new Uri($"http://rebound.example.com:{receiver.Port}/in");
        foreach (var _ in new[] { 1, 2 })
        {
            var refused = await post.SendAsync(to, "{}"u8.ToArray(), [], static (_, _) => DeliveryResult.Delivered);
            (refused.Result, refused.Why!.Contains(AllowedHosts.Variable)).ShouldBe((DeliveryResult.Refused, true), refused.Why);
        }
        asked.ShouldBe(2);
        receiver.Requests.ShouldBeEmpty();
        var allowing = new OutboundGuard(["rebound.example.com"]) { ResolveAsync = (_, _) => Task.FromResult(new[] { IPAddress.Loopback }) };
        using var allowed = new WebhookPost(allowing, new SenderPace(), new FakeTimeProvider());
        (await allowed.SendAsync(to, "{}"u8.ToArray(), [], static (_, _) => DeliveryResult.Delivered)).Result.ShouldBe(DeliveryResult.Delivered);
    }
}
