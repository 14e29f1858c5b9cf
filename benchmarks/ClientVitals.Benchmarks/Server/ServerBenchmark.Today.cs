using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Benchmarks.Server;

/// <content>
/// <c>server --today [--acts N] [--as coach]</c>: one person works Today off, act by act, as the page's script does it (the act, then the page it leads to, each
/// told what is shown already), while a colleague's page follows the live stream and asks for itself. All four sections of the queue are full. Two times
/// for each act: from the click to the page, and from the click to the act on the colleague's page.
/// </content>
internal sealed partial class ServerBenchmark
{
    /// <summary>As long as the script waits after a colleague's act, so that several are one.</summary>
    private static readonly TimeSpan ScriptWaits = TimeSpan.FromMilliseconds(100);

    /// <summary>Half of the items are older, a fifth was tried yesterday and is due again, and some clients were not contacted by us.</summary>
    private const string FullQueue = """
        update intervention_log set triggered_on = triggered_on - 3 where id % 2 = 0;
        with tried as (
          update intervention_log set outcome = 'NO_ANSWER', actioned_at = @now - interval '1 day', executed_by = 'Coach', follow_up_date = @now::date
          where id % 5 = 0 and due_on is not null
          returning id, client_id)
        insert into intervention_events (item_id, client_id, kind, made_at, made_on, made_by, due_date)
        select t.id, t.client_id, 'NO_ANSWER', @now - interval '1 day', (@now - interval '1 day')::date, 'Coach', @now::date from tried t;
        with gaps as (
          update client_health_scores set pattern_hold = 'OUTREACH_GAP'
          where client_id in (select client_id from client_health_scores where pattern_status = 'NORMAL' order by client_id limit 300)
          returning client_id)
        insert into intervention_log (client_id, cause_kind, trigger_reason, triggered_at, triggered_on, due_date)
        select g.client_id, 'OUTREACH_GAP', 'Not contacted for 6 weeks.', @now, @now::date, @now::date from gaps g
        """;

    private async Task TodayAsync(VitalsDatabase database, int port)
    {
        await using (var admin = await database.OpenAdminAsync())
        {
            foreach (var step in Rooms.All.Of<AnalysisStep>())
            {
                await admin.ExecuteAsync(new CommandDefinition(
                    Sql.Of(step.Asks, step.Name), new { now = Now, today = DateOnly.FromDateTime(Now.UtcDateTime), client = (Guid?)null }, commandTimeout: 0));
            }
            await admin.ExecuteAsync(new CommandDefinition(FullQueue, new { now = Now }, commandTimeout: 0));
            await admin.ExecuteAsync("vacuum analyze intervention_log, intervention_events, client_health_scores");
        }
        using var acting = Browser(port, await SignInAsync(database, port, "acting", Given("--as") == "coach" ? "Coach 7" : null));
        using var watching = Browser(port, await SignInAsync(database, port, "watching"));
        using var over = new CancellationTokenSource();
        await using var stream = await watching.GetStreamAsync("/api/v1/live", over.Token);
        using var events = new StreamReader(stream);

        // A server that has just begun compiles what it runs.
        foreach (var _ in Enumerable.Range(0, 10))
            await Task.WhenAll(acting.GetStringAsync("/"), watching.GetStringAsync("/"));
        var (opened, clicks, shown) = (new List<double>(), new List<double>(), new List<double>());
        var (page, theirs) = (await watching.GetStringAsync("/"), "");
        var since = Since(page);
        Tell(watching, page);
        var (whole, parts) = (0, new List<double>());
        for (var act = 0; act < Number("--acts", 200); act++)
        {
            var began = Stopwatch.GetTimestamp();
            acting.DefaultRequestHeaders.Remove(ShownHeader);
            page = await acting.GetStringAsync(act == 0 ? "/" : theirs);
            whole = Encoding.UTF8.GetByteCount(page);
            opened.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            theirs = $"/?since={Since(page)}";
            var item = FirstItem().Match(page).Groups[1].Value;
            var colleague = ShownAsync(watching, events, $"/?since={since}", item, over.Token);
            Tell(acting, page);
            began = Stopwatch.GetTimestamp();
            using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["act"] = "no_answer", ["seen"] = "0", ["to"] = theirs });
            using var posted = await acting.PostAsync(new Uri($"/interventions/{item}/act", UriKind.Relative), content);
            if (posted.StatusCode != HttpStatusCode.Redirect)
                throw new InvalidOperationException($"The act was answered with {posted.StatusCode}.");
            page = await acting.GetStringAsync(posted.Headers.Location);
            parts.Add(Encoding.UTF8.GetByteCount(page));
            clicks.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (!IsDone(page, item))
                throw new InvalidOperationException($"Item {item} is not done on the page of the one who acted.");
            shown.Add(Stopwatch.GetElapsedTime(began, await colleague).TotalMilliseconds);
        }
        await over.CancelAsync();
        Say($"Today with {Clients} clients, {clicks.Count} acts; opened the page is {whole / 1024.0:0} KB, after an act {parts.Average() / 1024.0:0} KB come");
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
            var theirs = await watching.GetStringAsync(page, cancel);
            Tell(watching, theirs);
            if (IsDone(theirs, item))
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

    private const string ShownHeader = "Vitals-Shown";

    /// <summary>What the script says with each request: which rows the page shows, each with its mark.</summary>
    private static void Tell(HttpClient browser, string page)
    {
        browser.DefaultRequestHeaders.Remove(ShownHeader);
        if (Marked().Matches(page) is { Count: > 0 } rows)
            browser.DefaultRequestHeaders.Add(ShownHeader, string.Join(' ', rows.Select(row => $"{row.Groups[1].Value}:{row.Groups[2].Value}")));
    }

    private static void Told(string what, List<double> times)
    {
        times.Sort();
        double At(double share) => times[Math.Min(times.Count - 1, (int)(share * times.Count))];
        Say($"{what,-32} p50 {At(.5),7:0.0} ms, p95 {At(.95),7:0.0} ms, most {times[^1],7:0.0} ms");
    }

    private static string Since(string page) => OpenedAt().Match(page).Groups[1].Value;

    private static bool IsDone(string page, string item) => page.Contains($"data-item=\"{item}\" data-done=\"yes\"", StringComparison.Ordinal);

    [GeneratedRegex("id=\"([a-z]+-\\d+)\"[^>]* data-mark=\"([0-9a-f]+)\"")]
    private static partial Regex Marked();

    [GeneratedRegex("data-since=\"(\\d+)\"")]
    private static partial Regex OpenedAt();

    [GeneratedRegex("data-item=\"(\\d+)\"(?! data-done)")]
    private static partial Regex FirstItem();
}
