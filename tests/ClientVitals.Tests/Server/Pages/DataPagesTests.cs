using System.Globalization;
using System.Net.Http.Json;
using ClientVitals.Calls;
using ClientVitals.Settings;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>A delivery is undone where it is shown, after a question; and by the API. Own addresses are a list in the settings.</summary>
public sealed class DataPagesTests(Everybody everybody) : IClassFixture<Everybody>
{
    private OpenDoor Door => everybody.Door;

    private async Task<long> ImportAsync(string name)
    {
        var now = Door.Clock.GetUtcNow();
        using var file = CallFile.Of(name + ".csv", $"client_email,started_at\n{name}@example.com,2025-12-01 10:00\n{name}@example.com,2025-12-02 10:00\n", new CallFileOptions(now, BusinessZone.Utc) { Source = name });
        return (await new ImportCalls().RunAsync(Door.Vitals, file, now, null, null, TestContext.Current.CancellationToken)).Delivery;
    }

    private async Task<long> CallsAsync(string name)
    {
        await using var db = await Door.OpenAdminAsync();
        return await db.ExecuteScalarAsync<long>("select count(*) from call_records where client_email = @email", new { email = name + "@example.com" });
    }

    private async Task<string> PageAsync(string path)
    {
        var (status, _, text, response) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown("owner"));
        response.Dispose();
        status.ShouldBe(200);
        return text;
    }

    private async Task<(int Status, string To)> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var (status, _, text, response) = await everybody.AskAsync(HttpMethod.Post, path, form, everybody.Shown("owner"));
        using (response)
            return (status, response.Headers.Location?.ToString() ?? text);
    }

    [Fact]
    public async Task A_delivery_is_undone_and_redone_where_it_is_shown()
    {
        var delivery = await ImportAsync("shown");
        var id = delivery.ToString(CultureInfo.InvariantCulture);
        var page = await PageAsync("/data");
        page.ShouldContain($"Undo delivery {id} now");
        page.ShouldContain("Remove the 2 calls it added");
        var (status, to) = await PostAsync($"/data/deliveries/{id}/undo", ("to", "/data"));
        (status, to).ShouldBe((302, "/data?said=delivery-undone&count=2"));
        (await CallsAsync("shown")).ShouldBe(0);
        page = await PageAsync(to);
        page.ShouldContain("The delivery is undone: 2 calls were removed or restored.");
        page.ShouldContain($"Redo delivery {id}");
        page.ShouldNotContain($"Undo delivery {id} now");
        (status, to) = await PostAsync($"/data/deliveries/{id}/undo", ("to", "/data"));
        status.ShouldBe(400);
        (status, to) = await PostAsync($"/data/deliveries/{id}/redo", ("to", "/data"));
        (status, to).ShouldBe((302, "/data?said=delivery-redone&count=2"));
        (await CallsAsync("shown")).ShouldBe(2);
    }

    [Fact]
    public async Task The_api_undoes_and_redoes_and_says_what_it_did()
    {
        var delivery = await ImportAsync("posted");
        foreach (var (path, counted) in new[] { ("undo", "\"callsRemoved\":2"), ("redo", "\"callsAdded\":2") })
        {
            var (status, _, text, response) = await everybody.AskAsync(HttpMethod.Post, $"/api/v1/deliveries/{delivery}/{path}", JsonContent.Create(new { }), everybody.Shown("owner"));
            response.Dispose();
            status.ShouldBe(200, text);
            text.ShouldContain(counted);
        }
        (await CallsAsync("posted")).ShouldBe(2);
        var (missing, _, _, none) = await everybody.AskAsync(HttpMethod.Post, "/api/v1/deliveries/987654/undo", JsonContent.Create(new { }), everybody.Shown("owner"));
        none.Dispose();
        missing.ShouldBe(404);
    }

    [Fact]
    public async Task Own_addresses_are_a_list_that_is_shown_as_it_is_kept()
    {
        (await PostAsync("/settings/own-addresses", ("addresses", "+971 4 440 0001\r\n *@Coaching.example \r\n\r\n"))).ShouldBe((302, "/settings?said=own-addresses-kept"));
        var page = await PageAsync("/settings");
        page.ShouldContain("*@coaching.example");
        page.ShouldContain("97144400001");
        var (status, text) = await PostAsync("/settings/own-addresses", ("addresses", "no address"));
        status.ShouldBe(400);
        text.ShouldContain("neither a phone number nor an e-mail address");
        // What else is changed in the settings leaves them.
        (await Door.AskAsync("owner", HttpMethod.Patch, "/api/v1/settings", new { currency = "EUR" })).Status.ShouldBe(200);
        (await PageAsync("/settings")).ShouldContain("*@coaching.example");
        (await PostAsync("/settings/own-addresses", ("addresses", ""))).Status.ShouldBe(302);
        (await PageAsync("/settings")).ShouldNotContain("*@coaching.example");
    }
}
