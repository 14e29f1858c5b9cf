using System.Net;
using System.Text;
using ClientVitals.Server.Rooms.Sources;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>A delivery of facts is read again on its page; and customers of another system come in there.</summary>
public sealed class FactDeliveryPageTests(Everybody everybody) : IClassFixture<Everybody>
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

    private Task EndedAsync(string path) => Door.Services.GetRequiredService<RunningImports>().Of(Guid.Parse(path.Split('/')[^1]))!.Ended;

    private Task<List<string>> TimesAsync(string email) => Calls.Asked.RowsAsync<string>(
        Door, $"select to_char(starts_at at time zone 'UTC', 'DD HH24:MI') || ' ' || status from sessions where client_email = '{email}' order by starts_at");

    private async Task<string> PostedAsync(string path, int expected, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(HttpMethod.Post, path, form, expected);
    }

    [Fact]
    public async Task A_delivery_of_sessions_is_read_again_on_its_page_with_a_preview_first()
    {
        var path = await UploadAsync("sessions", "Client email,Session id,Starts at,Status\nrita.fact@example.com,r1,2025-11-03 10:00,Zorbed\n");
        await PostAsync(path, ("act", "import"), ("source", "again"), ("zone", "UTC"));
        await EndedAsync(path);
        var delivery = await Calls.Asked.OneAsync<long>(Door, "select max(id) from deliveries where entity = 'sessions' and source = 'again'");
        var page = await PageAsync($"/data/deliveries/{delivery}");
        page.ShouldContain("so nothing is doubled");
        page.ShouldContain("Status:Signed in=ATTENDED");
        page = await PostedAsync($"/data/deliveries/{delivery}/reread", 200, ("zone", "Asia/Dubai"), ("words", "Status:Zorbed=ATTENDED"));
        page.ShouldContain("one row at another time");
        page.ShouldNotContain("one call");
        (await TimesAsync("rita.fact@example.com")).ShouldBe(["03 10:00 UNKNOWN"]);
        (await PostedAsync($"/data/deliveries/{delivery}/reread", 400, ("words", "Status:Zorbed=DANCED"))).ShouldContain("DANCED");
        var done = await PostAsync($"/data/deliveries/{delivery}/reread", ("sure", "yes"), ("zone", "Asia/Dubai"), ("words", "Status:Zorbed=ATTENDED"));
        done.ShouldEndWith("?said=facts-reread");
        (await PageAsync(done)).ShouldContain("The file was read again, and the earlier delivery is undone.");
        (await TimesAsync("rita.fact@example.com")).ShouldBe(["03 06:00 ATTENDED"]);
        (await PageAsync($"/data/deliveries/{delivery}")).ShouldContain("the later delivery replaces this one");
    }

    [Fact]
    public async Task Customers_of_another_system_come_in_as_people()
    {
        (await PageAsync("/data")).ShouldContain("<option value=\"people\">People: customers and contacts of another system</option>");
        var path = await UploadAsync("people", "id,Email,Name,Created (UTC),Delinquent\ncus_p,paula.fact@example.com,Paula Fact,2025-10-01 10:00:00,false\ncus_q,,Nobody Yet,2025-10-01 10:00:00,false\n");
        var page = await PageAsync(path);
        page.ShouldContain("2 people found in 2 lines, 0 lines skipped.");
        page.ShouldContain("The first people as they are read");
        await PostAsync(path, ("act", "import"));
        await EndedAsync(path);
        page = await PageAsync(path);
        page.ShouldContain("2 new people");
        page.ShouldContain("href=\"/clients\"");
        (await Calls.Asked.RowsAsync<string>(Door, "select concat_ws(' ', p.source, p.external_id, p.kind, c.firstname) from people p left join clients c on c.id = p.client_id where p.external_id in ('cus_p', 'cus_q') order by 1")).ShouldBe(["stripe cus_p CUSTOMER Paula", "stripe cus_q CUSTOMER"]);
        var (status, body) = await Door.GetAsync("service", "/api/v1/people?source=stripe");
        status.ShouldBe(200);
        body.ToString().ShouldContain("Paula Fact");
    }
}
