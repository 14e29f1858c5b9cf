using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using ClientVitals.Database;
using ClientVitals.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Operations;

public sealed class TelemetryTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private const string Token = "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The program itself sends to a collector: what arrives there, byte by byte.</summary>
    [Fact]
    public async Task What_is_sent_names_routes_and_counts_and_nobody()
    {
        var sent = new ConcurrentQueue<(string Path, string Bytes)>();
        await using var collector = await CollectAsync(sent);
        var home = TestCluster.FreshFolder();
        using var program = BuiltProgram.Start(["serve", "--port", "0", "--log", "requests"], new()
        {
            ["VITALS_HOME"] = home,
            ["DATABASE_URL"] = door.Cluster.Address.Url(door.Vitals.Name, ClusterAddress.Server),
            ["DATABASE_ADMIN_URL"] = door.Cluster.Address.Url(door.Vitals.Name, ClusterAddress.Owner),
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "of-the-test",
        });
        try
        {
            string? line;
            while ((line = await program.StandardOutput.ReadLineAsync(Cancel)) is not null && !line.StartsWith("Serving ", StringComparison.Ordinal))
            {
            }
            var address = new Uri(line.ShouldNotBeNull().Split(" at ")[^1].Split(';')[0]);
            await AskAsync(address);
            using (var term = Process.Start("kill", ["-TERM", program.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
                await term.WaitForExitAsync(Cancel);
            var log = await program.StandardOutput.ReadToEndAsync(Cancel) + await program.StandardError.ReadToEndAsync(Cancel);
            await program.WaitForExitAsync(Cancel);
            var all = string.Concat(sent.Select(one => one.Bytes));
            sent.Select(one => one.Path).Distinct().Order().ShouldBe(["/v1/metrics", "/v1/traces"]);
            foreach (var told in new[] { "of-the-test", "GET /link/{token}", "http.server.request.duration", "vitals.webhook.messages", "db.query.text", "/webhooks/calls/{source}" })
                all.ShouldContain(told);
            log.ShouldContain("/link/{token}");
            foreach (var secret in new[] { Token, "leila", "971501234567", "Haddad", "127.0.0.7", "curious", door.Keys["owner"] })
            {
                all.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{secret} was sent");
                log.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{secret} was logged");
            }
        }
        finally
        {
            if (!program.HasExited)
                program.Kill(entireProcessTree: true);
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task An_error_of_the_database_goes_out_without_the_value_it_quotes()
    {
        var kept = new Keeps();
        using (var provider = Sdk.CreateTracerProviderBuilder().AddSource("Npgsql").AddProcessor(new NamelessSpans()).AddProcessor(kept).Build())
        {
            await using var db = await door.Vitals.OpenBareAsync(Cancel);
            await using var ask = new NpgsqlCommand("select $1::text::uuid", db) { Parameters = { new() { Value = "leila-of-the-span" } } };
            (await Should.ThrowAsync<PostgresException>(() => ask.ExecuteNonQueryAsync(Cancel))).Message.ShouldContain("leila-of-the-span");
        }
        kept.Told.ShouldContain(told => told.Contains("22P02", StringComparison.Ordinal) && told.Contains("Error", StringComparison.Ordinal));
        kept.Told.ShouldAllBe(told => !told.Contains("leila-of-the-span", StringComparison.Ordinal), "other tests ask for other Leilas meanwhile");
    }

    /// <summary>What an exporter would have got.</summary>
    private sealed class Keeps : BaseProcessor<Activity>
    {
        public ConcurrentQueue<string> Told { get; } = new();

        public override void OnEnd(Activity data)
        {
            if (data.Recorded)
                Told.Enqueue(string.Join("; ", [data.DisplayName, $"{data.Status} {data.StatusDescription}", .. data.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"), .. data.Events.SelectMany(e => e.Tags).Select(tag => $"{tag.Key}={tag.Value}")]));
        }
    }

    private async Task AskAsync(Uri address)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("curious/1.0");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.7");
        await client.GetAsync(new Uri($"/link/{Token}", UriKind.Relative), Cancel);
        await client.PostAsync(new Uri("/webhooks/calls/leila?who=leila@example.com", UriKind.Relative), new StringContent("{}"), Cancel);
        client.DefaultRequestHeaders.Authorization = new("Bearer", door.Keys["owner"]);
        (await client.GetAsync(new Uri("/api/v1/clients?q=leila@example.com", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await client.PostAsync(
            new Uri("/api/v1/clients", UriKind.Relative),
            new StringContent("""{"addresses": ["leila@example.com", "+971501234567"], "lastname": "Haddad"}""", Encoding.UTF8, "application/json"),
            Cancel);
    }

    private static async Task<WebApplication> CollectAsync(ConcurrentQueue<(string Path, string Bytes)> sent)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            sent.Enqueue((http.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await app.StartAsync(Cancel);
        return app;
    }
}
