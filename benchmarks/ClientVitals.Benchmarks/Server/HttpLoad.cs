using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ClientVitals.Benchmarks.Server;

/// <summary>The same request over and over on so many kept connections, each waiting for its answer and, if said, a while; times in milliseconds.</summary>
internal sealed record HttpLoad(double PerSecond, double P50, double P95, double P99, int Failed, int Bytes)
{
    public static Task<HttpLoad> RunAsync(int port, byte[] request, int connections, TimeSpan during, TimeSpan? between = null) =>
        RunAsync(port, () => request, connections, during, between);

    /// <summary>As above, each time another request.</summary>
    public static async Task<HttpLoad> RunAsync(int port, Func<byte[]> request, int connections, TimeSpan during, TimeSpan? between = null)
    {
        var watch = Stopwatch.StartNew();
        var each = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => OneAsync(port, request, watch, during, between))));
        var took = each.SelectMany(one => one.Took).Order().ToList();
        double At(double share) => took.Count == 0 ? double.NaN : took[(int)(share * (took.Count - 1))];
        return new(took.Count / watch.Elapsed.TotalSeconds, At(.5), At(.95), At(.99), each.Sum(one => one.Failed), each.Max(one => one.Bytes));
    }

    private static async Task<(List<double> Took, int Failed, int Bytes)> OneAsync(int port, Func<byte[]> request, Stopwatch watch, TimeSpan during, TimeSpan? between)
    {
        var (took, failed, bytes) = (new List<double>(), 0, 0);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", port);
        var stream = client.GetStream();
        var buffer = new byte[1 << 20];
        while (watch.Elapsed < during)
        {
            // A person looks before the next click: anything up to twice the mean.
            if (between is { } mean)
                await Task.Delay(mean * (2 * Random.Shared.NextDouble()));
            var from = watch.Elapsed;
            await stream.WriteAsync(request());
            var (isGood, length) = await AnswerAsync(stream, buffer);
            bytes = Math.Max(bytes, length);
            if (isGood)
                took.Add((watch.Elapsed - from).TotalMilliseconds);
            else
                failed++;
        }
        return (took, failed, bytes);
    }

    /// <summary>Reads one answer to its end: by its length, or by its chunks' last one.</summary>
    private static async Task<(bool IsGood, int Length)> AnswerAsync(NetworkStream stream, byte[] buffer)
    {
        var have = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(have));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            have += read;
            var head = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8);
            if (head < 0)
                continue;
            var headers = Encoding.ASCII.GetString(buffer, 0, head);
            var whole = headers.Contains("chunked", StringComparison.OrdinalIgnoreCase)
                ? buffer.AsSpan(0, have).EndsWith("0\r\n\r\n"u8)
                : have >= head + 4 + Length(headers);
            if (whole)
                return (headers.StartsWith("HTTP/1.1 200", StringComparison.Ordinal), have);
        }
    }

    private static int Length(string headers)
    {
        var at = headers.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(headers[(at + 16)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
