using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClientVitals.Access;
using ClientVitals.Database;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>The first hour of a business in a real browser by the real clock: from the owner's first link to the first client who was dealt with.</summary>
public sealed class FirstHourTests(EmptyBusiness business, ITestOutputHelper output) : IClassFixture<EmptyBusiness>
{
    /// <summary>What the journey may take of somebody who knows where to press: no more than this is left to be pressed.</summary>
    private const int MostClicks = 10, MostFields = 3;

    /// <summary>Seconds, from a fresh clone: what the product promises of hands-on time.</summary>
    private const double MostSeconds = 180;

    /// <summary>What is typed before the browser opens.</summary>
    private const string Commands = "git clone https://example.com/client-vital-suite.git\ncd client-vital-suite\n./vitals up\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_first_link_to_the_first_client_who_was_dealt_with()
    {
        var link = await business.Vitals.DoAsync(MakeLink.FirstOwner, Actor.CommandLine("test"), DateTimeOffset.UtcNow, Ct);
        await using var seen = await business.OpenAsync($"/link/{link.Token}");
        var (page, clock) = (seen.Page, Stopwatch.StartNew());
        var hand = new Hand(Commands.Length);
        await hand.WriteAsync(page.GetByLabel("Your name"), "Mona Saleh");
        await hand.WriteAsync(page.GetByLabel("E-mail"), "mona@coaching.example");
        await hand.WriteAsync(page.GetByLabel("New password"), "three unrelated words");
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Set the password and sign in" }));

        // The zone of the browser is proposed, one tap takes it.
        await Expect(page.GetByText("0 of 4 done")).ToBeVisibleAsync();
        await Expect(page.GetByText("Your browser is in Asia/Dubai.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Time zone" })).ToHaveValueAsync("Asia/Dubai");
        (await Axe.FaultsAsync(page, "first steps")).ShouldBeEmpty();
        await seen.PictureAsync("first-hour-1-begin");
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Use this time zone" }));
        await Expect(page.GetByText("Days and weeks follow Asia/Dubai")).ToBeVisibleAsync();
        await Expect(page.GetByText("1 of 4 done")).ToBeVisibleAsync();

        await hand.ChooseAsync(page.GetByLabel("File of calls"), "aircall.csv", Export());
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Preview" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("aircall.csv");
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }));

        // Nobody asks for the analysis, and nobody loads a page again.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(new Regex("new calls"));
        await Expect(page.GetByText("12 clients are analysed; 3 call less than usual.")).ToBeVisibleAsync();
        await seen.PictureAsync("first-hour-2-analysed");
        await hand.ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Go to Today" }));

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("3 clients to contact today");
        await Expect(page.GetByText("Invite as coach")).ToHaveCountAsync(2);
        (await Axe.FaultsAsync(page, "Today after the first analysis")).ShouldBeEmpty();
        await seen.PictureAsync("first-hour-3-today");
        await hand.ClickAsync(page.Locator(".line .outcomes > summary").First);
        await hand.ClickAsync(page.Locator(".line").First.Locator("button[value=reached]"));
        await Expect(page.Locator(".line.done")).ToContainTextAsync("Reached by Mona Saleh");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("2 clients to contact today");
        var waited = clock.Elapsed.TotalSeconds;
        output.WriteLine(Account(hand, waited));
        await File.WriteAllTextAsync(Path.Combine(TestCluster.Root(), "artifacts", "first-hour.txt"), Account(hand, waited) + "\n", Ct);
        hand.Clicks.ShouldBeLessThanOrEqualTo(MostClicks);
        hand.Fields.ShouldBeLessThanOrEqualTo(MostFields);
        (hand.Seconds + waited).ShouldBeLessThan(MostSeconds);

        // Then the coach: from the name in the calls to an account whose book is not empty.
        await page.GetByLabel("E-mail of Omar Haddad").FillAsync("omar@coaching.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite as coach: Omar Haddad" }).ClickAsync();
        var invitation = await page.Locator("code.secret").TextContentAsync();
        (await Axe.FaultsAsync(page, "invited")).ShouldBeEmpty();
        await seen.PictureAsync("first-hour-4-invited");
        await page.GetByRole(AriaRole.Button, new() { Name = "Skip: Your coaches" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to Today" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("2 clients to contact today");
        await Expect(page.Locator("#start")).ToHaveCountAsync(0);
        seen.Complaints.ShouldBeEmpty();

        await using var coach = await business.OpenAsync(new Uri(invitation!).AbsolutePath);
        await coach.Page.GetByLabel("New password").FillAsync("three other words");
        await coach.Page.GetByRole(AriaRole.Button, new() { Name = "Set the password and sign in" }).ClickAsync();
        await Expect(coach.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(new Regex("client"));
        await Expect(coach.Page.Locator("aside dd").First).Not.ToHaveTextAsync("–");
        coach.Complaints.ShouldBeEmpty();
    }

    /// <summary>
    /// An export in the form of docs/cases.md, kind 3 (Aircall, the classic columns), of invented numbers: twelve clients who ring every third day for half a
    /// year, of whom three stopped, each in another week.
    /// </summary>
    private static string Export()
    {
        var today = DateTimeOffset.UtcNow.Date;
        var lines = new StringBuilder("line,date (TZ offset incl.),time (TZ offset incl.),number timezone,datetime (UTC),country_code,direction,from,to,answered,missed_call_reason,user,duration (total),duration (in call),via,voicemail,tags\n");
        for (var client = 1; client <= 12; client++)
        {
            var (silent, coach) = (client <= 3 ? 28 + (7 * client) : 1, client % 2 == 0 ? "Omar Haddad" : "Sara Lind");
            for (var day = silent + (client % 3); day < 182; day += 3)
            {
                var at = today.AddDays(-day).AddHours(6).AddMinutes(7 * client);
                lines.Append(CultureInfo.InvariantCulture, $"Clients,{at.AddHours(4):yyyy-MM-dd},{at.AddHours(4):HH:mm:ss},Asia/Dubai,{at:yyyy-MM-dd HH:mm:ss},AE,inbound,9715011122{client:00},97144400001,Yes,,{coach},300,280,,,\n");
            }
        }
        return lines.ToString();
    }

    private static string Account(Hand hand, double waited) => string.Create(
        CultureInfo.InvariantCulture, $"First hour, from a clone to the first client who was dealt with: {hand.Clicks} clicks, {hand.Fields} fields, {hand.Keys} keys; about {hand.Seconds:0} s by hand, and {waited:0.0} s in which the program worked.");
}
