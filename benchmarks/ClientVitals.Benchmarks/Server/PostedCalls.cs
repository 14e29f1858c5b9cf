using System.Text;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Benchmarks.Server;

/// <summary><c>server --posts [--clients N] [--seconds S] [--rounds R]</c>: calls posted one by one, each an HTTP request with an answer.</summary>
internal sealed partial class ServerBenchmark
{
    private async Task PostsAsync(VitalsDatabase database, int port)
    {
        var key = (await database.DoAsync(new MakeApiKey("posts", KeyScopeWords.All, null, null), Actor.CommandLine("benchmark"), Now, default)).Key;
        await using var admin = await database.OpenAdminAsync();
        var known = (await admin.QueryAsync<string>("select email from client_emails order by email limit 10000")).AsList();
        var number = 0;
        byte[] Post(Func<int, string> email, Func<int, string> id)
        {
            var at = Interlocked.Increment(ref number);
            var body = $$"""{"client_email": "{{email(at)}}", "started_at": "{{Now.AddMinutes(-at % 100_000):O}}", "duration_seconds": 300, "provider_call_id": "{{id(at)}}"}""";
            return Encoding.ASCII.GetBytes(
                $"POST /api/v1/calls HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        }
        (string Name, Func<byte[]> Next)[] kinds =
        [
            ("new call, known client", () => Post(at => known[at % known.Count], at => $"post-{at}")),
            ("new call, new client", () => Post(at => $"posted{at}@example.com", at => $"post-{at}")),
            ("same call again", () => Post(_ => known[0], _ => "post-again")),
        ];
        foreach (var (name, next) in kinds)
        {
            await HttpLoad.RunAsync(port, next, 8, TimeSpan.FromSeconds(2));
            for (var round = 1; round <= Number("--rounds", 3); round++)
            {
                foreach (var connections in new[] { 1, 8 })
                {
                    var load = await HttpLoad.RunAsync(port, next, connections, TimeSpan.FromSeconds(Seconds));
                    Say($"{name,-24} {connections} connections: {load.PerSecond,6:0} posts/s, p50 {load.P50,6:0.0} ms, p95 {load.P95,6:0.0} ms, p99 {load.P99,6:0.0} ms, {load.Failed} failed (bar: p50 <= 10 ms at 1, >= 200/s at 8)");
                }
            }
        }
    }
}
