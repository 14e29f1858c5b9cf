using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Benchmarks.Server;

/// <content>
/// <c>server --today [--acts N]</c>: one person works Today off, act by act, as the page's script does it (the act, then the page it leads to), while a
/// colleague's page follows the live stream and asks for itself. Two times for each act: from the click to the page, and from the click
/// to the act on the colleague's page.
/// </content>
internal sealed partial class ServerBenchmark
{
    /// <summary>As long as the script waits after a colleague's act, so that several are one.</summary>
    private static readonly TimeSpan ScriptWaits = TimeSpan.FromMilliseconds(100);

    private async Task TodayAsync(VitalsDatabase database, int port)
    {
        await using (var admin = await database.OpenAdminAsync())
        {
            foreach (var step in Rooms.All.Of<AnalysisStep>())
            {
                await admin.ExecuteAsync(new CommandDefinition(
                    Sql.Of(step.Asks, step.Name), new { now = Now, today = DateOnly.FromDateTime(Now.UtcDateTime), client = (Guid?)null }, commandTimeout: 0));
            }
            await admin.ExecuteAsync("vacuum analyze intervention_log, intervention_events");
        }
        using var acting = Browser(port, await SignInAsync(database, port, "acting"));
        using var watching = Browser(port, await SignInAsync(database, port, "watching"));
        using var over = new CancellationTokenSource();
        await using var stream = await watching.GetStreamAsync("/api/v1/live", over.Token);
        using var events = new StreamReader(stream);

        var (opened, clicks, shown) = (new List<double>(), new List<double>(), new List<double>());
        var (page, theirs) = (await watching.GetStringAsync("/"), "");
        var since = Since(page);
        for (var act = 0; act < Number("--acts", 200); act++)
        {
            var began = Stopwatch.GetTimestamp();
            page = await acting.GetStringAsync(act == 0 ? "/" : theirs);
            opened.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            theirs = $"/?since={Since(page)}";
            var item = FirstItem().Match(page).Groups[1].Value;
            var colleague = ShownAsync(watching, events, $"/?since={since}", item, over.Token);
            began = Stopwatch.GetTimestamp();
            using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["act"] = "no_answer", ["seen"] = "0", ["to"] = theirs });
            using var posted = await acting.PostAsync(new Uri($"/interventions/{item}/act", UriKind.Relative), content);
            if (posted.StatusCode != HttpStatusCode.Redirect)
                throw new InvalidOperationException($"The act was answered with {posted.StatusCode}.");
            page = await acting.GetStringAsync(posted.Headers.Location);
            clicks.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (!IsDone(page, item))
                throw new InvalidOperationException($"Item {item} is not done on the page of the one who acted.");
            shown.Add(Stopwatch.GetElapsedTime(began, await colleague).TotalMilliseconds);
        }
        await over.CancelAsync();
        Say($"Today with {Clients} clients, {clicks.Count} acts, {Encoding.UTF8.GetByteCount(page) / 1024.0:0} KB a page");
        Told("open the page", opened);
        Told("click to page", clicks);
        Told("click to the colleague's page", shown);
    }

    /// <summary>When the colleague's page shows the act: told by the stream, asked for after the script's pause.</summary>
    private static async Task<long> ShownAsync(HttpClient watching, StreamReader events, string page, string item, CancellationToken cancel)
    {
        while (await events.ReadLineAsync(cancel) is { } line)
        {
            if (!line.Contains("\"intervention\"", StringComparison.Ordinal))
                continue;
            await Task.Delay(ScriptWaits, cancel);
            if (IsDone(await watching.GetStringAsync(page, cancel), item))
                return Stopwatch.GetTimestamp();
        }
        throw new InvalidOperationException("The live stream ended.");
    }

    private static HttpClient Browser(int port, string cookie)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.GZip }) { BaseAddress = new($"http://127.0.0.1:{port}") };
        foreach (var (name, value) in new[] { ("Cookie", cookie), ("HX-Request", "true"), ("Sec-Fetch-Site", "same-origin") })
            client.DefaultRequestHeaders.Add(name, value);
        return client;
    }

    private static void Told(string what, List<double> times)
    {
        times.Sort();
        double At(double share) => times[Math.Min(times.Count - 1, (int)(share * times.Count))];
        Say($"{what,-32} p50 {At(.5),7:0.0} ms, p95 {At(.95),7:0.0} ms, most {times[^1],7:0.0} ms");
    }

    private static string Since(string page) => OpenedAt().Match(page).Groups[1].Value;

    private static bool IsDone(string page, string item) => page.Contains($"data-item=\"{item}\" data-done=\"yes\"", StringComparison.Ordinal);

    [GeneratedRegex("data-since=\"(\\d+)\"")]
    private static partial Regex OpenedAt();

    [GeneratedRegex("action=\"/interventions/(\\d+)/act\"")]
    private static partial Regex FirstItem();
}
