using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>
/// A day's files of five systems, brought in by somebody who reads no manual: chooses a file, looks at what the page says, and takes what it
/// proposes. The files have the columns of docs/sources-of-formats.md, and invented people.
/// </summary>
public sealed class FiveSystemsTests(EmptyBusiness business, ITestOutputHelper output) : IClassFixture<EmptyBusiness>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Yesterday, in Dubai.</summary>
    private static readonly DateTime Day = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(4)).Date.AddDays(-1);

    [Fact]
    public async Task Each_file_is_read_as_it_is_meant_and_its_account_closes()
    {
        var link = await business.Vitals.DoAsync(MakeLink.FirstOwner, Actor.CommandLine("test"), DateTimeOffset.UtcNow, Ct);
        await using var seen = await business.OpenAsync($"/link/{link.Token}");
        var page = seen.Page;
        await page.GetByLabel("Your name").FillAsync("Mona Saleh");
        await page.GetByLabel("E-mail").FillAsync("mona@coaching.example");
        await page.GetByLabel("New password").FillAsync("three unrelated words");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the password and sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this time zone" }).ClickAsync();
        await Expect(page.GetByText("Days and weeks follow Asia/Dubai")).ToBeVisibleAsync();

        var account = new StringBuilder();
        foreach (var (name, text, rows, counting) in Files())
        {
            var (hand, clock) = (new Hand(), System.Diagnostics.Stopwatch.StartNew());
            await hand.ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Data", Exact = true }).First);
            // Today has a place for a file too, while a business begins.
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Data");
            await hand.ChooseAsync(page.Locator("input[type=file]"), name, text);
            await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Preview" }));
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
            (await page.Locator("[role=alert]").AllTextContentsAsync()).ShouldBeEmpty(name);
            await seen.PictureAsync($"five-systems-{name}-preview");
            await Expect(page.Locator("#counting")).ToHaveTextAsync(counting == 1 ? "1 call will count" : $"{counting} calls will count");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true })).ToBeInViewportAsync();
            if (name == "cdr.csv")
                (await page.Locator("#values ~ .words select").EvaluateAllAsync<string[]>("all => all.map(one => one.selectedOptions[0].text)")).ShouldBe(["completed (recognised)", "no answer (recognised)", "no answer (recognised)"]);
            await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }));
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(new Regex("new call"));
            await seen.PictureAsync($"five-systems-{name}-done");
            var said = await SaidAsync(page);
            said["Lines read"].ShouldBe(rows, name);
            said.GetValueOrDefault("Calls in them", said["Lines read"]).ShouldBe(said["New"] + said["Known already"] + said["Corrected"] + said["Skipped"], name);
            account.Append(CultureInfo.InvariantCulture, $"{name}: {rows} lines, {counting} calls count, {said["New"]} new, {said["Skipped"]} skipped, {said["New clients"]} new clients; {hand.Clicks} clicks, {hand.Fields} fields, about {hand.Seconds:0} s by hand, {clock.Elapsed.TotalSeconds:0.0} s of the program.\n");
        }
        output.WriteLine(account.ToString());
        await File.WriteAllTextAsync(Path.Combine(TestCluster.Root(), "artifacts", "five-systems.txt"), account.ToString(), Ct);
        seen.Complaints.ShouldBeEmpty();

        // Five tellings of the same people: Layla is one client, whichever system names her.
        await using var connection = await business.OpenAsync();
        (await connection.ExecuteScalarAsync<long>("select count(distinct client_id) from public.call_records where client_phone = '+971501112233' or client_email = 'layla@example.com'")).ShouldBe(1);
    }

    /// <summary>The figures of the account on the page.</summary>
    private static async Task<Dictionary<string, int>> SaidAsync(IPage page)
    {
        var words = await page.Locator("main dl").First.Locator("dt, dd").AllTextContentsAsync();
        return words.Chunk(2).ToDictionary(pair => pair[0].Trim(), pair => int.Parse(pair[1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
    }

    /// <summary>Name, contents, lines, and how many of its calls were talks with clients.</summary>
    private static IEnumerable<(string Name, string Text, int Lines, int Counting)> Files() =>
    [
        ("calendly.csv", Calendly(), 4, 1),
        ("aircall.csv", Aircall(), 5, 3),
        ("hubspot.csv", HubSpot(), 3, 1),
        ("cdr.csv", Asterisk(), 5, 2),
        ("twilio.csv", Twilio(), 3, 2),
    ];

    private static string At(int hour, int minute, string form = "yyyy-MM-dd HH:mm:ss", int hours = 0) =>
        Day.AddHours(hour + hours).AddMinutes(minute).ToString(form, CultureInfo.InvariantCulture);

    private static string Calendly() =>
        "User Name,Team,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,Invitee Time Zone,Invitee accepted marketing emails,Text Reminder Number,Event Type Name,Start Date & Time,End Date & Time,Location,Event Created Date & Time,Canceled,Canceled By,Cancellation reason,Guest Email(s),Marked as No-Show,Meeting Notes,User Email,Event UUID,Invitee UUID\n"
        + Meeting("Layla", "Aziz", 11, "false", "No", "ev-1", ",+971 50 111 2233") + Meeting("Layla", "Aziz", 12, "true", "No", "ev-2", ",+971 50 111 2233")
        + Meeting("Sam", "Reed", 13, "false", "Yes", "ev-3", ",") + Meeting("Sam", "Reed", 24 * 9, "false", "No", "ev-4", ",");

    private static string Meeting(string first, string last, int hour, string canceled, string absent, string id, string number) =>
        $"Omar Haddad,,{first} {last},{first},{last},{first.ToLowerInvariant()}@example.com,Gulf Standard Time{(number == "," ? ",," : "," + number)},Weekly coaching call,{At(hour, 0, "yyyy-MM-dd hh:mm tt")},{At(hour, 30, "yyyy-MM-dd hh:mm tt")},Google Meet,{At(9, 0, "yyyy-MM-dd hh:mm tt", -72)},{canceled},,,,{absent},,omar@coaching.example,{id},in-{id}\n";

    private static string Aircall() =>
        "line,date (TZ offset incl.),time (TZ offset incl.),number timezone,datetime (UTC),country_code,direction,from,to,answered,missed_call_reason,user,duration (total),duration (in call),via,voicemail,tags\n"
        + Ring(9, "inbound", "971501112233", "Yes", "", 300) + Ring(10, "inbound", "971501112244", "Yes", "", 280) + Ring(11, "outbound", "971501112255", "Yes", "", 60)
        + Ring(12, "inbound", "971501112244", "No", "agents_did_not_answer", 0) + Ring(13, "outbound", "971501112255", "No", "", 0);

    private static string Ring(int hour, string direction, string client, string answered, string reason, int seconds)
    {
        var (from, to) = direction == "inbound" ? (client, "97144400001") : ("97144400001", client);
        return $"Clients,{At(hour, 0, "yyyy-MM-dd")},{At(hour, 0, "HH:mm:ss")},Asia/Dubai,{At(hour, 0, hours: -4)},AE,{direction},{from},{to},{answered},{reason},Omar Haddad,{seconds + 20},{seconds},,,\n";
    }

    private static string HubSpot() =>
        "hs_object_id,hs_timestamp,hs_call_direction,hs_call_status,hs_call_disposition,hs_call_duration,hs_call_to_number\n"
        + Logged(1, "f240bbac-87c9-4f6e-bf70-924b57d47db7", 300_000) + Logged(2, "73a0d17f-1163-4015-bdd5-ec830791da20", 0) + Logged(3, "b2cf5968-551e-4856-9783-52b3da59a7d0", 20_000);

    private static string Logged(int id, string outcome, int milliseconds) =>
        $"{id},{new DateTimeOffset(Day.AddHours(14 + id), TimeSpan.FromHours(4)).ToUnixTimeMilliseconds()},OUTBOUND,COMPLETED,{outcome},{milliseconds},+971501112233\n";

    private static string Asterisk() =>
        "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,accountcode,uniqueid,userfield,did,cnum,cnam,linkedid\n"
        + Leg(17, "0501112233", "600", "101", 300, "ANSWERED", "10") + Leg(17, "0501112233", "600", "102", 0, "NO ANSWER", "10") + Leg(17, "0501112233", "600", "103", 0, "BUSY", "10")
        + Leg(18, "101", "0501112244", "trunk", 60, "ANSWERED", "12") + Leg(19, "101", "102", "102", 25, "ANSWERED", "14");

    private static string Leg(int hour, string from, string to, string channel, int seconds, string fate, string id) =>
        $"{At(hour, 0)},\"\"\"{from}\"\" <{from}>\",{from},{to},{(from.Length > 3 ? "ext-group" : "from-internal")},PJSIP/{from}-0001,PJSIP/{channel}-0001,Dial,PJSIP/{to},{seconds + 12},{seconds},{fate},3,,1762146000.{id},,{(from.Length > 3 ? "97144400001" : "")},{from},,1762146000.{id}\n";

    private static string Twilio() =>
        "Call SID,Parent Call SID,From,To,Direction,Start Time,End Time,Duration,Status,Type\n"
        + Sid('a', "", "+971501112233", "+97144400001", "inbound", 360, "completed") + Sid('b', "", "+97144400001", "+971501112266", "outbound-api", 300, "completed")
        + Sid('c', "", "+97144400001", "+971501112244", "outbound-api", 0, "no-answer");

    private static string Sid(char last, string parent, string from, string to, string direction, int seconds, string status) =>
        $"CA0000000000000000000000000000000{last},{parent},{from},{to},{direction},{At(20, last, "yyyy-MM-ddTHH:mm:ssZ", -4)},{At(20, last + (seconds / 60), "yyyy-MM-ddTHH:mm:ssZ", -4)},{seconds},{status},phone\n";
}
