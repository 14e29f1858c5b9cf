using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ClientVitals.Server.Rooms.Sources;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>A file of sessions, packages or payments is looked at, mapped, imported and undone on the pages that files of calls have.</summary>
public sealed partial class FactFilePageTests(Everybody everybody) : IClassFixture<Everybody>
{
    private OpenDoor Door => everybody.Door;

    private async Task<string> SendAsync(HttpMethod method, string path, HttpContent? content, int expected)
    {
        var (status, _, text, response) = await everybody.AskAsync(method, path, content, everybody.Shown("owner"));
        using (response)
        {
            status.ShouldBe(expected, text);
            return response.Headers.Location?.ToString() ?? WebUtility.HtmlDecode(text);
        }
    }

    private async Task<string> UploadAsync(string entity, string text, int expected = 302)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        form.Add(new StringContent(entity), "entity");
        form.Add(file, "file", "visits.csv");
        return await SendAsync(HttpMethod.Post, "/data", form, expected);
    }

    private Task<string> PageAsync(string path, int expected = 200) => SendAsync(HttpMethod.Get, path, null, expected);

    private async Task<string> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(HttpMethod.Post, path, form, 302);
    }

    private RunningImports.Import ImportAt(string path) => Door.Services.GetRequiredService<RunningImports>().Of(Guid.Parse(path.Split('/')[^1]))!;

    private Task EndedAsync(string path) => ImportAt(path).Ended;

    private static string Selected(string page, string name) =>
        SelectedOption().Match(page[page.IndexOf($"<select name=\"{name}\"", StringComparison.Ordinal)..page.IndexOf("</select>", page.IndexOf($"<select name=\"{name}\"", StringComparison.Ordinal), StringComparison.Ordinal)]).Groups[1].Value;

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex SelectedOption();

    [Fact]
    public async Task Sessions_are_previewed_mapped_imported_read_as_last_time_and_undone()
    {
        await using (var db = await Door.OpenAdminAsync())
            await db.ExecuteAsync("update client_health_scores set health_score = null");
        const string text = "Who,Begun,Went\nnina.fact@example.com,2025-11-03 10:00,Zorbed\nnina.fact@example.com,2025-11-05 10:00,Attended\nnina.fact@example.com,,Attended\n";
        (await PageAsync("/data")).ShouldContain("<option value=\"sessions\">Sessions: booked, attended, missed</option>");
        var path = await UploadAsync("sessions", text);
        (await PageAsync(path)).ShouldContain("choose it below");
        (string, string)[] chosen = [("c0", "client_email"), ("c1", "starts_at"), ("c2", "status"), ("source", "yard"), ("zone", "Europe/Berlin")];
        await PostAsync(path, [("act", "preview"), .. chosen]);
        var page = await PageAsync(path);
        page.ShouldContain("2 sessions found in 3 lines, 1 line skipped.");
        page.ShouldContain("no start of the session");
        page.ShouldContain("One word is not known");
        page.ShouldContain("<dt>New sessions</dt><dd>2</dd>");
        page.ShouldContain("The first sessions as they are read");
        (Selected(page, "c0"), Selected(page, "c1"), Selected(page, "w3:Zorbed")).ShouldBe(("client_email", "starts_at", ""));
        (await Calls.Asked.OneAsync<int>(Door, "select count(*)::int from sessions where client_email = 'nina.fact@example.com'")).ShouldBe(0, "a preview imports nothing");
        await PostAsync(path, [("act", "preview"), .. chosen, ("w3:Zorbed", "NO_SHOW")]);
        Selected(await PageAsync(path), "w3:Zorbed").ShouldBe("NO_SHOW");
        await PostAsync(path, [("act", "import"), .. chosen, ("w3:Zorbed", "NO_SHOW")]);
        await EndedAsync(path);
        await ImportAt(path).Scoring.ShouldNotBeNull("nobody has a score yet").Ended;
        page = await PageAsync(path);
        page.ShouldContain("2 new sessions");
        page.ShouldContain("<h2 id=\"scored\">The first health scores</h2>");
        page.ShouldContain("clients have a score; from now on scores are made each morning.");
        page.ShouldContain("href=\"/health-scores\"");
        page.ShouldContain("The skipped lines as CSV");
        (await Calls.Asked.RowsAsync<string>(Door, "select to_char(starts_at at time zone 'UTC', 'DD HH24:MI') || ' ' || status || ' ' || source from sessions where client_email = 'nina.fact@example.com' order by starts_at"))
            .ShouldBe(["03 09:00 NO_SHOW yard", "05 09:00 ATTENDED yard"]);

        // The next file of the source is read as the last one.
        var next = await UploadAsync("sessions", text);
        await PostAsync(next, ("act", "preview"), ("source", "yard"));
        page = await PageAsync(next);
        page.ShouldContain("Read as last time (");
        Selected(page, "w3:Zorbed").ShouldBe("NO_SHOW");
        page.ShouldContain("<dt>New sessions</dt><dd>0</dd>");

        var delivery = await Calls.Asked.OneAsync<long>(Door, "select max(id) from deliveries where entity = 'sessions' and source = 'yard'");
        (await PageAsync($"/data/deliveries/{delivery}")).ShouldContain("The sessions it added are removed");
        (await PostAsync($"/data/deliveries/{delivery}/undo", ("to", $"/data/deliveries/{delivery}"))).ShouldContain("facts-undone");
        page = await PageAsync($"/data/deliveries/{delivery}?said=facts-undone&count=2");
        page.ShouldContain("The delivery is undone: 2 rows were removed or restored.");
        (await Calls.Asked.OneAsync<int>(Door, "select count(*)::int from sessions where client_email = 'nina.fact@example.com'")).ShouldBe(0);

        // Its file is read again, as it was read last.
        page.ShouldContain($"/data/deliveries/{delivery}/redo");
        var back = await PostAsync($"/data/deliveries/{delivery}/redo", ("to", $"/data/deliveries/{delivery}"));
        back.ShouldEndWith("?said=facts-redone&count=2");
        (await PageAsync(back)).ShouldContain("The file of the undone delivery was read again: 2 rows are back.");
        (await TimesAsync("nina.fact@example.com")).ShouldBe(["03 09:00 NO_SHOW", "05 09:00 ATTENDED"]);
    }

    private Task<List<string>> TimesAsync(string email) => Calls.Asked.RowsAsync<string>(
        Door, $"select to_char(starts_at at time zone 'UTC', 'DD HH24:MI') || ' ' || status from sessions where client_email = '{email}' order by starts_at");

    [Fact]
    public async Task Packages_and_payments_come_in_the_same_way_and_a_file_of_nothing_known_is_refused()
    {
        var packages = await UploadAsync("packages", "Email,Package id,Package,Bought on,Expires on,Sessions bought,Price,Currency,Status\npam.fact@example.com,p1,12 sessions,2025-11-01,2026-01-20,12,1200,AED,Active\n");
        (await PageAsync(packages)).ShouldContain("1 package found in 1 line, 0 lines skipped.");
        // Somebody has a score, but none knows of packages.
        await using (var db = await Door.OpenAdminAsync())
            await db.ExecuteAsync("update client_health_scores set calculated_at = '2025-01-01', health_score = 70, health_zone = 'GREEN'");
        await PostAsync(packages, ("act", "import"));
        await EndedAsync(packages);
        await ImportAt(packages).Scoring.ShouldNotBeNull("no score knows of packages").Ended;
        (await PageAsync(packages)).ShouldContain("1 new package");
        var more = await UploadAsync("packages", "Email,Package id,Package,Bought on,Expires on,Sessions bought,Price,Currency,Status\npam.fact@example.com,p2,12 sessions,2025-12-01,2026-02-20,12,1200,AED,Active\n");
        await PostAsync(more, ("act", "import"));
        await EndedAsync(more);
        ImportAt(more).Scoring.ShouldBeNull("scores know of packages already");
        (await PageAsync(more)).ShouldContain("/jobs/daily-health-scoring/run");
        var payments = await UploadAsync("payments", "id,Created (UTC),Amount,Currency,Status,Customer ID,Customer Email,Invoice ID,Decline Reason\nch_f,2025-12-20 10:00:00,52.50,aed,Failed,cus_f,pam.fact@example.com,in_f,insufficient_funds\n");
        var page = await PageAsync(payments);
        page.ShouldContain("By status: <bdi>1 failed</bdi>");
        page.ShouldNotContain("Own and test addresses");
        await PostAsync(payments, ("act", "whole"));
        await PostAsync(payments, ("act", "import"));
        await EndedAsync(payments);
        (await PageAsync(payments)).ShouldContain("href=\"/failed-payments\"");
        (await Calls.Asked.OneAsync<string>(Door, "select concat_ws(' ', source, amount::text, currency, status, invoice_key, reason) from payments where client_email = 'pam.fact@example.com'")).ShouldBe("stripe 52.50 AED FAILED in_f insufficient_funds");
        (await UploadAsync("nonsense", "a,b\n1,2\n", 400)).ShouldContain("The file must hold one of calls, sessions, packages, payments, people.");
    }

    [Fact]
    public async Task A_source_is_tested_with_what_its_mapping_reads()
    {
        await PostToSourcesAsync("acme-pay", "stripe");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("message", "")]);
        var page = await SendAsync(HttpMethod.Post, "/settings/sources/acme-pay/test", form, 200);
        page.ShouldContain("The mapping read one payment (new)");
        await PostToSourcesAsync("acme-gym", "columns");
        using var asPackage = new FormUrlEncodedContent([KeyValuePair.Create("message", ""), KeyValuePair.Create("entity", "packages")]);
        page = await SendAsync(HttpMethod.Post, "/settings/sources/acme-gym/test", asPackage, 200);
        page.ShouldContain("The mapping read one package (new)");
        await using var db = await Door.OpenAdminAsync();
        (await db.ExecuteScalarAsync<int>("select count(*)::int from packages where client_email = 'test@example.com'")).ShouldBe(0, "all of it is taken back");
    }

    private async Task PostToSourcesAsync(string name, string mapping)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("name", name), KeyValuePair.Create("mapping", mapping), KeyValuePair.Create("secret", "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("a secret of thirty-two characters")))]);
        await SendAsync(HttpMethod.Post, "/settings/sources", form, 200);
    }
}
