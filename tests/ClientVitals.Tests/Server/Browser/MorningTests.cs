using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>The morning of an owner, a coach and a setter, in a real browser.</summary>
public sealed class MorningTests(Window window) : IClassFixture<Window>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<int> AnswersAsync() => CountAsync("select count(*) from intervention_events where kind = 'REACHED'");

    private async Task<int> CountAsync(string sql)
    {
        await using var admin = await window.Everybody.Door.OpenAdminAsync();
        await using var count = new Npgsql.NpgsqlCommand(sql, admin);
        return (int)(long)(await count.ExecuteScalarAsync(Cancel))!;
    }

    [Fact]
    public async Task A_coach_sees_only_their_own_book_and_answers_beside_the_reason()
    {
        await using var seen = await window.OpenAsync("coach");
        var page = seen.Page;
        await Expect(page.GetByText("Leila Haddad")).ToBeVisibleAsync();
        await Expect(page.GetByText("Omar Aziz")).ToHaveCountAsync(0);
        // Without a reload: what a page keeps in its window is still there afterwards.
        await page.EvaluateAsync("window.still = 'here'");
        var before = await AnswersAsync();
        await seen.OutcomeAsync("Reached", "Leila Haddad");
        await Expect(page.Locator(".line.done")).ToContainTextAsync("Leila Haddad Reached by coach");
        (await AnswersAsync()).ShouldBe(before + 1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo: Leila Haddad" }).ClickAsync();
        await Expect(page.Locator("summary[aria-label=\"Outcome: Leila Haddad\"]")).ToBeVisibleAsync();
        await Expect(page.Locator(".line.done")).ToHaveCountAsync(0);
        (await page.EvaluateAsync<string?>("window.still")).ShouldBe("here");
        await page.GotoAsync($"/clients/{window.Everybody.Door.Omar}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("No such client");
        seen.Complaints.Where(said => !said.Contains("404", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owner_filters_the_list_opens_a_client_and_comes_back_to_the_same_list()
    {
        await using var seen = await window.OpenAsync("owner");
        var page = seen.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(new Regex("clients? to contact today"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Call patterns", Exact = true }).ClickAsync();
        await page.GetByLabel("Coach").SelectOptionAsync("Tom");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("coach=Tom"));
        await Expect(page.GetByText("Leila Haddad")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Omar Aziz" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Omar Aziz");
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(new Regex("coach=Tom"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Omar Aziz" })).ToBeVisibleAsync();
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_setter_finds_clients_but_not_how_they_are_judged()
    {
        await using var seen = await window.OpenAsync("setter");
        await Expect(seen.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Clients");
        await Expect(seen.Page.GetByRole(AriaRole.Link, new() { Name = "Call patterns", Exact = true })).ToHaveCountAsync(0);
        await Expect(seen.Page.GetByText("pattern")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Clients_are_found_while_one_types_and_the_hand_stays_in_the_field()
    {
        await using var seen = await window.OpenAsync("owner", at: "/clients");
        var field = seen.Page.Locator("#search");
        await field.PressSequentiallyAsync("om", new() { Delay = 60 });
        await Expect(seen.Page.GetByRole(AriaRole.Link, new() { Name = "Leila Haddad" })).ToHaveCountAsync(0);
        await Expect(seen.Page.GetByRole(AriaRole.Link, new() { Name = "Omar Aziz" })).ToBeVisibleAsync();
        await Expect(field).ToBeFocusedAsync();
        await Expect(field).ToHaveValueAsync("om");
        await Expect(seen.Page).ToHaveURLAsync(new Regex("search=om"));
    }

    [Fact]
    public async Task Keys_go_through_the_list_and_to_any_page_or_client()
    {
        await using var seen = await window.OpenAsync("owner");
        var page = seen.Page;
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".line .who a").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".line .who a").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator(".line .who a").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("lei");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Leila Haddad");
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_script_the_same_is_done_by_links_and_forms()
    {
        await using var seen = await window.OpenAsync("other", script: false);
        var page = seen.Page;
        await Expect(page.GetByText("Omar Aziz")).ToBeVisibleAsync();
        // What is refused is said beside its field, with what was written.
        await page.Locator("summary[aria-label=\"Outcome: Omar Aziz\"]").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "What can be done" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Outcome: Omar Aziz");
        await page.Locator("summary", new() { HasText = "On holiday" }).ClickAsync();
        await page.Locator("input[name=until]").First.EvaluateAsync("field => field.removeAttribute('min')");
        await page.Locator("input[name=until]").First.FillAsync("2025-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save holiday: Omar Aziz" }).ClickAsync();
        await Expect(page.Locator(".line").GetByRole(AriaRole.Alert)).ToContainTextAsync("must be after the day the silence began");
        await Expect(page.Locator("input[name=until]").First).ToHaveValueAsync("2025-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "All good: Omar Aziz" }).ClickAsync();
        await Expect(page.Locator(".line.done")).ToContainTextAsync("Omar Aziz All good by other");
        await Expect(page).ToHaveURLAsync(new Regex("#item-\\d+$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo: Omar Aziz" }).ClickAsync();
        await Expect(page.Locator("summary[aria-label=\"Outcome: Omar Aziz\"]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_answer_that_is_refused_is_said_and_not_lost_in_the_list()
    {
        await using var seen = await window.OpenAsync("owner");
        await seen.Page.Locator(".line .outcomes > summary").First.ClickAsync();
        await seen.Page.Locator(".line button[value=reached]").First.EvaluateAsync("button => button.value = 'nonsense'");
        await seen.Page.Locator(".line button[value=nonsense]").ClickAsync();
        await Expect(seen.Page.Locator(".line").First.GetByRole(AriaRole.Alert)).ToContainTextAsync("The outcome must be one of reached");
        await Expect(seen.Page).ToHaveURLAsync(new Regex("/$"));
    }

    [Fact]
    public async Task Who_was_signed_out_meanwhile_is_led_to_where_one_signs_in()
    {
        await using var seen = await window.OpenAsync("admin");
        await seen.Page.Context.ClearCookiesAsync();
        await seen.Page.GetByRole(AriaRole.Link, new() { Name = "Clients", Exact = true }).ClickAsync();
        await Expect(seen.Page).ToHaveURLAsync(new Regex("/sign-in"));
        await Expect(seen.Page.Locator("body.alone")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_owner_runs_a_job_and_reads_how_it_went_pauses_it_and_lets_it_run_again()
    {
        await using var seen = await window.OpenAsync("owner", at: "/jobs");
        var page = seen.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Run now: Delete expired data" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Delete expired data");
        await Expect(page.GetByText("● done")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause: Delete expired data" }).ClickAsync();
        await Expect(page.GetByText("paused", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume: Delete expired data" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("runs on its schedule again");
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owner_brings_in_a_file_sees_how_it_is_read_and_has_it_judged()
    {
        await using var seen = await window.OpenAsync("owner", at: "/data");
        var page = seen.Page;
        var rows = string.Concat(Enumerable.Range(1, 40).Select(day => FormattableString.Invariant($"<b>nora</b>@example.com,{new DateTime(2025, 12, 31).AddDays(-2 * day):yyyy-MM-dd} 10:00\n")));
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "<img src=x>.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes("wer,wann\n" + rows.Replace("<b>nora</b>", "nora", StringComparison.Ordinal) + "<script>alert(1)</script>,2025-12-01 10:00\n"),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No column was recognised as the client's e-mail or phone: choose it below.");
        await Expect(page.Locator(".columns label").First).ToContainTextAsync("nora@example.com");
        await page.Locator("select[name=c0]").SelectOptionAsync("client_email");
        await page.Locator("select[name=c1]").SelectOptionAsync("started_at");
        await page.GetByRole(AriaRole.Button, new() { Name = "Update the preview" }).ClickAsync();
        await Expect(page.GetByText("40 calls found in 41 rows, 1 row skipped.")).ToBeVisibleAsync();
        await seen.PictureAsync("file-desktop-light");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("40 new calls");
        await seen.PictureAsync("imported-desktop-light");
        var rejects = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "The skipped lines as CSV" }).ClickAsync());
        (await File.ReadAllTextAsync(await rejects.PathAsync(), Cancel)).ShouldContain("<script>alert(1)</script>");
        // What is in the database lies nowhere else any more, but for what was refused; who brought it in is on record.
        var uploads = Path.Combine(window.Everybody.Door.Cluster.Home.Path, "uploads");
        var folder = Path.GetDirectoryName(Directory.EnumerateFiles(uploads, "*img src_x*", SearchOption.AllDirectories).ShouldHaveSingleItem())!;
        Directory.EnumerateFiles(folder).ShouldAllBe(file => file.EndsWith(".rejects.csv", StringComparison.Ordinal));
        await using (var admin = await window.Everybody.Door.OpenAdminAsync())
            (await admin.ExecuteScalarAsync<int>("select count(*)::int from audit_log where action = 'import' and who like 'user:%'")).ShouldBe(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Analyse now" }).ClickAsync();
        await Expect(page.GetByText("● done").First).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await page.GotoAsync("/clients?search=nora");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "nora@example.com" })).ToBeVisibleAsync();
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owner_changes_a_budget_invites_somebody_and_makes_a_key_that_is_shown_once()
    {
        await using var seen = await window.OpenAsync("owner", at: "/settings");
        var page = seen.Page;
        await page.GetByLabel("False breaks per 100 client-weeks").FillAsync("0.5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The settings are saved");
        await Expect(page.GetByLabel("False breaks per 100 client-weeks")).ToHaveValueAsync("0.5");
        await page.Locator("input[name=lines]").EvaluateAsync("field => { field.type = 'text'; field.value = '2.7'; }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("\"2.7\" is not a whole number for the clients per coach per day")).ToBeVisibleAsync();
        await page.GotoAsync("/settings");
        // Somebody else's earlier page: nothing of it is kept before they save again, and that is said.
        await using (var late = await window.OpenAsync("admin", at: "/settings"))
        {
            await late.Page.Locator("input[name=version]").EvaluateAsync("field => field.value = 1");
            await late.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await Expect(late.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("owner changed the settings after you opened them, so yours are not saved");
        }
        await page.GetByRole(AriaRole.Textbox, new() { Name = "E-mail" }).FillAsync("new@house.example");
        await page.Locator("form[action='/settings/users'] input[name=name]").FillAsync("<i>New</i>");
        await page.GetByLabel("Role").SelectOptionAsync("setter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Expect(page.Locator("code.secret")).ToContainTextAsync("/link/");
        await Expect(page.GetByText("<i>New</i>")).ToBeVisibleAsync();
        await page.Locator("form[action='/settings/keys'] input[name=name]").FillAsync("Telephone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await Expect(page.Locator("code.secret")).ToContainTextAsync("cv_");
        await page.GotoAsync("/settings");
        await Expect(page.Locator("code.secret")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke: Telephone" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The key is revoked");
        seen.Complaints.ShouldBe(["Failed to load resource: the server responded with a status of 400 (Bad Request)"]);
    }
}
