using System.Net;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>Who a client is to the systems that data comes from.</summary>
public sealed class ClientAtSourcesTests(Everybody everybody) : IClassFixture<Everybody>
{
    private OpenDoor Door => everybody.Door;

    [Fact]
    public async Task Who_a_client_is_to_other_systems_is_on_their_page()
    {
        (await PageAsync("coach", $"/clients/{Door.Leila}")).ShouldNotContain("At your other systems");
        await Door.DoAsync($"""
            insert into people (client_id, source, external_id, record_key, kind, called, delinquent, account, known_from)
            values ('{Door.Leila}', 'stripe', 'cus_7', 'cus_7', 'CUSTOMER', 'L. Haddad', true, 'ACTIVE', '2026-01-02 08:00Z')
            """);
        var page = await PageAsync("coach", $"/clients/{Door.Leila}");
        page.ShouldContain("At your other systems");
        foreach (var part in new[] { "stripe", "cus_7", "L. Haddad", "customer", "owes something there", "known since 2 Jan 2026" })
            page.ShouldContain(part);
        // What a setter sees says nothing of how clients are judged.
        var setters = await PageAsync("setter", $"/clients/{Door.Leila}");
        setters.ShouldContain("cus_7");
        setters.ShouldNotContain("owes something there");
        await Door.DoAsync("delete from people");
    }

    private async Task<string> PageAsync(string who, string path)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown(who));
        status.ShouldBe(200, path);
        return WebUtility.HtmlDecode(text);
    }
}
