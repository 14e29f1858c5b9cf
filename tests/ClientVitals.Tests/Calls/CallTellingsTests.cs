using System.Text;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>One call told several times, in whatever order and cut: legs of a ring group, events of a call under way, a file exported again.</summary>
public sealed class CallTellingsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Asked.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IntakeDone> ImportAsync(string text, bool matchOnly = false, IReadOnlyDictionary<string, string>? map = null)
    {
        using var file = CallFile.Of("calls.csv", text, new CallFileOptions(Now, BusinessZone.Utc) { Map = map });
        var done = await new ImportCalls(matchOnly).RunAsync(database.Vitals, file, Now, null, null, Cancel);
        done.Read.ShouldBe(done.Added + done.Unchanged + done.Corrected + done.Rejected);
        (await new RebuildRollups().RunAsync(database.Vitals, Now, Cancel)).Repaired.ShouldBe(0);
        return done;
    }

    private static (long Added, long Unchanged, long Corrected) Counts(IntakeDone done) => (done.Added, done.Unchanged, done.Corrected);

    /// <summary>Each call as status, start and seconds.</summary>
    private Task<List<string>> CallsAsync() => Asked.RowsAsync<string>(database, """
        select concat_ws(' ', r.status, to_char(r.started_at at time zone 'UTC', 'MM-DD HH24:MI:SS'), r.duration_seconds)
        from call_records r
        order by 1
        """);

    public static TheoryData<string, string> Legs => new()
    {
        // The case's own: a leg that nobody took, five minutes later.
        { "connected,2025-11-03 09:00,300|no_answer,2025-11-03 09:05,0", "COMPLETED 11-03 09:00:00 300" },
        // FreePBX and Asterisk: a record for each dial attempt, with the uniqueid and start of the call (docs.asterisk.org, "CDR Specification").
        { "ANSWERED,2025-11-03 09:00,300|NO ANSWER,2025-11-03 09:00,0|BUSY,2025-11-03 09:00,0", "COMPLETED 11-03 09:00:00 300" },
        // Twilio: the first number to pick up is connected, the rest are hung up (twilio.com/docs/voice/twiml/number).
        { "completed,2025-11-03 09:00:08,290|canceled,2025-11-03 09:00:08,0|canceled,2025-11-03 09:00:09,0", "COMPLETED 11-03 09:00:08 290" },
        // RingCentral and 3CX: a missed leg before the one that was answered; nothing says how long it rang.
        { "missed,2025-11-03 09:00,|answered,2025-11-03 09:00:20,280", "COMPLETED 11-03 09:00:20 280" },
        // A queue whose voicemail is beside the talk.
        { "voicemail,2025-11-03 09:01,0|answered,2025-11-03 09:00,120|declined,2025-11-03 09:02,", "COMPLETED 11-03 09:00:00 120" },
        // How long they talked tells it alone.
        { "no answer,2025-11-03 09:00,0|,2025-11-03 09:00,300", "COMPLETED 11-03 09:00:00 300" },
    };

    [Theory]
    [MemberData(nameof(Legs))]
    public async Task Legs_of_one_call_are_one_call_in_any_order_and_cut(string legs, string expected)
    {
        const string Header = "provider_call_id,email,status,started_at,duration\n";
        var lines = legs.Split('|').Select(leg => $"z1,layla@example.com,{leg}\n").ToList();
        foreach (var order in Orders(lines.Count))
        {
            var inOrder = order.Select(at => lines[at]).ToList();
            (await ImportAsync(Header + string.Concat(inOrder))).Added.ShouldBe(1);
            (await CallsAsync()).ShouldBe([expected], "in one file, " + string.Join(',', order));
            (await ImportAsync(Header + string.Concat(inOrder))).Corrected.ShouldBe(0);
            await Asked.ClearAsync(database);
            foreach (var line in inOrder)
                await ImportAsync(Header + line);
            (await CallsAsync()).ShouldBe([expected], "in files of their own, " + string.Join(',', order));
            await Asked.ClearAsync(database);
        }
    }

    [Fact]
    public async Task A_ring_groups_call_detail_records_are_one_call()
    {
        const string Cdr = """"
            calldate,clid,src,dst,channel,duration,billsec,disposition,uniqueid
            2025-11-03 09:00:00,"""Layla"" <0501112233>",0501112233,600,PJSIP/trunk-0001,312,300,ANSWERED,1762146000.10
            2025-11-03 09:00:00,"""Layla"" <0501112233>",0501112233,600,PJSIP/trunk-0001,12,0,NO ANSWER,1762146000.10
            2025-11-03 09:00:00,"""Layla"" <0501112233>",0501112233,600,PJSIP/trunk-0001,12,0,BUSY,1762146000.10

            """";
        var map = new Dictionary<string, string> { ["src"] = "client_phone" };
        (await ImportAsync(Cdr, map: map)).Added.ShouldBe(1);
        (await CallsAsync()).ShouldBe(["COMPLETED 11-03 09:00:00 300"]);
    }

    [Fact]
    public async Task A_talk_that_was_none_is_still_corrected()
    {
        const string Header = "provider_call_id,email,status,started_at,duration\n";
        await ImportAsync(Header + "z1,layla@example.com,completed,2025-11-03 09:00,300\nz2,layla@example.com,completed,2025-11-04 09:00,\n");
        // Said of the same moment and the same length, or without any: that is no leg.
        Counts(await ImportAsync(Header + "z1,layla@example.com,no answer,2025-11-03 09:00,300\nz2,layla@example.com,no answer,2025-11-04 09:00,\n")).ShouldBe((0, 0, 2));
        // Nor is what lies on another day.
        await ImportAsync(Header + "z3,layla@example.com,completed,2025-11-05 09:00,\n");
        Counts(await ImportAsync(Header + "z3,layla@example.com,no answer,2025-11-06 09:00,\n")).ShouldBe((0, 0, 1));
        (await CallsAsync()).ShouldBe(["NO_ANSWER 11-03 09:00:00 300", "NO_ANSWER 11-04 09:00:00", "NO_ANSWER 11-06 09:00:00"]);
    }

    private const string First = "client_email,started_at,duration,staff,notes\nlayla@example.com,2025-11-03 09:00:00,300,Omar Haddad,\nsam@example.com,2025-11-04 09:00:00,300,Omar Haddad,\n";

    [Theory]
    [InlineData("client_email,started_at,duration,staff,notes\nlayla@example.com,2025-11-03 09:00:00,300,Omar Haddad,talked about goals\nsam@example.com,2025-11-04 09:00:00,300,Omar Haddad,talked about goals\n", 2)]
    [InlineData("client_email,started_at,duration,staff,notes\nlayla@example.com,2025-11-03 09:00:00,300,Omar H.,\nsam@example.com,2025-11-04 09:00:00,300,Omar H.,\n", 2)]
    [InlineData("client_email,started_at\nlayla@example.com,2025-11-03 09:00:00\nsam@example.com,2025-11-04 09:00:00\n", 0)]
    [InlineData("client_email,client_phone,started_at,direction,channel,status\nlayla@example.com,0501112233,2025-11-03 09:00:00,inbound,video,completed\nsam@example.com,,2025-11-04 09:00:00,outbound,phone,no answer\n", 2)]
    [InlineData("client_email,started_at,duration,logged_at\nsam@example.com,2025-11-04 09:00:00,300,2025-11-04 10:00\nlayla@example.com,2025-11-03 09:00:00,301,2025-11-03 10:00\n", 2)]
    public async Task A_file_without_ids_exported_again_corrects_and_adds_nothing(string again, long corrected)
    {
        Counts(await ImportAsync(First)).ShouldBe((2, 0, 0));
        Counts(await ImportAsync(again)).ShouldBe((0, 2 - corrected, corrected));
        Counts(await ImportAsync(again)).ShouldBe((0, 2, 0));
        // And the first one again says what it said.
        (await ImportAsync(First)).Added.ShouldBe(0);
    }

    [Fact]
    public async Task A_large_file_without_ids_exported_again_corrects_and_adds_nothing()
    {
        static string Lines(string notes) => "client_email,started_at,notes\n" + string.Concat(Enumerable.Range(0, 300).Select(n => $"c{n % 40}@example.com,2025-10-{(n % 28) + 1:00} {n / 28:00}:00,{notes} {n}\n"));
        Counts(await ImportAsync(Lines("first"), matchOnly: true)).ShouldBe((300, 0, 0));
        Counts(await ImportAsync(Lines("second"), matchOnly: true)).ShouldBe((0, 0, 300));
        // Their clients become known with the next one.
        Counts(await ImportAsync(Lines("third"))).ShouldBe((0, 0, 300));
        Counts(await ImportAsync(Lines("third"))).ShouldBe((0, 300, 0));
        (await Asked.OneAsync<int>(database, "select count(*)::int from call_records where client_id is null")).ShouldBe(0);
    }

    [Fact]
    public async Task Calls_without_an_id_at_the_same_moment_stay_apart()
    {
        const string Three = "client_email,started_at,notes\nlayla@example.com,2025-11-03,one\nlayla@example.com,2025-11-03,two\nlayla@example.com,2025-11-03,two\n";
        Counts(await ImportAsync(Three)).ShouldBe((3, 0, 0));
        Counts(await ImportAsync(Three)).ShouldBe((0, 3, 0));
        // One note edited, the lines in another order.
        Counts(await ImportAsync("client_email,started_at,notes\nlayla@example.com,2025-11-03,two\nlayla@example.com,2025-11-03,edited\nlayla@example.com,2025-11-03,one\n")).ShouldBe((0, 2, 1));
        (await Asked.RowsAsync<string>(database, "select notes from call_records order by 1")).ShouldBe(["edited", "one", "two"]);
        // A fourth is a fourth.
        Counts(await ImportAsync("client_email,started_at,notes\nlayla@example.com,2025-11-03,a\nlayla@example.com,2025-11-03,b\nlayla@example.com,2025-11-03,c\nlayla@example.com,2025-11-03,d\n")).ShouldBe((1, 0, 3));
    }

    [Fact]
    public async Task Directions_and_messages_tell_calls_without_an_id_apart()
    {
        const string Header = "client_email,started_at,direction,channel\n";
        await ImportAsync(Header + "layla@example.com,2025-11-03 09:00,inbound,phone\n");
        Counts(await ImportAsync(Header + "layla@example.com,2025-11-03 09:00,outbound,phone\n")).ShouldBe((1, 0, 0));
        Counts(await ImportAsync(Header + "layla@example.com,2025-11-03 09:00,outbound,sms\n")).ShouldBe((1, 0, 0));
        Counts(await ImportAsync(Header + "layla@example.com,2025-11-03 09:00,outbound,video\n")).ShouldBe((0, 0, 1));
    }

    private const string Mapping = """
        {"fields": {"provider_call_id": "CallSid", "client_phone": "From", "status": "CallStatus", "started_at": "Timestamp", "duration_seconds": "CallDuration", "source_order": "SequenceNumber"}, "ignore": ["To"]}
        """;

    private static string Event(string call, int number) => number switch
    {
        0 => $$"""{"CallSid":"{{call}}","From":"+971501112233","CallStatus":"initiated","Timestamp":"Mon, 03 Nov 2025 05:00:00 +0000","SequenceNumber":"0"}""",
        1 => $$"""{"CallSid":"{{call}}","From":"+971501112233","CallStatus":"ringing","Timestamp":"Mon, 03 Nov 2025 05:00:01 +0000","SequenceNumber":"1"}""",
        2 => $$"""{"CallSid":"{{call}}","From":"+971501112233","CallStatus":"in-progress","Timestamp":"Mon, 03 Nov 2025 05:00:09 +0000","SequenceNumber":"2"}""",
        _ => $$"""{"CallSid":"{{call}}","From":"+971501112233","CallStatus":"completed","Timestamp":"Mon, 03 Nov 2025 05:05:09 +0000","SequenceNumber":"3","CallDuration":"300"}""",
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_of_a_call_in_any_order_come_to_its_end_and_its_beginning(bool ordered)
    {
        var source = new CallSources("telephony", ordered ? Mapping : Mapping.Replace(", \"source_order\": \"SequenceNumber\"", "", StringComparison.Ordinal).Replace("[\"To\"]", "[\"To\", \"SequenceNumber\"]", StringComparison.Ordinal), "standard", true, null, 0, 0);
        await using (var db = await database.OpenAsync())
            await new ChangeSource("telephony").RunAsync(db, Now, Cancel);
        var orders = Orders(4).ToList();
        orders.Count.ShouldBe(24);
        // Without an order there is more to go wrong.
        if (ordered)
            orders = [.. orders.Where((_, at) => at % 3 == 0)];
        foreach (var order in orders)
        {
            var call = "CA" + (ordered ? "o" : "n") + string.Concat(order);
            foreach (var at in order)
                await new TakeMessage(CallEntity.TakesIn, source, $"{call}-{at}", Encoding.UTF8.GetBytes(Event(call, at))).RunAsync(database.Vitals, Now, Cancel);
        }
        (await CallsAsync()).ShouldBe(Enumerable.Repeat("COMPLETED 11-03 05:00:00 300", orders.Count));
        (await Asked.RowsAsync<long?>(database, "select distinct source_order from call_records")).ShouldBe([ordered ? 3 : null]);
        (await new RebuildRollups().RunAsync(database.Vitals, Now, Cancel)).Repaired.ShouldBe(0);
    }

    [Fact]
    public async Task Older_news_by_the_time_of_change_only_fills_what_is_empty()
    {
        const string Header = "provider_call_id,email,started_at,status,staff,notes,last_modified_date\n";
        const string Older = "h1,layla@example.com,2025-11-03 09:00,scheduled,Omar,first,2025-11-01T08:00:00Z\n", Newer = "h1,layla@example.com,2025-11-03 10:00,completed,,moved,2025-11-03T11:00:00Z\n";
        foreach (var lines in new[] { new[] { Older, Newer }, [Newer, Older], [Older + Newer], [Newer + Older] })
        {
            await Asked.ClearAsync(database);
            foreach (var line in lines)
                await ImportAsync(Header + line);
            (await CallsAsync()).ShouldBe(["COMPLETED 11-03 10:00:00"]);
            (await Asked.RowsAsync<string>(database, "select staff || ' ' || notes from call_records")).ShouldBe(["Omar moved"]);
        }
        // A telling that is as new corrects.
        Counts(await ImportAsync(Header + Newer.Replace("moved", "edited", StringComparison.Ordinal))).ShouldBe((0, 0, 1));
    }

    [Fact]
    public async Task A_word_that_means_nothing_here_takes_no_end_back()
    {
        const string Header = "provider_call_id,email,started_at,status\n";
        await ImportAsync(Header + "z1,layla@example.com,2025-11-03 09:00,completed\n");
        Counts(await ImportAsync(Header + "z1,layla@example.com,2025-11-03 09:00,ringing\n")).ShouldBe((0, 1, 0));
        Counts(await ImportAsync(Header + "z1,layla@example.com,2025-11-03 09:00,scheduled\n")).ShouldBe((0, 1, 0));
        (await CallsAsync()).ShouldBe(["COMPLETED 11-03 09:00:00"]);
    }

    [Theory]
    [InlineData("scheduled", "cancelled", "CANCELLED")]
    [InlineData("cancelled", "scheduled", "CANCELLED")]
    [InlineData("completed", "scheduled", "COMPLETED")]
    [InlineData("no-answer", "ringing", "NO_ANSWER")]
    [InlineData("ringing", "busy", "NO_ANSWER")]
    public async Task Messages_in_the_wrong_order_do_not_take_an_end_back(string first, string second, string expected)
    {
        var source = new CallSources("telephony", "columns", "standard", true, null, 0, 0);
        await using (var db = await database.OpenAsync())
            await new ChangeSource("telephony").RunAsync(db, Now, Cancel);
        foreach (var status in new[] { first, second })
        {
            await new TakeMessage(CallEntity.TakesIn, source, $"{first}-{second}-{status}", Encoding.UTF8.GetBytes(
                $$"""{"provider_call_id": "{{first}}-{{second}}", "client_email": "layla@example.com", "started_at": "2025-11-03T09:00:00Z", "status": "{{status}}"}""")).RunAsync(database.Vitals, Now, Cancel);
        }
        (await Asked.RowsAsync<string>(database, "select status from call_records")).ShouldBe([expected]);
    }

    [Fact]
    public async Task A_call_in_the_future_can_be_called_off()
    {
        const string Header = "provider_call_id,client_email,started_at,status\n";
        await ImportAsync(Header + "m1,layla@example.com,2025-12-13 09:00:00,scheduled\nm2,sam@example.com,2025-12-13 10:00:00,scheduled\n");
        Counts(await ImportAsync(Header + "m1,layla@example.com,2025-12-13 09:00:00,cancelled\nm3,zoe@example.com,2025-12-14 09:00,Canceled\n")).ShouldBe((1, 0, 1));
        (await CallsAsync()).ShouldBe(["CANCELLED 12-13 09:00:00", "CANCELLED 12-14 09:00:00", "SCHEDULED 12-13 10:00:00"]);
        // What holds an alarm back is what is still agreed.
        (await Asked.RowsAsync<string>(database, Planned)).ShouldBe(["sam@example.com"]);
    }

    private static readonly string Planned = "select e.email from ("
        + ClientVitals.Database.Sql.Of<ClientVitals.CallPatterns.Reading.BookReading>("Scheduled").Replace("@zone", "'UTC'", StringComparison.Ordinal).Replace("@as_of", "'2025-12-02 04:00Z'", StringComparison.Ordinal)
        + ") p join client_emails e using (client_id)";

    private static IEnumerable<int[]> Orders(int count) => count == 1
        ? [[0]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
}
