using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ClientVitals.Server.Mail;
using ClientVitals.Settings;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Mail;

public sealed class MailServerTests : IDisposable
{
    private static readonly Letter Welcome = Letter.Invitation(
        "zoe@example.com", "Zoë", "https://vitals.example.com/link/abc=def", new(2026, 1, 10, 8, 30, 0, TimeSpan.Zero));

    private readonly string _home = TestCluster.FreshFolder();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private MailServer Through(TinyMailServer server, string user = "") =>
        new(SmtpAddress.Read($"smtp://{user}127.0.0.1:{server.Port}?from=vitals@example.com"), new(new(_home)));

    [Fact]
    public async Task A_letter_arrives_as_it_was_written()
    {
        await using var server = new TinyMailServer();
        (await Through(server).SendAsync(Welcome, Cancel)).IsSent.ShouldBeTrue();
        var (head, text) = await server.NextAsync(Cancel);
        head.ShouldContain("zoe@example.com");
        head.ShouldContain("Auto-Submitted: auto-generated");
        head.ShouldContain("Message-ID:");
        text.ShouldContain("\r\nhttps://vitals.example.com/link/abc=def\r\n");
        text.ShouldContain("until Saturday 10 January, 08:30 UTC");
    }

    [Fact]
    public async Task The_password_is_the_secret_smtp()
    {
        await using var server = new TinyMailServer();
        var mail = Through(server, "vitals@");
        (await mail.SendAsync(Welcome, Cancel)).Why!.ToString().ShouldContain("VITALS_SECRET_SMTP");
        new SecretStore(new(_home)).Keep(MailServer.SecretName, "open sesame");
        (await mail.SendAsync(Welcome, Cancel)).Why.ShouldBeNull();
        server.Said.ShouldContain("password open sesame");
    }

    [Fact]
    public async Task What_was_not_sent_is_said_without_the_address()
    {
        await using var server = new TinyMailServer { Refuses = true };
        var fate = await Through(server).SendAsync(Welcome, Cancel);
        fate.IsSent.ShouldBeFalse();
        fate.Why!.ToString().ShouldContain("refused");
        fate.Why!.ToString().ShouldNotContain("zoe");
        (await new MailServer(null, new(new(_home))).SendAsync(Welcome, Cancel)).Why!.ToString().ShouldContain(SmtpAddress.Variable);
        var nobody = new MailServer(SmtpAddress.Read("smtp://127.0.0.1:1?from=vitals@example.com"), new(new(_home)));
        (await nobody.SendAsync(Welcome, Cancel)).Why!.ToString().ShouldContain("cannot be reached");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_says_nothing_is_waited_for_no_longer_than_said(bool full)
    {
        Assert.SkipWhen(full && !OperatingSystem.IsLinux(), "Elsewhere a full queue is answered otherwise.");
        // Its door opens and nobody speaks; or so many stand before it that it does not even open.
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start(backlog: 1);
        var door = (IPEndPoint)mute.LocalEndpoint;
        var waiting = new List<TcpClient>();
        using var filled = new CancellationTokenSource();
        for (var opens = full; opens;)
        {
            waiting.Add(new TcpClient());
            var knocks = waiting[^1].ConnectAsync(door, filled.Token).AsTask();
            opens = waiting.Count < 20 && await Task.WhenAny(knocks, Task.Delay(300, Cancel)) == knocks;
        }
        var mail = new MailServer(SmtpAddress.Read($"smtp://127.0.0.1:{door.Port}?from=vitals@example.com"), new(new(_home))) { Patience = TimeSpan.FromSeconds(1) };
        var clock = Stopwatch.StartNew();
        (await mail.SendAsync(Welcome, Cancel)).Why!.ToString().ShouldBe("the mail server did not accept it within 1 seconds");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "the mail server's own patience is longer");
        await filled.CancelAsync();
        waiting.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task A_wrong_password_and_a_connection_that_is_not_secret_are_told_apart()
    {
        await using var server = new TinyMailServer { KnowsNobody = true };
        (await Through(server).SendAsync(Welcome, Cancel)).Why!.ToString().ShouldContain("requires a user and a password");
        new SecretStore(new(_home)).Keep(MailServer.SecretName, "not this one");
        (await Through(server, "vitals@").SendAsync(Welcome, Cancel)).Why!.ToString().ShouldContain("did not accept user and password");
        var open = new MailServer(SmtpAddress.Read($"smtp://127.0.0.1:{server.Port}?from=vitals@example.com&starttls"), new(new(_home)));
        (await open.SendAsync(Welcome, Cancel)).Why!.ToString().ShouldContain("could not be made secure");
    }

    [Fact]
    public async Task A_letter_that_was_taken_is_sent_also_when_the_server_leaves_without_a_word()
    {
        await using var server = new TinyMailServer { LeavesRudely = true };
        (await Through(server).SendAsync(Welcome, Cancel)).Why.ShouldBeNull();
        (await server.NextAsync(Cancel)).Head.ShouldContain("zoe@example.com");
    }

    [Fact]
    public async Task TLS_from_the_beginning_is_spoken_and_a_certificate_nobody_knows_is_refused()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var asked = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=127.0.0.1", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using var certificate = asked.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = new TinyMailServer { Certificate = certificate };
        var mail = new MailServer(SmtpAddress.Read($"smtps://127.0.0.1:{server.Port}?from=vitals@example.com"), new(new(_home)));
        (await mail.SendAsync(Welcome, Cancel)).Why!.ToString().ShouldContain("could not be made secure");
        server.Letters.ShouldBeEmpty();
        // In the clear it says nothing to a server that speaks TLS: they wait for each other until patience ends.
        (await (Through(server) with { Patience = TimeSpan.FromSeconds(1) }).SendAsync(Welcome, Cancel)).IsSent.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_without_sign_in_is_told_apart_from_a_wrong_password()
    {
        await using var server = new TinyMailServer { OffersNoSignIn = true };
        new SecretStore(new(_home)).Keep(MailServer.SecretName, "open sesame");
        (await Through(server, "vitals@").SendAsync(Welcome, Cancel)).Why!.ToString().ShouldContain("does not accept a user and a password");
    }
}
