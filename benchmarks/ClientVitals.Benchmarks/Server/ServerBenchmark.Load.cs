using System.Globalization;
using System.Text;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Migrations;

namespace ClientVitals.Benchmarks.Server;

/// <summary>
/// A crowd before the server: <c>server-load [--connections 32,300,1000] [--clients N] [--seconds S] [--readers 32]</c>. Of each number of
/// connections so many are readers who are signed in, each with a key of their own; of the rest one half are strangers (without a key, with
/// a key nobody made, who sign in with a wrong password, with messages nobody signed), one half writers who post calls, eight of them
/// over one key. None of them pauses, whatever it is answered. Printed are answers by status, how long those of 200 took, and the memory.
/// </summary>
internal sealed partial class ServerBenchmark
{
    private const int WritersOfOneKey = 8;

    public static Task<int> RunLoadAsync(string[] options) => RunAsync(options, static benchmark => benchmark.CrowdAsync());

    private async Task CrowdAsync()
    {
        await using var database = VitalsDatabase.Embedded("served", cluster);
        await new PushMigrations(database, MigrationFile.Folder()).RunAsync(null, default);
        await FillAsync(database);
        var owner = await database.DoAsync(new InviteUser("crowd@example.com", "Crowd", AppRole.Owner, null), Actor.CommandLine("benchmark"), Now, default);
        var readers = Number("--readers", 32);
        var most = Sizes().Max();
        var readKeys = await KeysAsync(database, owner.Id, KeyScope.Read, readers);
        var writeKeys = await KeysAsync(database, owner.Id, KeyScope.CallsWrite, Math.Max(1, most / 2 / WritersOfOneKey + 1));
        var address = await cluster.StartAsync();
        using var server = Serve(address, out var port);
        try
        {
            await ReadyAsync(port);
            foreach (var connections in Sizes())
            {
                var rest = Math.Max(0, connections - readers);
                var during = TimeSpan.FromSeconds(Seconds);
                var loads = await Task.WhenAll(
                    StatusLoad.RunAsync("readers", port, Math.Min(readers, connections), (number, _) => Get("/api/v1/call-patterns/breaks?size=50", readKeys[number]), during),
                    StatusLoad.RunAsync("strangers", port, rest / 2, Stranger, during),
                    StatusLoad.RunAsync("writers", port, rest - rest / 2, (number, turn) => Post(connections, number, turn, writeKeys[number / WritersOfOneKey]), during));
                foreach (var load in loads)
                    Console.WriteLine(load);
                Say($"{connections} connections: {loads.Sum(load => load.Faults)} answers of 500 or broken connections; readers' p99 {loads[0].P99:0} ms (bar < 1000); server {Megabytes(server):0} MB");
            }
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private int[] Sizes() =>
        [.. (Given("--connections") ?? "32,300,1000").Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    private static async Task<List<string>> KeysAsync(VitalsDatabase database, Guid user, KeyScope scope, int count)
    {
        var keys = new List<string>();
        for (var number = 0; number < count; number++)
            keys.Add((await database.DoAsync(new MakeApiKey($"{scope.Word()} {number}", [scope], user, null), Actor.CommandLine("benchmark"), Now, default)).Key);
        return keys;
    }

    private static byte[] Get(string path, string key) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\n\r\n");

    private byte[] Post(int round, int number, int turn, string key)
    {
        var client = (number * 97 + turn) % Clients + 1;
        var body = FormattableString.Invariant($$"""{"client_email": "first{{client}}.last{{client}}@example.com", "started_at": "2025-12-0{{turn % 7 + 1}}T09:00:00Z", "provider_call_id": "{{round}}-{{number}}-{{turn}}"}""");
        return Encoding.ASCII.GetBytes($"POST /api/v1/calls HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    /// <summary>Four kinds of them in turn.</summary>
    private static byte[] Stranger(int number, int turn)
    {
        const string Form = "email=nobody%40example.com&password=nothing-right";
        return Encoding.ASCII.GetBytes((number % 4) switch
        {
            0 => "GET /clients HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            1 => FormattableString.Invariant($"GET /api/v1/clients HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer cv_12345678_{number:0000000000}{turn:0000000000}\r\n\r\n"),
            2 => $"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {Form.Length}\r\n\r\n{Form}",
            _ => "POST /webhooks/calls/telephony HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        });
    }
}
