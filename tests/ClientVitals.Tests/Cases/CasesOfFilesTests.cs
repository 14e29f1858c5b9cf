using System.Globalization;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cases;

/// <summary>Kinds 1, 2, 3 and 10 of <c>docs/cases.md</c>: what a line says of its call, each through the command line.</summary>
public sealed class CasesOfFilesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Dubai = "Asia/Dubai";

    [Theory]
    [InlineData("client_email,started_at,missed\na@example.com,2025-11-03 09:00,Yes\n", "a@example.com 2025-11-03 05:00:00 NO_ANSWER")]
    [InlineData("client_email,started_at,missed,duration\na@example.com,2025-11-03 09:00,Yes,20\n", "a@example.com 2025-11-03 05:00:00 NO_ANSWER 20")]
    [InlineData("client_email,started_at,canceled,duration\na@example.com,2025-11-03 09:00,true,20\n", "a@example.com 2025-11-03 05:00:00 CANCELLED 20")]
    [InlineData("client_email,started_at,no_show\na@example.com,2025-11-03 09:00,Yes\n", "a@example.com 2025-11-03 05:00:00 NO_ANSWER")]
    [InlineData("client_email,started_at,deleted\na@example.com,2025-11-03 09:00,true\n", "a@example.com 2025-11-03 05:00:00 CANCELLED")]
    [InlineData("client_email,started_at,missed_call_reason\na@example.com,2025-11-03 09:00,agents_did_not_answer\n", "a@example.com 2025-11-03 05:00:00 NO_ANSWER")]
    [InlineData("client_email,started_at,voicemail\na@example.com,2025-11-03 09:00,https://vm.example/1.mp3\n", "a@example.com 2025-11-03 05:00:00 VOICEMAIL")]
    [InlineData(
        "client_email,started_at,duration\na@example.com,2025-11-03 09:00,0\na@example.com,2025-11-03 09:05,300\n",
        "a@example.com 2025-11-03 05:00:00 NO_ANSWER 0", "a@example.com 2025-11-03 05:05:00 COMPLETED 300")]
    [InlineData(
        "client_email,started_at,answered_at,ended_at,duration\na@example.com,2025-11-03 09:00,,2025-11-03 09:00:30,30\na@example.com,2025-11-03 10:00,2025-11-03 10:00:05,2025-11-03 10:05,300\n",
        "a@example.com 2025-11-03 05:00:00 NO_ANSWER 30", "a@example.com 2025-11-03 06:00:00 COMPLETED 300")]
    public async Task A_line_that_says_that_nobody_talked_does_not_count(string text, params string[] calls)
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("calls.csv", text);
        var counting = calls.Count(call => call.Contains("COMPLETED", StringComparison.Ordinal));
        (await vitals.ImportAsync("calls.csv", "--zone", Dubai, "--dry-run")).ShouldContain($"{counting} call{(counting == 1 ? "" : "s")} will count.");
        await vitals.ImportAsync("calls.csv", "--zone", Dubai);
        (await vitals.CallsAsync()).ShouldBe(calls);
    }

    [Fact]
    public async Task A_calendar_says_what_was_called_off_and_who_did_not_come()
    {
        using var vitals = await CommandLine.OnAsync(database);
        var ahead = DateTimeOffset.UtcNow.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        vitals.File("calendly.csv", $"""
            User Name,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,Invitee Time Zone,Text Reminder Number,Event Type Name,Start Date & Time,End Date & Time,Location,Event Created Date & Time,Canceled,Canceled By,Cancellation reason,Marked as No-Show,Event UUID,Invitee UUID
            Omar Haddad,Layla Aziz,Layla,Aziz,layla@example.com,Gulf Standard Time,+971 50 111 2233,Weekly coaching call,2025-11-03 11:00 am,2025-11-03 11:30 am,Google Meet,2025-11-01 01:40 am,false,,,No,ev-1,in-1
            Omar Haddad,Layla Aziz,Layla,Aziz,layla@example.com,Gulf Standard Time,+971 50 111 2233,Weekly coaching call,2025-11-10 11:00 am,2025-11-10 11:30 am,Google Meet,2025-11-04 01:40 am,true,Layla Aziz,ill,No,ev-2,in-2
            Omar Haddad,Sam Reed,Sam,Reed,sam@example.com,Gulf Standard Time,,Weekly coaching call,2025-11-11 11:00 am,2025-11-11 11:30 am,Google Meet,2025-11-05 01:40 am,false,,,Yes,ev-3,in-3
            Omar Haddad,Sam Reed,Sam,Reed,sam@example.com,Gulf Standard Time,,Weekly coaching call,{ahead} 11:00 am,{ahead} 11:30 am,Google Meet,2025-11-05 01:40 am,false,,,No,ev-4,in-4

            """);
        (await vitals.ImportAsync("calendly.csv", "--zone", Dubai)).ShouldContain("calendly.csv: 4 lines read.");
        (await vitals.CallsAsync()).ShouldBe(
        [
            "layla@example.com 2025-11-03 07:00:00 COMPLETED", "layla@example.com 2025-11-10 07:00:00 CANCELLED",
            "sam@example.com 2025-11-11 07:00:00 NO_ANSWER", $"sam@example.com {ahead} 07:00:00 SCHEDULED",
        ]);
    }

    [Theory]
    [InlineData("client_email,Start time (UTC),duration\nanna@example.com,2025-11-03 20:40:00,300\n", "anna@example.com 2025-11-03 20:40:00 COMPLETED 300", "UTC")]
    [InlineData("client_email,started_at,timezone,duration\nanna@example.com,2025-11-03 09:00,America/New_York,300\n", "anna@example.com 2025-11-03 14:00:00 COMPLETED 300", "New York")]
    [InlineData("client_email,started_at,duration\nanna@example.com,2025-11-03 09:00 PST,300\n", "anna@example.com 2025-11-03 17:00:00 COMPLETED 300", "the time names its own zone")]
    [InlineData("client_email,started_at,duration\nanna@example.com,2025-11-03 09:00,300\n", "anna@example.com 2025-11-03 05:00:00 COMPLETED 300", "in Dubai")]
    public async Task A_zone_that_the_file_names_holds_and_the_preview_names_it(string text, string call, string says)
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("calls.csv", text);
        (await vitals.ImportAsync("calls.csv", "--zone", Dubai, "--dry-run")).ShouldContain(says);
        await vitals.ImportAsync("calls.csv", "--zone", Dubai);
        (await vitals.CallsAsync()).ShouldBe([call]);
    }

    [Fact]
    public async Task An_export_of_aircall_is_read_in_its_own_zone_by_its_answers()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("aircall.csv", """
            line,datetime (tz offset incl.),number timezone,datetime (utc),direction,from,to,answered,missed_call_reason,user,duration (total),duration (in call),voicemail,customer number,call id,call type
            Clients,2025-11-03 22:30:00,Asia/Dubai,2025-11-03 18:30:00,outbound,97144400001,971501112233,Yes,,Omar Haddad,420,400,,+971 50 111 2233,c1f0a-1,Outbound
            Clients,2025-11-04 00:40:00,Asia/Dubai,2025-11-03 20:40:00,inbound,971501112244,97144400001,Yes,,Omar Haddad,300,280,,+971 50 111 2244,c1f0a-2,Answered
            Clients,2025-11-04 09:10:00,Asia/Dubai,2025-11-04 05:10:00,inbound,971501112244,97144400001,No,agents_did_not_answer,[No associated user],25,0,,+971 50 111 2244,c1f0a-3,Missed

            """);
        await vitals.ImportAsync("aircall.csv", "--zone", "America/New_York");
        (await vitals.CallsAsync()).ShouldBe(
        [
            "+971501112233 2025-11-03 18:30:00 COMPLETED 400", "+971501112244 2025-11-03 20:40:00 COMPLETED 280", "+971501112244 2025-11-04 05:10:00 NO_ANSWER 0",
        ]);
    }

    [Fact]
    public async Task A_type_that_is_no_channel_leaves_a_telephone_call_that_counts()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("calls.csv", "client_email,started_at,call type,answered\nanna@example.com,2025-11-03 09:00,Answered,Yes\nanna@example.com,2025-11-04 09:00,Missed,No\nanna@example.com,2025-11-05 09:00,Discovery,Yes\n");
        var preview = await vitals.ImportAsync("calls.csv", "--zone", Dubai, "--dry-run", "--format", "json");
        System.Text.Json.JsonDocument.Parse(preview).RootElement[0].GetProperty("first").EnumerateArray().Select(call => $"{call.GetProperty("channel")} {call.GetProperty("status")}")
            .ShouldBe(["PHONE COMPLETED", "PHONE NO_ANSWER", "PHONE COMPLETED"]);
        await vitals.ImportAsync("calls.csv", "--zone", Dubai);
        (await vitals.CallsAsync()).ShouldBe(
            ["anna@example.com 2025-11-03 05:00:00 COMPLETED", "anna@example.com 2025-11-04 05:00:00 NO_ANSWER", "anna@example.com 2025-11-05 05:00:00 COMPLETED"]);
    }

    [Fact]
    public async Task Ids_of_hubspots_outcomes_say_what_became_of_the_call_and_unknown_ones_are_said()
    {
        using var vitals = await CommandLine.OnAsync(database);
        const string Unknown = "00000000-1111-4222-8333-444444444444";
        vitals.File("hubspot.csv", $"""
            hs_object_id,hs_timestamp,hs_call_direction,hs_call_status,hs_call_disposition,hs_call_duration,hs_call_to_number
            1,1762146000000,OUTBOUND,COMPLETED,f240bbac-87c9-4f6e-bf70-924b57d47db7,300000,+971501112233
            2,1762149600000,OUTBOUND,COMPLETED,73a0d17f-1163-4015-bdd5-ec830791da20,0,+971501112233
            3,1762153200000,OUTBOUND,COMPLETED,b2cf5968-551e-4856-9783-52b3da59a7d0,20000,+971501112233
            4,1762156800000,OUTBOUND,COMPLETED,9d9162e7-6cf3-4944-bf63-4dff82258764,0,+971501112233
            5,1762160400000,OUTBOUND,COMPLETED,17b47fee-58de-441e-a44c-c6300d46f273,5000,+971501112233
            6,1762164000000,OUTBOUND,COMPLETED,{Unknown},5000,+971501112233

            """);
        (await vitals.ImportAsync("hubspot.csv")).ShouldContain(Unknown);
        (await vitals.CallsAsync()).ShouldBe(
        [
            "+971501112233 2025-11-03 05:00:00 COMPLETED 300", "+971501112233 2025-11-03 06:00:00 NO_ANSWER 0", "+971501112233 2025-11-03 07:00:00 VOICEMAIL 20",
            "+971501112233 2025-11-03 08:00:00 NO_ANSWER 0", "+971501112233 2025-11-03 09:00:00 NO_ANSWER 5", "+971501112233 2025-11-03 10:00:00 UNKNOWN 5",
        ]);
    }
}
