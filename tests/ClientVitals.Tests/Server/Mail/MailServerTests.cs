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
        (await mail.SendAsync(Welcome, Cancel)).Why!.ShouldContain("VITALS_SECRET_SMTP");
        new Secrets(new(_home)).Keep(MailServer.SecretName, "open sesame");
        (await mail.SendAsync(Welcome, Cancel)).Why.ShouldBeNull();
        server.Said.ShouldContain("password open sesame");
    }

    [Fact]
    public async Task What_was_not_sent_is_said_without_the_address()
    {
        await using var server = new TinyMailServer { Refuses = true };
        var fate = await Through(server).SendAsync(Welcome, Cancel);
        fate.IsSent.ShouldBeFalse();
        fate.Why!.ShouldContain("refused");
        fate.Why!.ShouldNotContain("zoe");
        (await new MailServer(null, new(new(_home))).SendAsync(Welcome, Cancel)).Why!.ShouldContain(SmtpAddress.Variable);
        var nobody = new MailServer(SmtpAddress.Read("smtp://127.0.0.1:1?from=vitals@example.com"), new(new(_home)));
        (await nobody.SendAsync(Welcome, Cancel)).Why!.ShouldContain("cannot be reached");
    }
}
