using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientVitals.Tests.Server.Mail;

/// <summary>As much of a mail server as a test needs (RFC 5321, one connection after another): takes letters and keeps them.</summary>
internal sealed partial class TinyMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public TinyMailServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Refuses every recipient.</summary>
    public bool Refuses { get; set; }

    /// <summary>Speaks TLS from the first byte, with this certificate.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Says nothing of a way to sign in.</summary>
    public bool OffersNoSignIn { get; init; }

    /// <summary>Goes away without a word when it is told QUIT.</summary>
    public bool LeavesRudely { get; init; }

    /// <summary>Lets nobody in by a password, and takes no mail before a sign-in.</summary>
    public bool KnowsNobody { get; set; }

    /// <summary>Goes away without a word when it has a letter.</summary>
    public bool CutsAfterLetter { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Letters as they came, head and body.</summary>
    public ConcurrentQueue<string> Letters { get; } = new();

    /// <summary>What was said to it beside letters.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>The next letter, as a person reads its body.</summary>
    public async Task<(string Head, string Text)> NextAsync(CancellationToken cancel)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(TimeSpan.FromSeconds(60));
        string? letter;
        while (!Letters.TryDequeue(out letter))
            await Task.Delay(20, soon.Token);
        var parts = letter.Split("\r\n\r\n", 2);
        return (parts[0], Decoded(parts[1]));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    /// <summary>Quoted-printable (RFC 2045, 6.7).</summary>
    private static string Decoded(string body) =>
        Hex().Replace(body.Replace("=\r\n", "", StringComparison.Ordinal), match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                if (Certificate is null)
                {
                    await TalkAsync(client.GetStream());
                    continue;
                }
                await using var secret = new SslStream(client.GetStream());
                await secret.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
                await TalkAsync(secret);
            }
            catch (Exception over) when (over is OperationCanceledException or AuthenticationException or SocketException or IOException or ObjectDisposedException)
            {
                // The next one, or the end.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        using var from = new StreamReader(stream, Encoding.Latin1);
        await using var to = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await to.WriteLineAsync("220 tiny");
        while (await from.ReadLineAsync(_stop.Token) is { } line)
        {
            Said.Enqueue(line);
            if (LeavesRudely && line == "QUIT")
                return;
            var answer = line.Split(' ', ':')[0].ToUpperInvariant() switch
            {
                "EHLO" => OffersNoSignIn ? "250 tiny" : "250-tiny\r\n250 AUTH LOGIN",
                "AUTH" => await PasswordAsync(line, from, to),
                "MAIL" when KnowsNobody => "530 5.7.0 come in first",
                "RCPT" when Refuses => $"550 no such mailbox {line}",
                "DATA" => await LetterAsync(from, to),
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if (CutsAfterLetter && answer == "250 taken")
                return;
            await to.WriteLineAsync(answer);
        }
    }

    /// <summary>AUTH LOGIN, with the user on the same line or asked for.</summary>
    private async Task<string> PasswordAsync(string line, StreamReader from, StreamWriter to)
    {
        if (line.Split(' ').Length < 3)
        {
            await to.WriteLineAsync("334 VXNlcm5hbWU6");
            await from.ReadLineAsync(_stop.Token);
        }
        await to.WriteLineAsync("334 UGFzc3dvcmQ6");
        Said.Enqueue("password " + Encoding.UTF8.GetString(Convert.FromBase64String((await from.ReadLineAsync(_stop.Token))!)));
        return KnowsNobody ? "535 5.7.8 not you" : "235 welcome";
    }

    private async Task<string> LetterAsync(StreamReader from, StreamWriter to)
    {
        await to.WriteLineAsync("354 go on");
        var letter = new StringBuilder();
        while (await from.ReadLineAsync(_stop.Token) is { } line && line != ".")
            letter.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        Letters.Enqueue(letter.ToString());
        return "250 taken";
    }

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex Hex();
}
