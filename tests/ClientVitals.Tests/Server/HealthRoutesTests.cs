using AngleSharp.Html.Parser;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary><c>/api/v1/health</c> and the page Health: one's own book, four different answers where nothing is shown, and one client's score explained.</summary>
public sealed class HealthRoutesTests(OpenDoor door) : IClassFixture<OpenDoor>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await door.DoAsync(HealthRows.Of(door.Leila, door.Omar));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<string> PageAsync(string who, string path = "/health-scores", int status = 200) => TextAsync(door, who, path, status);

    /// <summary>The text of a page's main part.</summary>
    internal static async Task<string> TextAsync(OpenDoor door, string who, string path = "/health-scores", int status = 200)
    {
        using var client = door.As(who);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        ((int)response.StatusCode).ShouldBe(status, path);
        using var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(Cancel), Cancel);
        return string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Zones_moves_and_the_list_are_of_ones_own_book()
    {
        var (_, owner) = await door.GetAsync("owner", "/api/v1/health/zones");
        var now = owner.GetProperty("now");
        (now.GetProperty("clients").GetInt32(), now.GetProperty("scored").GetInt32(), now.GetProperty("red").GetInt32(), now.GetProperty("wentDown").GetInt32(), now.GetProperty("unknown").GetInt32()).ShouldBe((2, 1, 1, 1, 1));
        now.GetProperty("comparedWith").GetString().ShouldBe("2026-01-06");
        owner.GetProperty("weeks").GetArrayLength().ShouldBe(1);
        var (_, other) = await door.GetAsync("other", "/api/v1/health/zones");
        (other.GetProperty("now").GetProperty("clients").GetInt32(), other.GetProperty("now").GetProperty("wentDown").GetInt32()).ShouldBe((1, 0));
        other.GetProperty("weeks")[0].GetProperty("unknown").GetInt32().ShouldBe(1);

        var (_, moves) = await door.GetAsync("coach", "/api/v1/health/moves");
        moves.GetProperty("items")[0].GetProperty("zoneAfter").GetString().ShouldBe("RED");
        (await door.GetAsync("other", "/api/v1/health/moves")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await door.GetAsync("owner", "/api/v1/health/moves?direction=UP")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await door.GetAsync("owner", "/api/v1/health/moves?direction=SIDEWAYS")).Status.ShouldBe(400);

        var (_, list) = await door.GetAsync("owner", "/api/v1/health/clients");
        list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("clientName").GetString()).ShouldBe(["Leila Haddad", "Omar Aziz"]);
        (list.GetProperty("items")[0].GetProperty("change").GetDecimal(), list.GetProperty("items")[0].GetProperty("zoneBefore").GetString()).ShouldBe((-45m, "GREEN"));
        list.GetProperty("items")[1].GetProperty("score").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await door.GetAsync("other", "/api/v1/health/clients?coach=Sara")).Body.GetProperty("items").GetArrayLength().ShouldBe(0, "what is asked gives no more rights");
        foreach (var wrong in new[] { "zone=ORANGE", "risk=101", "risk=-1", "sort=coach", "trend=UP", "moved=AWAY", "size=0", "after=x" })
            (await door.GetAsync("owner", $"/api/v1/health/clients?{wrong}")).Status.ShouldBe(400, wrong);
    }

    [Fact]
    public async Task One_clients_score_is_explained_to_those_who_see_the_client()
    {
        var (_, body) = await door.GetAsync("coach", $"/api/v1/health/clients/{door.Leila}");
        var score = body.GetProperty("score");
        score.GetProperty("contributions").EnumerateArray().Sum(one => one.GetProperty("shown").GetDecimal()).ShouldBe(39);
        body.GetProperty("change").GetProperty("change").GetDecimal().ShouldBe(-45);
        body.GetProperty("change").GetProperty("lines").EnumerateArray().Sum(one => one.GetProperty("shown").GetDecimal()).ShouldBe(-45);
        body.GetProperty("lifts").GetArrayLength().ShouldBeGreaterThan(0);
        body.GetProperty("inputs")[0].GetProperty("value").GetDecimal().ShouldBe(0);
        body.GetProperty("inputs")[3].GetProperty("value").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await door.GetAsync("coach", $"/api/v1/health/clients/{door.Leila}?on=2026-01-06")).Body.GetProperty("day").GetProperty("score").GetDecimal().ShouldBe(84);
        (await door.GetAsync("coach", $"/api/v1/health/clients/{door.Leila}?on=2026-01-05")).Status.ShouldBe(404);
        (await door.GetAsync("other", $"/api/v1/health/clients/{door.Leila}")).Status.ShouldBe(404);
        (await door.GetAsync("setter", $"/api/v1/health/clients/{door.Leila}")).Status.ShouldBe(403);
        (await door.GetAsync("coach", $"/api/v1/health/clients/{door.Leila}/history")).Body.EnumerateArray().Select(day => day.GetProperty("zone").GetString()).ShouldBe(["RED", "GREEN"]);
        var (_, calibration) = await door.GetAsync("coach", "/api/v1/health/calibration");
        (calibration.GetProperty("clients").GetInt32(), calibration.GetProperty("tenths").GetArrayLength()).ShouldBe((200, 2));
    }

    [Fact]
    public async Task The_page_says_what_it_knows_and_each_coach_reads_their_own_book()
    {
        var owner = await PageAsync("owner");
        owner.ShouldContain("1 client is in the red zone, of 1 with a score");
        owner.ShouldContain("1 client went down a zone");
        owner.ShouldContain("Leila Haddad");
        owner.ShouldContain("Omar Aziz");
        owner.ShouldContain("−45");
        owner.ShouldContain("Moves since yesterday");
        (await PageAsync("owner", "/health-scores?zone=UNKNOWN")).ShouldContain("Nothing that the scorecard measures is known of this client.");
        (await PageAsync("owner", "/health-scores?zone=PURPLE")).ShouldContain("No client matches these filters.");
        var other = await PageAsync("other");
        other.ShouldNotContain("Leila");
        other.ShouldContain("No client has a score");
        await PageAsync("owner", "/health-scores?zone=ORANGE", 400);
    }

    [Fact]
    public async Task A_zone_set_by_hand_is_said_with_what_is_computed_and_can_be_taken_back()
    {
        var to = $"/api/v1/health/clients/{door.Leila}/override";
        var set = new { zone = "YELLOW", lastDay = "2026-01-20", reason = "Moves <b>house</b>" };
        (await door.PostAsync("other", to, set)).Status.ShouldBe(404);
        (await door.PostAsync("setter", to, set)).Status.ShouldBe(403);
        var (status, made) = await door.PostAsync("coach", to, set);
        (status, made.GetProperty("zone").GetString()).ShouldBe((200, "YELLOW"));
        (await door.GetAsync("coach", "/api/v1/health/clients?zone=RED")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        var item = (await door.GetAsync("coach", "/api/v1/health/clients?zone=YELLOW")).Body.GetProperty("items")[0];
        (item.GetProperty("zone").GetString(), item.GetProperty("listedZone").GetString(), item.GetProperty("setReason").GetString()).ShouldBe(("RED", "YELLOW", "Moves <b>house</b>"));
        (await door.GetAsync("coach", $"/api/v1/health/clients/{door.Leila}")).Body.GetProperty("override").GetProperty("computedZone").GetString().ShouldBe("RED");
        (await door.GetAsync("other", "/api/v1/health/overrides")).Body.GetArrayLength().ShouldBe(0);

        var page = await PageAsync("coach", $"/clients/{door.Leila}");
        page.ShouldMatch("Set to Yellow by .+ until 20 Jan 2026. Computed: 39, Red. Moves <b>house</b>");
        page.ShouldContain("Health set to Yellow by hand until 20 Jan 2026");
        var list = await PageAsync("owner");
        list.ShouldContain("by hand until 20 Jan 2026; computed: Red");
        list.ShouldContain("The zone of 1 client is set by hand.");
        list.ShouldContain("1 client is in the red zone, of 1 with a score", customMessage: "the headline counts what is computed");
        (await PageAsync("owner", "/health-scores?set=hand")).ShouldNotContain("Omar");

        using var client = door.As("coach");
        using var gone = await client.DeleteAsync(new Uri($"{to}/{made.GetProperty("id").GetInt64()}", UriKind.Relative), Cancel);
        ((int)gone.StatusCode).ShouldBe(204);
        (await PageAsync("coach", $"/clients/{door.Leila}")).ShouldNotContain("Set to Yellow");
    }

    [Fact]
    public async Task A_clients_page_shows_what_makes_the_score_and_what_the_risk_was_worth()
    {
        var page = await PageAsync("coach", $"/clients/{door.Leila}");
        page.ShouldContain("What makes it");
        page.ShouldContain("Since 6 Jan 2026: −45");
        page.ShouldContain("more sessions attended would make it");
        page.ShouldContain("21.5 % is the probability that no call that counts comes in the next 30 days.");
        page.ShouldContain("On 8 Dec 2025 such a probability, about 20 %, was given to 100 clients; 23 of them had no call in the 30 days after it.");
        (await PageAsync("setter", $"/clients/{door.Leila}")).ShouldNotContain("What makes it");
    }
}
