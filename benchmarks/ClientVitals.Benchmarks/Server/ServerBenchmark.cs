using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ClientVitals.Access;
using ClientVitals.Benchmarks.Import;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;

namespace ClientVitals.Benchmarks.Server;

/// <summary>
/// The breaks endpoint under many connections, beside pgbench asking the very same SQL with the very same claims over as many:
/// <c>server [--clients N] [--connections C] [--seconds S] [--rounds R] [--as owner|coach] [--minutes M]</c>. With --minutes the
/// server's memory is watched that long under the same load. With --posts it is calls that are posted one by one. With --pages (--page START: those that begin so) it is the
/// dashboard's pages instead, for eight people who look for a quarter of a second, on the average, before they click again, and for eight
/// who never look: the server's time for each and its weight over the wire. --home FOLDER --database NAME serves a database that is there (<c>health book</c> makes one with scores). With --today (--acts N) somebody works the queue off while a colleague watches.
/// </summary>
internal sealed partial class ServerBenchmark(string folder, EmbeddedPostgres cluster, string[] options)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private int Clients => Number("--clients", 100_000);

    /// <summary>The database that is served: a copy of the book, or one that is there.</summary>
    private string Served => Given("--database") ?? "served";

    private int Connections => Number("--connections", 32);

    private int Seconds => Number("--seconds", 10);

    public static Task<int> RunAsync(string[] options) => RunAsync(options, static benchmark => benchmark.MeasureAsync());

    private static async Task<int> RunAsync(string[] options, Func<ServerBenchmark, Task> measure)
    {
        Rows.Teach();
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"vitals-server-{Environment.ProcessId}")).FullName;
        var home = Array.IndexOf(options, "--home") is var at and >= 0 ? options[at + 1] : Path.Combine(folder, "home");
        var cluster = new EmbeddedPostgres(new VitalsHome(home));
        try
        {
            await measure(new ServerBenchmark(folder, cluster, options));
            return 0;
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.StopAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureAsync()
    {
        await using var database = await BeginAsync();
        var (key, who) = await CallerAsync(database);
        var address = await cluster.StartAsync();
        var yardstick = await YardstickAsync(who);
        using var server = Serve(address, out var port);
        try
        {
            await ReadyAsync(port);
            if (options.Contains("--posts"))
            {
                await PostsAsync(database, port);
                return;
            }
            if (options.Contains("--today"))
            {
                await TodayAsync(database, port);
                return;
            }
            if (options.Contains("--pages"))
            {
                await PagesAsync(database, port, await SignInAsync(database, port));
                return;
            }
            var request = Encoding.ASCII.GetBytes($"GET /api/v1/call-patterns/breaks?size=50 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {key}\r\n\r\n");
            await HttpLoad.RunAsync(port, request, Connections, TimeSpan.FromSeconds(3));
            var shares = new List<double>();
            for (var round = 1; round <= Number("--rounds", 5); round++)
            {
                var theirs = await PgbenchAsync(address, yardstick, "simple");
                var prepared = await PgbenchAsync(address, yardstick + ".prepared", "prepared");
                var ours = await HttpLoad.RunAsync(port, request, Connections, TimeSpan.FromSeconds(Seconds));
                shares.Add(ours.PerSecond / theirs);
                Say($"round {round}: {ours.PerSecond:0} requests/s, p50 {ours.P50:0.0} ms, p99 {ours.P99:0.0} ms, {ours.Failed} failed; pgbench {theirs:0}/s; share {ours.PerSecond / theirs:0.00}; pgbench prepared {prepared:0}/s, share {ours.PerSecond / prepared:0.00}; server {Megabytes(server):0} MB");
            }
            Say($"median share {shares.Order().ElementAt(shares.Count / 2):0.00} (bar >= 0.6)");
            await WatchAsync(server, port, request);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private async Task PagesAsync(VitalsDatabase database, int port, string cookie)
    {
        await using var admin = await database.OpenAdminAsync();
        var client = await admin.ExecuteScalarAsync<Guid>("select client_id from client_health_scores where client_id is not null order by pattern_status = 'PATTERN_BREAK' desc, pattern_place, health_score limit 1");
        string[] pages =
        [
            "/", "/call-patterns", "/call-patterns?coach=Coach%207", "/call-patterns?status=ABOVE_PATTERN", "/call-patterns?status=NOT_ENOUGH_HISTORY",
            "/call-patterns?status=PAUSED&coach=Coach%207", "/call-patterns?segment=Group%203", "/call-patterns/back-test",
            "/clients", "/clients?search=first12", "/clients?search=last9", "/clients?search=nobody", "/clients?sort=newest", "/clients?coach=Coach%207",
            "/clients?segment=Group%203", "/clients?status=ACTIVE", $"/clients/{client}", $"/clients/{client}?show=notes", "/coaches", "/coaches/gaps",
            "/data", "/data/unmatched", "/data/unmatched/whose?address=stranger7%40example.com", "/data/duplicates", "/jobs", "/settings", "/settings/sources",
            "/health-scores", "/health-scores?zone=RED", "/health-scores?coach=Coach%207", "/renewals", "/failed-payments",
        ];
        foreach (var page in pages.Where(page => Given("--page") is not { } only || page.StartsWith(only, StringComparison.Ordinal)))
        {
            var request = Encoding.ASCII.GetBytes($"GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nAccept-Encoding: gzip\r\n\r\n");
            // The first pages are compiled while they are made; what a person meets who works with it comes after.
            await HttpLoad.RunAsync(port, request, 8, TimeSpan.FromSeconds(Number("--warm-up", 2)));
            var clicks = await HttpLoad.RunAsync(port, request, 8, TimeSpan.FromSeconds(Seconds), TimeSpan.FromMilliseconds(250));
            var load = await HttpLoad.RunAsync(port, request, 8, TimeSpan.FromSeconds(Seconds));
            Say($"{page.Replace(client.ToString(), "ID", StringComparison.Ordinal),-50} clicking p95 {clicks.P95,6:0.0} ms; without a pause {load.PerSecond,6:0} pages/s, p50 {load.P50,6:0.0} ms, p95 {load.P95,6:0.0} ms; {load.Failed + clicks.Failed} failed, {load.Bytes / 1024.0:0.0} KB packed");
        }
    }

    /// <summary>Signs the caller in as a person does, by the link of the invitation: some pages are not for keys.</summary>
    private static async Task<string> SignInAsync(VitalsDatabase database, int port, string name = "person", string? coach = null)
    {
        var invited = await database.DoAsync(new InviteUser($"{name}@example.com", name, coach is null ? AppRole.Owner : AppRole.Coach, coach), Actor.CommandLine("benchmark"), Now, default);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/link/{invited.Link.Token}")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["password"] = "correct-horse-battery-7" }),
            Headers = { { "Origin", $"http://127.0.0.1:{port}" } },
        };
        using var answer = await client.SendAsync(request);
        return answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    private async Task WatchAsync(Process server, int port, byte[] request)
    {
        for (var minute = 1; minute <= Number("--minutes", 0); minute++)
        {
            var load = await HttpLoad.RunAsync(port, request, Connections, TimeSpan.FromMinutes(1));
            Say($"minute {minute}: {load.PerSecond:0} requests/s, p99 {load.P99:0.0} ms, {load.Failed} failed, server {Megabytes(server):0} MB");
        }
    }

    /// <summary>A database with the book in it. A home that was filled before is used again: its book is copied.</summary>
    private async Task<VitalsDatabase> BeginAsync()
    {
        var address = await cluster.StartAsync();
        if (Given("--database") is { } there)
        {
            var given = VitalsDatabase.Embedded(there, cluster);
            await new PushMigrations(given, MigrationFile.Folder()).RunAsync(null, default);
            return given;
        }
        var book = FormattableString.Invariant($"book_{Clients}");
        if (await EmbeddedPostgres.MakeDatabaseAsync(address, book, template: null, default))
        {
            await using var made = VitalsDatabase.Embedded(book, cluster);
            await new PushMigrations(made, MigrationFile.Folder()).RunAsync(null, default);
            await FillAsync(made);
        }
        NpgsqlConnection.ClearAllPools();
        await EmbeddedPostgres.DropDatabaseAsync(address, "served", default);
        await EmbeddedPostgres.MakeDatabaseAsync(address, "served", book, default);
        var database = VitalsDatabase.Embedded("served", cluster);
        await new PushMigrations(database, MigrationFile.Folder()).RunAsync(null, default);
        return database;
    }

    private async Task FillAsync(VitalsDatabase database)
    {
        await using var admin = await database.OpenAdminAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Server", "Book.sql"));
        foreach (var statement in text.Split(";\n", StringSplitOptions.RemoveEmptyEntries))
            await admin.ExecuteAsync(new CommandDefinition(statement, new { clients = Clients, now = Now }, commandTimeout: 0));
    }

    private async Task<(string Key, DatabaseIdentity Who)> CallerAsync(VitalsDatabase database)
    {
        var by = Actor.CommandLine("benchmark");
        var role = Given("--as") == "coach" ? AppRole.Coach : AppRole.Owner;
        var user = await database.DoAsync(new InviteUser($"who{Environment.ProcessId}@example.com", "Who", role, role == AppRole.Coach ? "Coach 7" : null), by, Now, default);
        var key = (await database.DoAsync(new MakeApiKey("load", [KeyScope.Read], user.Id, null), by, Now, default)).Key;
        return (key, (await FindCaller.ByKeyAsync(database, key, Now, default))!.ToIdentity());
    }

    /// <summary>One round trip as the endpoint makes it: who asks, then the page; values written out, for pgbench has no parameters.</summary>
    private async Task<string> YardstickAsync(DatabaseIdentity who)
    {
        var values = new Dictionary<string, string>
        {
            ["status"] = "null",
            ["coach"] = who.Claims.Contains("staff_id", StringComparison.Ordinal) ? "'Coach 7'" : "null",
            ["segment"] = "null",
            ["since"] = $"'{Now.AddDays(-7):O}'",
            ["after_place"] = "null",
            ["after_client"] = "null",
            ["most"] = "51",
        };
        var sql = Narrowed.Of(Sql.Of(typeof(BreaksPage)), values.Where(value => value.Value == "null").Select(value => value.Key));
        foreach (var (name, value) in values)
            sql = sql.Replace($"@{name}::", $"{value}::", StringComparison.Ordinal);
        var file = Path.Combine(folder, "breaks.sql");
        var flat = string.Join(' ', sql.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal)).Select(line => line.Trim()));
        string[] statements = ["begin", $"select set_config('role', '{who.Role}', true), set_config('request.jwt.claims', '{who.Claims}', true)", flat.TrimEnd(), "commit"];
        await File.WriteAllTextAsync(file, string.Join(" \\; ", statements) + ";\n");
        await File.WriteAllTextAsync(file + ".prepared", string.Join(";\n", statements) + ";\n");
        return file;
    }

    /// <param name="mode">simple: one round trip, planned each time; prepared: a round trip for each statement, planned once.</param>
    private async Task<double> PgbenchAsync(ClusterAddress address, string script, string mode)
    {
        var to = address.To(Served, ClusterAddress.Server);
        var start = new ProcessStartInfo(Pgbench()) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in new[] { "-n", "-M", mode, "-c", Text(Connections), "-j", "2", "-T", Text(Seconds), "-f", script, "-h", to.Host!, "-p", Text(to.Port), "-U", to.Username!, Served })
            start.ArgumentList.Add(word);
        start.Environment["PGPASSWORD"] = to.Password;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = told.Split('\n').FirstOrDefault(l => l.StartsWith("tps = ", StringComparison.Ordinal)) ?? throw new InvalidOperationException(told + await errors);
        return double.Parse(line["tps = ".Length..].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private static string Pgbench() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", "pgbench")).Where(File.Exists).Order().LastOrDefault() ?? "pgbench"
        : "pgbench";

    private Process Serve(ClusterAddress address, out int port, string? home = null)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        return new VitalsProgram(home ?? Path.Combine(folder, "none"), address.Url(Served, ClusterAddress.Server)).Start("serve", "--port", Text(port));
    }

    private static async Task ReadyAsync(int port)
    {
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                if ((await client.GetAsync($"http://127.0.0.1:{port}/health/ready")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (tries < 100)
            {
                // Not yet.
            }
            await Task.Delay(200);
        }
    }

    private static double Megabytes(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1e6;
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string? Given(string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }

    private int Number(string name, int otherwise) => Given(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
