using System.Globalization;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cases;

/// <summary>Kinds 4, 5, 6, 7, 11 and 12 of <c>docs/cases.md</c>: which call and whose it is, each through the command line.</summary>
public sealed class CasesOfIdentityTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Dubai = "Asia/Dubai";

    [Theory]
    [InlineData("z1,anna@example.com,2025-11-03 09:00,connected,300\nz1,anna@example.com,2025-11-03 09:05,no_answer,0\n")]
    [InlineData("z1,anna@example.com,2025-11-03 09:05,no_answer,0\nz1,anna@example.com,2025-11-03 09:00,connected,300\n")]
    public async Task Several_legs_under_one_id_are_one_call_in_any_order(string lines)
    {
        using var vitals = await CommandLine.OnAsync(database);
        const string Names = "provider_call_id,client_email,started_at,status,duration\n";
        vitals.File("legs.csv", Names + lines);
        await vitals.ImportAsync("legs.csv", "--zone", Dubai);
        (await vitals.CallsAsync()).ShouldBe(["anna@example.com 2025-11-03 05:00:00 COMPLETED 300"]);

        // The same in files of their own, one after the other.
        using var apart = await CommandLine.OnAsync(database);
        foreach (var (line, at) in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, at) => (line, at)))
        {
            apart.File($"{at}.csv", Names + line + "\n");
            await apart.ImportAsync($"{at}.csv", "--zone", Dubai, "--source", "one");
        }
        (await apart.CallsAsync()).ShouldBe(["anna@example.com 2025-11-03 05:00:00 COMPLETED 300"]);
    }

    [Fact]
    public async Task A_ring_group_is_one_call_and_a_call_between_extensions_none()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("cdr.csv", """"
            calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,accountcode,uniqueid,userfield,did,cnum,cnam,linkedid
            2025-11-03 09:00:00,"""Layla"" <0501112233>",0501112233,600,ext-group,PJSIP/trunk-0001,PJSIP/101-0001,Dial,PJSIP/101,312,300,ANSWERED,3,,1762146000.10,,97144400001,0501112233,Layla,1762146000.10
            2025-11-03 09:00:00,"""Layla"" <0501112233>",0501112233,600,ext-group,PJSIP/trunk-0001,PJSIP/102-0001,Dial,PJSIP/101,12,0,NO ANSWER,3,,1762146000.10,,97144400001,0501112233,Layla,1762146000.10
            2025-11-03 09:00:00,"""Layla"" <0501112233>",0501112233,600,ext-group,PJSIP/trunk-0001,PJSIP/103-0001,Dial,PJSIP/101,12,0,BUSY,3,,1762146000.10,,97144400001,0501112233,Layla,1762146000.10
            2025-11-03 11:00:00,"""Coach"" <101>",101,0501112233,from-internal,PJSIP/101-0002,PJSIP/trunk-0002,Dial,PJSIP/trunk/0501112233,65,60,ANSWERED,3,,1762153200.12,,,101,Coach,1762153200.12
            2025-11-03 12:00:00,"""Coach"" <101>",101,102,from-internal,PJSIP/101-0003,PJSIP/102-0003,Dial,PJSIP/102,30,25,ANSWERED,3,,1762156800.14,,,101,Coach,1762156800.14

            """");
        (await vitals.ImportAsync("cdr.csv", "--zone", Dubai)).ShouldContain("is a call between two extensions");
        (await vitals.CallsAsync()).ShouldBe(["+971501112233 2025-11-03 05:00:00 COMPLETED 300", "+971501112233 2025-11-03 07:00:00 COMPLETED 60"]);
        (await vitals.ClientsAsync()).ShouldBe(["+971501112233"]);
    }

    [Fact]
    public async Task One_id_of_two_clients_is_a_call_of_each()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("calendar.csv", "provider_call_id,client_email,started_at,status\nev-1,layla@example.com,2025-11-03 09:00:00,completed\nev-1,sam@example.com,2025-11-03 09:00:00,completed\n");
        await vitals.ImportAsync("calendar.csv", "--zone", Dubai);
        (await vitals.CallsAsync()).ShouldBe(["layla@example.com 2025-11-03 05:00:00 COMPLETED", "sam@example.com 2025-11-03 05:00:00 COMPLETED"]);
    }

    [Theory]
    [InlineData("client_email,started_at,duration,staff,notes\nlayla@example.com,2025-11-03 09:00:00,300,Omar Haddad,talked about goals\nsam@example.com,2025-11-04 09:00:00,300,Omar Haddad,talked about goals\n", 2, 0)]
    [InlineData("client_email,started_at,duration,staff,notes\nlayla@example.com,2025-11-03 09:00:00,300,Omar H.,\nsam@example.com,2025-11-04 09:00:00,300,Omar H.,\n", 2, 0)]
    [InlineData("client_email,started_at,duration\nlayla@example.com,2025-11-03 09:00:00,300\nsam@example.com,2025-11-04 09:00:00,300\n", 0, 2)]
    public async Task Exported_again_without_ids_a_call_is_corrected_and_not_added(string again, long corrected, long unchanged)
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("a.csv", "client_email,started_at,duration,staff,notes\nlayla@example.com,2025-11-03 09:00:00,300,Omar Haddad,\nsam@example.com,2025-11-04 09:00:00,300,Omar Haddad,\n");
        vitals.File("a-again.csv", again);
        await vitals.ImportAsync("a.csv", "--zone", Dubai);
        await vitals.ImportAsync("a-again.csv", "--zone", Dubai);
        (await Asked.OneAsync<(long, long, long)>(database, "select added, corrected, unchanged from deliveries order by id desc limit 1")).ShouldBe((0, corrected, unchanged));
        (await vitals.CallsAsync()).ShouldBe(["layla@example.com 2025-11-03 05:00:00 COMPLETED 300", "sam@example.com 2025-11-04 05:00:00 COMPLETED 300"]);
    }

    [Fact]
    public async Task An_import_is_undone_and_brought_back_and_a_wrong_zone_corrected_does_not_double()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("a.csv", "client_email,started_at,duration\nlayla@example.com,2025-11-03 09:00:00,300\nsam@example.com,2025-11-04 09:00:00,300\n");
        await vitals.ImportAsync("a.csv", "--zone", "UTC");
        var first = await LastAsync();
        var undone = await vitals.RunAsync("calls", "undo", first);
        undone.ShouldContain($"Delivery {first} (a.csv) is undone.");
        undone.ShouldContain($"To bring it back: vitals calls redo {first}");
        (await vitals.CallsAsync()).ShouldBeEmpty();
        (await vitals.ClientsAsync()).ShouldBeEmpty();
        await vitals.RunAsync("calls", "redo", first);
        (await vitals.CallsAsync()).ShouldBe(["layla@example.com 2025-11-03 09:00:00 COMPLETED 300", "sam@example.com 2025-11-04 09:00:00 COMPLETED 300"]);

        (await vitals.RunAsync("calls", "reread", first, "--zone", Dubai)).ShouldContain("its file was read again as delivery");
        (await vitals.CallsAsync()).ShouldBe(["layla@example.com 2025-11-03 05:00:00 COMPLETED 300", "sam@example.com 2025-11-04 05:00:00 COMPLETED 300"]);
        (await vitals.ClientsAsync()).ShouldBe(["layla@example.com", "sam@example.com"]);
        await vitals.RunAsync("calls", "undo", await LastAsync());
        (await vitals.CallsAsync()).ShouldBeEmpty();
    }

    private async Task<string> LastAsync() => (await Asked.OneAsync<long>(database, "select max(id) from deliveries")).ToString(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("client_email", "Anna <a@example.com>", "a@example.com")]
    [InlineData("client_email", "a@example.com;b@example.com", "a@example.com", "b@example.com")]
    [InlineData("client_phone", "971501112233.0", "+971501112233")]
    [InlineData("client_phone", "+971501112244 (UAE)", "+971501112244")]
    [InlineData("client_phone", "0000000000")]
    public async Task Decorated_addresses_are_read_and_damaged_ones_make_nobody(string column, string cell, params string[] clients)
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("calls.csv", $"{column},started_at,duration\n{cell},2025-11-03 09:00,300\n");
        await vitals.ImportAsync("calls.csv", "--zone", Dubai);
        (await vitals.ClientsAsync()).ShouldBe(clients);
        (await vitals.CallsAsync()).ShouldBe(clients.Select(client => $"{client} 2025-11-03 05:00:00 COMPLETED 300"));
    }

    private const string Legs = """
        Call SID,Parent Call SID,From,To,Direction,Start Time,End Time,Duration,Status,Type
        CA0a,,+971501112233,+97144400001,inbound,2025-11-03T05:00:00Z,2025-11-03T05:06:00Z,360,completed,phone
        CA0b,CA0a,+971501112233,+971559990001,outbound-dial,2025-11-03T05:00:08Z,2025-11-03T05:06:00Z,350,completed,phone
        CA0c,,+97144400001,client:omar,outbound-api,2025-11-03T07:00:00Z,2025-11-03T07:05:00Z,300,completed,client
        CA0d,CA0c,+97144400001,+971501112244,outbound-dial,2025-11-03T07:00:05Z,2025-11-03T07:05:00Z,290,completed,phone
        CA0e,,+971559990001,+971559990002,inbound,2025-11-03T08:00:00Z,2025-11-03T08:01:00Z,60,completed,phone

        """;

    [Fact]
    public async Task A_coachs_own_mobile_is_no_client_whether_the_legs_show_it_or_the_settings_list_it()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("twilio.csv", Legs);
        (await vitals.ImportAsync("twilio.csv")).ShouldContain("twilio.csv: 5 lines read.");
        (await vitals.ClientsAsync()).ShouldBe(["+971501112233", "+971501112244"]);
        string[] calls =
        [
            "+971501112233 2025-11-03 05:00:00 COMPLETED 360", "nobody 2025-11-03 05:00:08 COMPLETED 350",
            "+971501112244 2025-11-03 07:00:05 COMPLETED 290", "nobody 2025-11-03 08:00:00 COMPLETED 60",
        ];
        (await vitals.CallsAsync()).ShouldBe(calls);

        // The same where no column tells of legs and the settings list the number: one rule.
        using var listed = await CommandLine.OnAsync(database);
        await listed.RunAsync("people", "own-addresses", "--add", "+971559990001");
        listed.File("twilio.csv", Legs.Replace("Parent Call SID", "Other", StringComparison.Ordinal));
        await listed.ImportAsync("twilio.csv", "--map", "Other=ignored");
        (await listed.ClientsAsync()).ShouldBe(["+971501112233", "+971501112244"]);
        (await listed.CallsAsync()).ShouldBe(calls);
        await listed.RunAsync("people", "own-addresses", "--remove", "+971559990001");
    }

    [Fact]
    public async Task A_call_that_lies_ahead_can_be_called_off()
    {
        using var vitals = await CommandLine.OnAsync(database);
        string On(int days) => DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        vitals.File("s1.csv", $"provider_call_id,client_email,started_at,status\nm1,layla@example.com,{On(30)} 09:00:00,scheduled\nm2,sam@example.com,{On(30)} 10:00:00,scheduled\n");
        vitals.File("s2.csv", $"provider_call_id,client_email,started_at,status\nm1,layla@example.com,{On(30)} 09:00:00,cancelled\nm2,sam@example.com,{On(32)} 10:00:00,rescheduled\n");
        await vitals.ImportAsync("s1.csv", "--zone", Dubai);
        (await vitals.CallsAsync()).ShouldBe([$"layla@example.com {On(30)} 05:00:00 SCHEDULED", $"sam@example.com {On(30)} 06:00:00 SCHEDULED"]);
        await vitals.ImportAsync("s2.csv", "--zone", Dubai);
        (await vitals.CallsAsync()).ShouldBe([$"layla@example.com {On(30)} 05:00:00 CANCELLED", $"sam@example.com {On(32)} 06:00:00 SCHEDULED"]);
    }

    [Theory]
    [InlineData("a1.csv", "a2.csv", "a3.csv")]
    [InlineData("b1.csv", "b2.csv", "a2.csv", "a3.csv")]
    [InlineData("b2.csv", "b1.csv", "a2.csv", "a3.csv")]
    [InlineData("b1.csv", "a2.csv", "b2.csv", "a3.csv")]
    public async Task A_number_of_two_is_nobodys_however_the_files_are_cut(params string[] files)
    {
        using var vitals = await CommandLine.OnAsync(database);
        const string Named = "client_email,client_phone,client_name,started_at,duration\n", Layla = "layla@example.com,0501112233,Layla Aziz,2025-11-03 09:00:00,300\n", Sam = "sam@example.com,0501112233,Sam Aziz,2025-11-04 09:00:00,300\n";
        vitals.File("a1.csv", Named + Layla + Sam);
        vitals.File("b1.csv", Named + Layla);
        vitals.File("b2.csv", Named + Sam);
        vitals.File("a2.csv", "client_phone,started_at,direction,duration\n0501112233,2025-11-05 09:00:00,inbound,300\n");
        vitals.File("a3.csv", "client_phone,started_at,direction,duration\n0501112233,2025-11-06 09:00:00,inbound,300\n");
        foreach (var file in files)
            await vitals.ImportAsync(file, "--zone", Dubai);
        (await vitals.ClientsAsync()).ShouldBe(["layla@example.com", "sam@example.com"]);
        (await vitals.CallsAsync()).ShouldBe(
        [
            "layla@example.com 2025-11-03 05:00:00 COMPLETED 300", "sam@example.com 2025-11-04 05:00:00 COMPLETED 300",
            "nobody 2025-11-05 05:00:00 COMPLETED 300", "nobody 2025-11-06 05:00:00 COMPLETED 300",
        ]);
    }
}
