using System.Net.Http.Headers;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server.Rooms.Start;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>The first steps, as they are on each day of the first hour.</summary>
public sealed partial class TextsLaw
{
    [Fact]
    public async Task The_first_steps_say_nothing_past_their_texts()
    {
        await using var fresh = new PseudoDoor(door.Cluster);
        await fresh.InitializeAsync();
        await new TextsLaw(fresh).WalkTheFirstHourAsync(fresh);
    }

    private async Task WalkTheFirstHourAsync(PseudoDoor business)
    {
        await business.DoAsync("""
            delete from clients; delete from call_records; delete from job_runs; delete from deliveries; delete from settings where version > (select min(version) from settings);
            """);
        await MustSayPageAsync();
        await MustSayInAsync(".start", ("owner", "/"));
        await MustSayInAsync(".said", ("owner", "/?said=start-hidden"), change: "update settings set sections = '{\"FirstHour\": {\"leftOut\": [\"All\", \"Zone\"]}}'");
        await MustSayInAsync(".empty", ("owner", "/"), ("coach", "/"), ("coach", "/coaches"), ("owner", "/call-patterns"), ("coach", "/coaches/gaps"));
        await MustSayInAsync(".empty p", ("setter", "/clients"), ("coach", "/clients"));
        await MustSayInAsync("h1 + p", ("setter", "/clients"));
        await MustSayPageAsync();
        await business.DoAsync("update settings set sections = '{}', business_zone = 'Asia/Dubai'; insert into sources (name) values ('telephony')");
        await MustSayPageAsync();

        // Calls with words that nobody knows, of coaches without an account; then the analysis on its way, failed and done.
        var at = business.Clock.GetUtcNow();
        using var file = CallFile.Of("words.csv", "client_email,started_at,Result,staff,coach\nleila@example.com,2026-01-05 10:00,Zorbed,Nadia New,\nomar@example.com,2026-01-05 10:00,,,Ravi Rao\n", new CallFileOptions(at, ClientVitals.Settings.BusinessZone.Utc));
        await new ImportCalls().RunAsync(business.Vitals, file, at, null, null, TestContext.Current.CancellationToken);
        await MustSayPageAsync();
        await business.DoAsync("insert into job_runs (job, slot, state, started_at, lease_until) values ('daily-pattern-analysis', '2026-01-07', 'running', '2026-01-07', clock_timestamp() + interval '1 minute')");
        await MustSayPageAsync();
        await business.DoAsync("update job_runs set state = 'failed', lease_until = null, error = 'Kept as it was', finished_at = started_at");
        await MustSayPageAsync();
        await business.Vitals.DoAsync(new InviteCoach("nadia@house.example", "Nadia New", "Nadia New"), Actor.CommandLine("test"), at, TestContext.Current.CancellationToken);
        (await PageAsync("owner", "/start")).QuerySelector("form[action$='/take-back']").ShouldNotBeNull();
        await MustSayPageAsync();
        await MustSayInAsync(".said", ("owner", "/start?said=clients-back&count=1"));
        var token = await ImportAsync(business, at);
        await MustSayInAsync("section[aria-labelledby=analysed]", ("owner", $"/data/files/{token}"));
        await MustSayPageAsync();
    }

    /// <summary>A file imported as a browser does it, until the analysis that begins by itself is over.</summary>
    private async Task<string> ImportAsync(PseudoDoor business, DateTimeOffset at)
    {
        var rows = string.Concat(Enumerable.Range(1, 40).Select(day => FormattableString.Invariant($"leila@example.com,{at.AddDays(-2 * day):yyyy-MM-dd} 10:00\n")));
        using var form = new MultipartFormDataContent();
        using var calls = new StringContent("client_email,started_at\n" + rows);
        calls.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(calls, "file", "more.csv");
        var token = (await PostAsync("/data", form)).Split('/')[^1];
        using var choice = new FormUrlEncodedContent([new("act", "import")]);
        await PostAsync($"/data/files/{token}", choice);
        var first = business.Services.GetRequiredService<FirstAnalysis>();
        // The page is asked for until the import is over, as a browser asks for it.
        while (first.Last is null)
            (await PageAsync("owner", $"/data/files/{token}")).QuerySelector("main .wrong")?.TextContent.ShouldBe("");
        await first.Last.Ended.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return token;
    }

    private async Task<string> PostAsync(string path, HttpContent content)
    {
        using var client = door.As(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in door.People.Shown["owner"])
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(302, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return response.Headers.Location!.OriginalString;
    }

    private async Task MustSayInAsync(string part, (string Who, string At) page, string change)
    {
        await door.DoAsync(change);
        await MustSayInAsync(part, page);
    }

    /// <summary>A part of these pages says nothing past its texts; and it is there.</summary>
    private async Task MustSayInAsync(string part, params IEnumerable<(string Who, string At)> pages)
    {
        var data = await DataAsync();
        foreach (var (who, at) in pages)
        {
            var parts = (await PageAsync(who, at)).QuerySelectorAll(part);
            parts.Length.ShouldBeGreaterThan(0, $"{who} {at} {part}");
            parts.SelectMany(Texts).Where(text => Plain(text, data).Length > 0).Distinct().ShouldBeEmpty($"{who} {at}");
        }
    }

    /// <summary>The whole page of the first steps, and what the business itself said.</summary>
    private async Task MustSayPageAsync()
    {
        var data = (await DataAsync()).Concat(["Nadia New", "Ravi Rao", "words.csv", "UTC"]).ToList();
        Texts((await PageAsync("owner", "/start")).Body!).Where(text => Plain(text, data).Length > 0).Distinct().ShouldBeEmpty();
    }
}
