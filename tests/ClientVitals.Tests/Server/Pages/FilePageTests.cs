using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>A file is looked at, everything about its reading is chosen on its page, and the choices are kept for the next one.</summary>
public sealed partial class FilePageTests(Everybody everybody) : IClassFixture<Everybody>
{
    private OpenDoor Door => everybody.Door;

    private async Task<string> UploadAsync(string text, string name = "visits.csv")
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        form.Add(file, "file", name);
        var (status, _, said, response) = await everybody.AskAsync(HttpMethod.Post, "/data", form, everybody.Shown("owner"));
        using (response)
        {
            status.ShouldBe(302, said);
            return response.Headers.Location!.ToString();
        }
    }

    private async Task<string> PageAsync(string path)
    {
        var (status, _, text, response) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown("owner"));
        response.Dispose();
        status.ShouldBe(200, text);
        return WebUtility.HtmlDecode(text);
    }

    private async Task<string> PostAsync(string path, int expected, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var (status, _, text, response) = await everybody.AskAsync(HttpMethod.Post, path, form, everybody.Shown("owner"));
        using (response)
        {
            status.ShouldBe(expected, text);
            return response.Headers.Location?.ToString() ?? WebUtility.HtmlDecode(text);
        }
    }

    /// <summary>The page once what runs has ended.</summary>
    private async Task<string> EndedAsync(string path, string while_)
    {
        for (var asked = 0; asked < 400; asked++)
        {
            var page = await PageAsync(path);
            if (!page.Contains(while_, StringComparison.Ordinal))
                return page;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException(while_);
    }

    private static string Selected(string page, string name) =>
        SelectedOption().Match(page[page.IndexOf($"<select name=\"{name}\"", StringComparison.Ordinal)..page.IndexOf("</select>", page.IndexOf($"<select name=\"{name}\"", StringComparison.Ordinal), StringComparison.Ordinal)]).Groups[1].Value;

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex SelectedOption();

    [Fact]
    public async Task Everything_is_chosen_on_the_page_kept_and_read_as_last_time()
    {
        const string header = "Who,When,Result,Length\n";
        var path = await UploadAsync(header + "anna.page@example.com,03/04/2025 9:00,Signed in,30\nanna.page@example.com,04/04/2025 9:00,Zorbed,45\n");
        var page = await PageAsync(path);
        page.ShouldContain("No column was recognised as the client's e-mail or phone: choose it below.");
        // An answer of nothing that helps leaves what was chosen.
        (string, string)[] chosen = [("act", "preview"), ("c0", "client_email"), ("order", "dmy"), ("zone", "Europe/Berlin"), ("unit", "minutes"), ("source", "studio")];
        (await PostAsync(path, 302, chosen)).ShouldBe(path);
        page = await PageAsync(path);
        page.ShouldContain("2 calls found in 2 rows, 0 rows skipped.");
        page.ShouldContain("0 calls will count");
        page.ShouldContain("<code>03/04/2025 9:00</code> is read as 3 April 2025, 9:00 in Berlin");
        page.ShouldContain("<code>30</code> is read as 30 minutes");
        page.ShouldContain("2 words are not known");
        (Selected(page, "c0"), Selected(page, "order"), Selected(page, "unit"), Selected(page, "w3:Signed in")).ShouldBe(("client_email", "dmy", "minutes", ""));
        page.ShouldContain("name=\"zone\" type=\"text\" list=\"zones\" maxlength=\"60\" autocomplete=\"off\" value=\"Europe/Berlin\"");
        page.ShouldContain("completed (suggested)");
        // Chosen and imported at once, without another look.
        await PostAsync(path, 302, [.. chosen.Where(one => one.Item1 != "act"), ("act", "import"), ("w3:Signed in", "COMPLETED"), ("w3:Zorbed", "")]);
        page = await EndedAsync(path, "Importing");
        page.ShouldContain("2 new calls");
        await using (var db = await Door.OpenAdminAsync())
        {
            (await db.QueryAsync<string>("select to_char(started_at at time zone 'UTC', 'DD HH24:MI') || ' ' || status || ' ' || duration_seconds from call_records where client_email = 'anna.page@example.com' order by started_at"))
                .ShouldBe(["03 07:00 COMPLETED 1800", "04 07:00 UNKNOWN 2700"]);
            (await db.ExecuteScalarAsync<string>("select kept_by from source_readings where source = 'studio'")).ShouldBe("owner");
        }

        // The next file looks like any: its source is said, then it is recalled. One that says nothing of its source has nothing to recall.
        path = await UploadAsync(header + "anna.page@example.com,05/04/2025 9:00,Signed in,30\n");
        (await PageAsync(path)).ShouldNotContain("last time");
        await PostAsync(path, 302, ("act", "preview"), ("source", "studio"));
        page = await PageAsync(path);
        page.ShouldContain("Read as last time (");
        page.ShouldContain("1 call will count");
        Selected(page, "w3:Signed in").ShouldBe("COMPLETED");
        (await PostAsync(path, 302, ("act", "forget"))).ShouldBe(path + "?said=reading-forgotten");
        page = await PageAsync(path + "?said=reading-forgotten");
        page.ShouldContain("is forgotten");
        page.ShouldContain("No column was recognised");
        await using (var db = await Door.OpenAdminAsync())
            (await db.ExecuteScalarAsync<long>("select count(*) from source_readings where source = 'studio'")).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_nothing_chosen_is_lost()
    {
        var path = await UploadAsync("client_email,started_at,Result\nben.page@example.com,2025-11-03 09:00,Signed in\n");
        await PostAsync(path, 302, ("act", "preview"), ("w3:Signed in", "COMPLETED"));
        (await PostAsync(path, 400, ("act", "preview"), ("zone", "Mars/Olympus"))).ShouldContain("There is no time zone 'Mars/Olympus'");
        (await PostAsync(path, 400, ("act", "preview"), ("region", "ZZ"))).ShouldContain("'ZZ' is not a known country code");
        (await PostAsync(path, 400, ("act", "preview"), ("encoding", "klingon"))).ShouldContain("'klingon' is not a known encoding");
        (await PostAsync(path, 400, ("act", "preview"), ("own_more", "nothing"))).ShouldContain("neither a phone number nor an e-mail address");
        Selected(await PageAsync(path), "w3:Signed in").ShouldBe("COMPLETED");
        // Who takes the column away does not mean its words any more.
        await PostAsync(path, 302, ("act", "preview"), ("w3:Signed in", "COMPLETED"), ("c2", "notes"));
        (await PageAsync(path)).ShouldContain("1 call will count");
    }

    [Fact]
    public async Task Own_addresses_are_said_where_they_are_seen()
    {
        var path = await UploadAsync("From,To,Direction,Start Time\n+971501112233,+97144400009,inbound,2025-11-03T05:00:00Z\n+97144400009,+971501112244,outbound,2025-11-03T06:00:00Z\n+971501112233,+97144400009,outbound,2025-11-03T06:00:00Z\n");
        var page = await PageAsync(path);
        page.ShouldContain("+97144400009: is on your side in 2 other calls; 1 call as a client's");
        page.ShouldContain("3 calls will count");
        await PostAsync(path, 302, ("act", "preview"), ("own", "+97144400009"), ("own_more", "*@own.page.example"));
        page = await PageAsync(path);
        page.ShouldContain("In this file: +97144400009 (1 call).");
        page.ShouldContain("2 calls will count");
        (await PageAsync("/settings")).ShouldContain("*@own.page.example");
    }

    [Fact]
    public async Task All_lines_of_a_large_file_are_looked_at_when_asked()
    {
        var path = await UploadAsync("client_email,started_at\n" + string.Concat(Enumerable.Range(0, 20_050).Select(i => $"d{i % 50:00}@example.com,2025-11-03T09:{i % 60:00}:00.{i:000000}Z\n")));
        var page = await PageAsync(path);
        page.ShouldContain("This looks at the first 20,000 lines of about");
        page.ShouldContain("Look at all lines");
        await PostAsync(path, 302, ("act", "whole"));
        page = await EndedAsync(path, "Looking at all of");
        page.ShouldContain("20,050 calls found in 20,050 rows, 0 rows skipped.");
        page.ShouldNotContain("Look at all lines");
        // Read otherwise, it is another question.
        await PostAsync(path, 302, ("act", "preview"), ("zone", "UTC"));
        (await PageAsync(path)).ShouldContain("Look at all lines");
    }

    private static string Within(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)];

    [Fact]
    public async Task The_pages_speak_of_their_fields_and_not_of_options_of_the_command_line()
    {
        var path = await UploadAsync("client_email,Date,Date,call type,Colour (of the folder)\nfay.page@example.com,25-11-03,1,Discovery,red\n");
        var page = Within(await PageAsync(path));
        page.ShouldContain("Ignored: Colour (of the folder) (to read one, say under “Columns” what it holds).");
        page.ShouldContain("is there more than once; the first is read (choose “started at” for the other under “Columns” to read that).");
        page.ShouldContain("which is not a channel and is ignored (choose what a word means below).");
        page.ShouldContain("\"25-11-03\" is read as 3 November 2025, the year first (“Dates like 03/04/2026” reads them otherwise).");
        page.ShouldNotContain("--");
        // One word for a column from which nothing is read.
        page.ShouldNotContain("not read");
        Options(page, "c4").ShouldBe(("ignored", 1));
        Options(page, "c3").ShouldBe(("channel (recognised)", 1));
        await PostAsync(path, 302, ("act", "preview"), ("c3", "ignored"));
        Selected(await PageAsync(path), "c3").ShouldBe("ignored");
        await PostAsync(path, 302, ("act", "import"));
        var done = Within(await EndedAsync(path, "Importing"));
        done.ShouldContain("the year first");
        done.ShouldNotContain("--");
        await using var db = await Door.OpenAdminAsync();
        var delivery = await db.ExecuteScalarAsync<long>("select max(id) from deliveries");
        Within(await PageAsync($"/data/deliveries/{delivery}")).ShouldNotContain("--");
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("columns", "Date=moonrise"), ("columns", "client_email=ignored"), ("words", "Date:x=COMPLETED"), ("words", "call type:x"), ("words", "call type:x=DANCED"), ("columns", "nothing")])
            Within(await PostAsync($"/data/deliveries/{delivery}/reread", 400, (name, value))).ShouldNotContain("--", customMessage: value);
    }

    /// <summary>What stands for "nothing was chosen", and how many options say "ignored".</summary>
    private static (string First, int Ignored) Options(string page, string name)
    {
        var start = page.IndexOf($"<select name=\"{name}\"", StringComparison.Ordinal);
        var select = page[start..page.IndexOf("</select>", start, StringComparison.Ordinal)];
        return (FirstOption().Match(select).Groups[1].Value, select.Split(">ignored<").Length - 1);
    }

    [GeneratedRegex("<option value(?:=\"\")?>\\s*([^<]*)<")]
    private static partial Regex FirstOption();

    [Fact]
    public async Task A_file_is_read_again_beside_the_request_and_the_page_shows_how_far_it_is()
    {
        var path = await UploadAsync("client_email,started_at\ngil.page@example.com,2025-11-03 09:00\n", "again.csv");
        await PostAsync(path, 302, ("act", "import"), ("zone", "UTC"), ("source", "again"));
        await EndedAsync(path, "Importing");
        await using var db = await Door.OpenAdminAsync();
        var delivery = await db.ExecuteScalarAsync<long>("select max(id) from deliveries");
        await using (var busy = await db.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            // As an import that is at work: the next one waits.
            await db.ExecuteAsync("select pg_advisory_xact_lock(20251203, 3)");
            (await PostAsync($"/data/deliveries/{delivery}/reread", 302, ("sure", "yes"), ("zone", "Asia/Dubai"))).ShouldBe($"/data/deliveries/{delivery}");
            var running = await PageAsync($"/data/deliveries/{delivery}");
            running.ShouldContain("Reading again.csv again");
            running.ShouldContain("data-again=\"2\"");
            await busy.CommitAsync(TestContext.Current.CancellationToken);
        }
        for (var asked = 0; await db.ExecuteScalarAsync<long>("select count(*) from deliveries where corrects_id = @delivery", new { delivery }) == 0 && asked < 200; asked++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        var (status, _, _, response) = await everybody.AskAsync(HttpMethod.Get, $"/data/deliveries/{delivery}", null, everybody.Shown("owner"));
        using (response)
        {
            status.ShouldBe(302);
            response.Headers.Location!.ToString().ShouldEndWith("?said=delivery-reread");
            (await PageAsync(response.Headers.Location.ToString())).ShouldContain("The file was read again");
        }
        (await PageAsync($"/data/deliveries/{delivery}")).ShouldContain("the later delivery replaces this one");
        (await db.QueryAsync<string>("select to_char(started_at at time zone 'UTC', 'HH24:MI') from call_records where client_email = 'gil.page@example.com'")).ShouldBe(["05:00"]);
    }
}
