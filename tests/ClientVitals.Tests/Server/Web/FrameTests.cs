using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>The frame of every page: the navigation by groups, what is offered to whom, and pages that say what went wrong.</summary>
public sealed partial class FrameTests(Everybody everybody) : IClassFixture<Everybody>
{
    private OpenDoor Door => everybody.Door;

    [Fact]
    public async Task The_navigation_is_grouped_as_the_rooms_say_and_four_places_are_tabs_of_a_phone()
    {
        Groups(await PageAsync("owner", "/clients")).ShouldBe(["Insights: Call patterns, Coaches, Health, Findings, Did it help?", "Sales: Renewals due, Failed payments", "Admin: Data, Jobs, Audit log, Settings"]);
        Groups(await PageAsync("coach", "/clients")).ShouldBe(["Insights: Call patterns, Coaches, Health, Findings", "Sales: Renewals due, Failed payments"]);
        Groups(await PageAsync("setter", "/clients")).ShouldBeEmpty();
        Tabs(await PageAsync("owner", "/clients")).ShouldBe(["/", "/clients", "/call-patterns", "/coaches"]);
        Tabs(await PageAsync("setter", "/clients")).ShouldBe(["/clients"]);
        foreach (var who in new[] { "owner", "setter" })
            (await PageAsync(who, "/clients")).ShouldContain("<a class=\"bell\" href=\"/notices\" aria-label=\"Notices\">", customMessage: who);
    }

    [Fact]
    public async Task The_palette_offers_to_each_what_they_may_do()
    {
        Actions(await PageAsync("owner", "/clients")).ShouldContain("Import a file of calls");
        Actions(await PageAsync("owner", "/clients")).ShouldContain("Back-test the alarms");
        var coach = Actions(await PageAsync("coach", "/clients"));
        coach.ShouldContain("Show breaks");
        coach.ShouldNotContain("Import a file of calls");
        Actions(await PageAsync("setter", "/clients")).ShouldNotContain("Show breaks");
        // What is offered is there for those who may see it.
        foreach (var who in new[] { "owner", "coach", "setter" })
        {
            foreach (var address in ActionAddresses(await PageAsync(who, "/clients")))
                (await AskAsync(who, address)).Status.ShouldBe(200, $"{who} {address}");
        }
    }

    [Theory]
    [InlineData("/nowhere", 404, "Not found")]
    [InlineData("/clients/00000000-0000-0000-0000-000000000000", 404, "No such client")]
    [InlineData("/settings", 403, "Not allowed")]
    [InlineData("/coaches", 403, "Not allowed")]
    [InlineData("/clients?after=nonsense", 400, "Not accepted")]
    public async Task What_went_wrong_is_said_in_the_frame_for_people_who_are_signed_in(string path, int status, string title)
    {
        var (was, text) = await AskAsync("setter", path);
        was.ShouldBe(status);
        text.ShouldContain($"<h1>{title}</h1>");
        text.ShouldContain("class=\"rail\"");
        text.ShouldContain("href=\"/account\"");
    }

