using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClientVitals.Tests.Server.Notices;

/// <summary>A receiver of webhooks over bare sockets: reads each request whole, keeps it, and does with the line what it is told.</summary>
internal sealed class TinyReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public TinyReceiver()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <param name="Text">The body.</param>
    public sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers, string Text);

    public const int Cut = -1, Hang = -2;

    /// <summary>What is answered at a path to the n-th request there, from 0: a status, or <see cref="Cut"/> or <see cref="Hang"/>; with headers and body.</summary>
    public ConcurrentDictionary<string, Func<int, (int Status, string Headers, string Body)>> Answers { get; } = new();

    public ConcurrentQueue<Request> Requests { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string At(string path) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}{path}");

    public IReadOnlyList<Request> Of(string path) => [.. Requests.Where(one => one.Path == path)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var (path, headers, body) = await ReadAsync(stream);
            var before = Of(path).Count;
            Requests.Enqueue(new(path, headers, body));
            var (status, extra, text) = Answers.TryGetValue(path, out var answer) ? answer(before) : (200, "", "ok");
            if (status == Hang)
                await Task.Delay(Timeout.Infinite, _stop.Token);
            if (status == Cut)
            {
                client.Client.LingerState = new(true, 0);
                return;
            }
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\n{extra}Content-Length: {text.Length}\r\nConnection: close\r\n\r\n{text}")), _stop.Token);
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The caller went away, or the end.
        }
    }

    private async Task<(string Path, Dictionary<string, string> Headers, string Body)> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!(bytes.Count > 3 && bytes[^4..].SequenceEqual("\r\n\r\n"u8.ToArray())))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                throw new IOException("cut");
            bytes.Add(one[0]);
        }
        var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1]);
        var body = new byte[int.Parse(headers["content-length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return (lines[0].Split(' ')[1], headers, Encoding.UTF8.GetString(body));
    }
}
