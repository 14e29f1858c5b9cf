using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClientVitals.Benchmarks.Server;

/// <summary>
/// Connections of one kind that ask the same again and again without a pause, whatever they are answered: what came of it by status, and how
/// long answers of 200 took.
/// </summary>
/// <param name="Kind">Whose connections.</param>
/// <param name="Statuses">Answers by status; 0 = the connection broke before an answer.</param>
/// <param name="P99">Of the answers of 200, milliseconds.</param>
internal sealed record StatusLoad(string Kind, int Connections, IReadOnlyDictionary<int, int> Statuses, double P50, double P99, double Longest)
{
    /// <summary>Answers that must not be: faults of the server, and connections that broke.</summary>
    public int Faults => Statuses.Where(status => status.Key is 0 or (>= 500 and not 503)).Sum(status => status.Value);

    /// <summary>Runs so many connections for a while.</summary>
    /// <param name="request">The bytes to send, of the connection's number and the request's.</param>
    public static async Task<StatusLoad> RunAsync(string kind, int port, int connections, Func<int, int, byte[]> request, TimeSpan during)
    {
        var statuses = new ConcurrentDictionary<int, int>();
        var took = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(async () =>
        {
            TcpClient? client = null;
            for (var turn = 0; watch.Elapsed < during; turn++)
            {
                var from = watch.Elapsed;
                var status = 0;
                try
                {
                    if (client is null)
                    {
                        client = new() { NoDelay = true };
                        await client.ConnectAsync(IPAddress.Loopback, port);
                    }
                    status = await AskAsync(client.GetStream(), request(number, turn));
                }
                catch (Exception broken) when (broken is IOException or SocketException)
                {
                    client?.Dispose();
                    client = null;
                    await Task.Delay(100);
                }
                statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
                if (status == 200)
                    took.Add((watch.Elapsed - from).TotalMilliseconds);
            }
            client?.Dispose();
        })));
        var sorted = took.Order().ToList();
        double At(double share) => sorted.Count == 0 ? double.NaN : sorted[(int)(share * (sorted.Count - 1))];
        return new(kind, connections, statuses, At(.5), At(.99), At(1));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind,-9} {Connections,5} connections: {string.Join(", ", Statuses.OrderBy(status => status.Key).Select(status => $"{(status.Key == 0 ? "broken" : status.Key.ToString(CultureInfo.InvariantCulture))} x {status.Value}"))}; answered p50 {P50:0} ms, p99 {P99:0} ms, longest {Longest:0} ms");

    private static async Task<int> AskAsync(NetworkStream stream, byte[] request)
    {
        await stream.WriteAsync(request);
        var buffer = new byte[256 << 10];
        var have = 0;
        while (true)
        {
            if (have == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
            var read = await stream.ReadAsync(buffer.AsMemory(have));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            have += read;
            var head = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8);
            if (head < 0)
                continue;
            var headers = Encoding.ASCII.GetString(buffer, 0, head);
            var isWhole = headers.Contains("chunked", StringComparison.OrdinalIgnoreCase)
                ? buffer.AsSpan(0, have).EndsWith("0\r\n\r\n"u8)
                : have >= head + 4 + Length(headers);
            if (isWhole)
                return int.Parse(headers.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
        }
    }

    private static int Length(string headers)
    {
        var at = headers.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(headers[(at + 16)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