    [Fact]
    public async Task Nobody_sees_the_frame_who_is_not_signed_in_and_a_program_gets_no_page()
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, "/nowhere", null, ("Accept", "text/html"));
        status.ShouldBe(404);
        text.ShouldContain("<h1>Not found</h1>");
        text.ShouldNotContain("class=\"rail\"");
        foreach (var path in new[] { "/api/v1/nowhere", "/functions/v2/nowhere", "/rest/v1/nowhere" })
        {
            var (_, _, program, answer) = await everybody.AskAsync(HttpMethod.Get, path, null, [("Accept", "text/html"), .. everybody.Shown("owner")]);
            answer.Content.Headers.ContentType!.MediaType.ShouldNotBe("text/html", path);
            program.ShouldNotContain("<html");
        }
        var (_, _, plain, _) = await everybody.AskAsync(HttpMethod.Get, "/nowhere", null, [("Accept", "application/json"), .. everybody.Shown("owner")]);
        plain.ShouldContain("There is nothing at this address.");
        plain.ShouldNotContain("<html");
    }

    [Fact]
    public async Task The_API_is_documented_in_the_frame_for_people_who_are_signed_in_and_open_to_all()
    {
        (await AskAsync("coach", "/api/docs")).Text.ShouldContain("class=\"rail\"");
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, "/api/docs", null);
        status.ShouldBe(200);
        text.ShouldNotContain("class=\"rail\"");
        text.ShouldContain("id=\"api\"");
    }

    [Fact]
    public async Task A_tab_of_the_browser_has_a_picture_of_its_own()
    {
        var address = (await PageAsync("coach", "/clients")).Split("rel=\"icon\" href=\"")[1].Split('"')[0];
        var (status, _, text, answer) = await everybody.AskAsync(HttpMethod.Get, address, null);
        (status, answer.Content.Headers.ContentType!.MediaType).ShouldBe((200, "image/svg+xml"));
        text.ShouldStartWith("<svg");
    }

    [Fact]
    public async Task Lists_are_paged_forth_and_back_and_show_the_columns_that_were_chosen()
    {
        await Door.DoAsync("insert into clients (firstname, lastname) select 'Page' || lpad(n::text, 3, '0'), 'Turner' from generate_series(1, 130) n");
        var (pages, path) = (new List<string>(), "/clients?columns=phone");
        while (path is not null)
        {
            var page = await PageAsync("owner", path);
            pages.Add(page);
            path = Link(page, "Next page");
        }
        pages.Count.ShouldBe(3);
        pages[0].ShouldContain("132 clients");
        pages[0].ShouldContain(">Phone");
        pages[0].ShouldNotContain("<th scope=\"col\">Coach");
        Link(pages[0], "Previous page").ShouldBeNull();
        Names(await PageAsync("owner", Link(pages[2], "Previous page")!)).ShouldBe(Names(pages[1]));
        var first = await PageAsync("owner", Link(await PageAsync("owner", Link(pages[2], "Previous page")!), "Previous page")!);
        Names(first).ShouldBe(Names(pages[0]));
        Link(first, "Previous page").ShouldBeNull();
        Link(pages[2], "First page").ShouldBe("/clients?columns=phone");
        // The record of what was done is paged likewise.
        await Door.DoAsync("insert into audit_log (at, who, action) select '2026-01-05Z', 'nobody', 'sign_in_failed' from generate_series(1, 60)");
        var log = await PageAsync("owner", "/audit");
        log.ShouldContain("Sign in failed");
        var older = await PageAsync("owner", Link(log, "Next page")!);
        Link(older, "Previous page").ShouldBe("/audit");
        (await AskAsync("owner", "/audit?after=nonsense")).Status.ShouldBe(400);
        (await AskAsync("coach", "/audit")).Status.ShouldBe(403);
        await Door.DoAsync("delete from clients where lastname = 'Turner'");
    }

    [Fact]
    public async Task A_member_of_staff_is_chosen_and_not_typed_and_a_new_one_is_named()
    {
        await using var admin = await Door.OpenAdminAsync();
        var sara = await admin.ExecuteScalarAsync<Guid>("select id from staff where name = 'Sara'");
        (await PageAsync("owner", "/settings")).ShouldContain($"<option value=\"{sara}\">Sara</option>");
        (await everybody.SendFormAsync("owner", "/settings/users", ("email", "chosen@house.example"), ("name", "Chosen"), ("role", "coach"), ("staff", sara.ToString()), ("new_staff_name", ""))).Status.ShouldBe(200);
        (await admin.ExecuteScalarAsync<Guid>("select staff_id from users where email = 'chosen@house.example'")).ShouldBe(sara);
        (await everybody.SendFormAsync("owner", "/settings/users", ("email", "joined@house.example"), ("name", "Joined"), ("role", "coach"), ("staff", ""), ("new_staff_name", "Jo Ined"))).Status.ShouldBe(200);
        (await admin.ExecuteScalarAsync<string>("select s.name from users u join staff s on s.id = u.staff_id where u.email = 'joined@house.example'")).ShouldBe("Jo Ined");
        await Door.DoAsync("delete from users where email in ('chosen@house.example', 'joined@house.example')");
    }

    [Fact]
    public async Task One_changes_ones_name_sees_how_things_are_written_and_signs_out_everywhere()
    {
        var page = await PageAsync("setter", "/account");
        page.ShouldContain("class=\"rail\"");
        page.ShouldContain("Asia/Dubai");
        page.ShouldContain("English");
        (await everybody.SendFormAsync("setter", "/account/name", ("name", " Nina <b> "))).ShouldBe((302, "/account?done=name"));
        (await PageAsync("setter", "/account?done=name")).ShouldContain("Your name is changed.");
        (await PageAsync("setter", "/clients")).ShouldContain("Nina &lt;b&gt;");
        (await everybody.SendFormAsync("setter", "/account/name", ("name", " "))).Status.ShouldBe(422);
        (await everybody.SendFormAsync("setter", "/account/name", ("name", new string('x', 201)))).Status.ShouldBe(422);
        (await everybody.SendFormAsync("setter", "/account/sessions", ("everywhere", "yes"))).ShouldBe((302, "/sign-in"));
        (await AskAsync("setter", "/account")).Status.ShouldBe(302);
        await everybody.SignInAgainAsync();
        await everybody.SendFormAsync("setter", "/account/name", ("name", "setter"));
    }

    private static List<string> Groups(string page) =>
        [.. GroupOf().Matches(page).Select(group => $"{group.Groups["name"].Value}: {string.Join(", ", PlaceOf().Matches(group.Groups["places"].Value).Select(place => place.Groups[1].Value))}")];

    private static List<string> Tabs(string page) => [.. TabOf().Matches(page).Select(tab => tab.Groups[1].Value)];

    private static List<string> Actions(string page) => [.. ActionOf().Matches(page).Select(action => action.Groups[2].Value)];

    private static List<string> ActionAddresses(string page) => [.. ActionOf().Matches(page).Select(action => action.Groups[1].Value.Split('#')[0])];

    private static List<string> Names(string page) => [.. NameOf().Matches(page).Select(name => name.Groups[1].Value)];

    private static string? Link(string page, string text) =>
        Regex.Match(page, $"<a class=\"act\" href=\"([^\"]*)\">{text}</a>") is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;

    private async Task<string> PageAsync(string who, string path)
    {
        var (status, text) = await AskAsync(who, path);
        status.ShouldBe(200, path);
        return text;
    }

    private async Task<(int Status, string Text)> AskAsync(string who, string path)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, path, null, [("Accept", "text/html"), .. everybody.Shown(who)]);
        return (status, text);
    }

    [GeneratedRegex("<li class=\"group\">\\s*<p[^>]*>(?<name>[^<]*)</p>(?<places>.*?)</ul>", RegexOptions.Singleline)]
    private static partial Regex GroupOf();

    [GeneratedRegex("<span>([^<]*)</span>")]
    private static partial Regex PlaceOf();

    [GeneratedRegex("<li class=\"tab\"><a href=\"([^\"]*)\"")]
    private static partial Regex TabOf();

    [GeneratedRegex("<a href=\"([^\"]*)\" data-words=\"[^\"]*\">([^<]*)</a>")]
    private static partial Regex ActionOf();

    [GeneratedRegex("<tr id=\"client-[^\"]*\">.*?data-panel[^>]*>([^<]*)<", RegexOptions.Singleline)]
    private static partial Regex NameOf();
}
