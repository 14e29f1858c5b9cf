using System.Globalization;
using System.Text.Json;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>What a mapping finds in a message: lists, several places, events of one value each, and the ready ones on what their systems send.</summary>
public sealed class CallMappingTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-07T05:00:00Z", CultureInfo.InvariantCulture);

    private static IReadOnlyList<IReadOnlyDictionary<string, string?>>? Read(string mapping, string message) =>
        CallMapping.Of(mapping).Read(JsonDocument.Parse(message).RootElement);

    private static List<CallRow> Rows(string mapping, string message)
    {
        using var file = CallFile.Of("message", Read(mapping, message)!, new CallFileOptions(Now, BusinessZone.Of("Asia/Dubai")) { PhoneRegion = "AE", Source = "test" });
        return [.. file.Rows(cancel: TestContext.Current.CancellationToken)];
    }

    [Theory]
    [InlineData("""{"fields": {"client_email": "contact.emails[0].value"}}""", """{"contact": {"emails": [{"value": "a@example.com"}, {"value": "b@example.com"}]}}""", "a@example.com")]
    [InlineData("""{"fields": {"client_email": "contact.emails[1].value"}}""", """{"contact": {"emails": [{"value": "a@example.com"}, {"value": "b@example.com"}]}}""", "b@example.com")]
    [InlineData("""{"fields": {"client_email": "contact.emails[2].value"}}""", """{"contact": {"emails": [{"value": "a@example.com"}]}}""", null)]
    [InlineData("""{"fields": {"client_email": "contact.emails[].value"}}""", """{"contact": {"emails": [{"label": "none"}, {"value": ""}, {"value": "b@example.com"}]}}""", "b@example.com")]
    [InlineData("""{"fields": {"client_email": "who[0][1]"}}""", """{"who": [["x", "a@example.com"]]}""", "a@example.com")]
    [InlineData("""{"fields": {"client_email": "first|second.address"}}""", """{"first": null, "second": {"address": "b@example.com"}}""", "b@example.com")]
    [InlineData("""{"fields": {"client_email": "first|second"}}""", """{"first": "a@example.com", "second": "b@example.com"}""", "a@example.com")]
    [InlineData("""{"calls": "data", "fields": {"client_email": "$.contact.email"}}""", """{"contact": {"email": "a@example.com"}, "data": {"id": 1}}""", "a@example.com")]
    [InlineData("""{"fields": {"client_email": "contact[email]"}}""", """{"contact[email]": "a@example.com"}""", "a@example.com")]
    [InlineData("""{"fields": {"client_email": "contact.emails[0].value"}}""", """{"contact": {"emails": {"value": "a@example.com"}}}""", null)]
    [InlineData("""{"fields": {"client_email": "contact.emails[99999].value"}}""", """{"contact": null}""", null)]
    public void A_place_reaches_into_lists_and_the_first_of_several_that_says_something_counts(string mapping, string message, string? expected) =>
        Read(mapping, message)![0].GetValueOrDefault("client_email").ShouldBe(expected);

    [Theory]
    [InlineData("""{"calls": "data.items[]"}""", """{"data": {"items": [{"id": "1"}, {"id": "2"}]}}""", "1 2")]
    [InlineData("""{"calls": "data.items[].call"}""", """{"data": {"items": [{"call": {"id": "1"}}, {"other": 1}, {"call": {"id": "2"}}]}}""", "1 2")]
    [InlineData("""{"calls": "events[].calls"}""", """{"events": [{"calls": [{"id": "1"}, {"id": "2"}]}, {"calls": {"id": "3"}}]}""", "1 2 3")]
    [InlineData("""{"calls": "[].payload"}""", """[{"payload": {"id": "1"}}, {"payload": {"id": "2"}}]""", "1 2")]
    [InlineData("""{"calls": "items[]"}""", """{"items": []}""", "")]
    [InlineData("""{"calls": "items[]"}""", """{"other": [{"id": "1"}]}""", "")]
    [InlineData("columns", """[{"id": "1"}, {"id": "2"}]""", "1 2")]
    [InlineData("""{"calls": "data"}""", """{"data": [{"id": "1"}]}""", "1")]
    public void Calls_are_found_one_by_one_in_lists_inside_a_message(string mapping, string message, string expected) =>
        string.Join(' ', Read(mapping, message)!.Select(call => call.GetValueOrDefault("id"))).ShouldBe(expected);

    [Fact]
    public void A_filter_is_asked_of_the_message_or_of_each_in_a_list()
    {
        const string Mapping = """{"only": {"kind": ["call"]}}""";
        Read(Mapping, """{"kind": "mail", "id": "1"}""").ShouldBeNull();
        Read(Mapping, """{"id": "1"}""").ShouldBeNull();
        Read(Mapping, """{"kind": "call", "id": "1"}""")!.Count.ShouldBe(1);
        Read(Mapping, """[{"kind": "mail", "id": "1"}, {"kind": "call", "id": "2"}]""")!.ShouldHaveSingleItem()["id"].ShouldBe("2");
    }

    [Fact]
    public void Words_of_the_sender_are_said_in_ours()
    {
        const string Mapping = """{"fields": {"status": "state"}, "words": {"status": {"Signed in": "COMPLETED", "-": ""}}}""";
        Read(Mapping, """{"state": "Signed in"}""")![0]["status"].ShouldBe("COMPLETED");
        Read(Mapping, """{"state": "-"}""")![0]["status"].ShouldBe("");
        Read(Mapping, """{"state": "held"}""")![0]["status"].ShouldBe("held");
    }

    [Theory]
    [InlineData("Mon, 03 Nov 2025 05:05:09 +0000", "300", "2025-11-03T05:00:09Z")]
    [InlineData("2025-11-03T09:05:09+04:00", "309", "2025-11-03T05:00:00Z")]
    [InlineData("1762146309", "300", "2025-11-03T05:00:09Z")]
    [InlineData("Mon, 03 Nov 2025 05:05:09 +0000", null, "Mon, 03 Nov 2025 05:05:09 +0000")]
    [InlineData("Mon, 03 Nov 2025 05:05:09 +0000", "long", "Mon, 03 Nov 2025 05:05:09 +0000")]
    [InlineData("2025-11-03 09:05:09", "300", "2025-11-03 09:05:09")]
    [InlineData("never", "300", "never")]
    public void A_start_is_worked_out_of_end_and_duration_where_both_are_clear(string ended, string? seconds, string expected) =>
        Read("""{"fields": {"ended_at": "end", "duration_seconds": "seconds"}}""", JsonSerializer.Serialize(new { end = ended, seconds }))![0]["started_at"].ShouldBe(expected);

    [Fact]
    public void A_start_that_is_said_holds_and_a_senders_own_end_is_kept()
    {
        var plain = Read("columns", """{"started_at": "2026-01-05T09:00:00Z", "ended_at": "2026-01-05T10:00:00Z", "duration_seconds": 60}""")![0];
        (plain["started_at"], plain["ended_at"]).ShouldBe(("2026-01-05T09:00:00Z", "2026-01-05T10:00:00Z"));
        Read("""{"fields": {"ended_at": "end", "started_at": "start", "duration_seconds": "s"}}""", """{"start": "2026-01-05T09:00:00Z", "end": "2026-01-05T10:00:00Z", "s": 60}""")![0]["started_at"].ShouldBe("2026-01-05T09:00:00Z");
    }

    [Theory]
    [InlineData("""{"CallStatus":"initiated","Timestamp":"Mon, 03 Nov 2025 05:00:00 +0000","SequenceNumber":"0"}""", CallStatus.Unknown, "05:00:00", null, "0")]
    [InlineData("""{"CallStatus":"ringing","Timestamp":"Mon, 03 Nov 2025 05:00:01 +0000","SequenceNumber":"1"}""", CallStatus.Unknown, "05:00:01", null, "1")]
    [InlineData("""{"CallStatus":"in-progress","Timestamp":"Mon, 03 Nov 2025 05:00:09 +0000","SequenceNumber":"2"}""", CallStatus.Unknown, "05:00:09", null, "2")]
    [InlineData("""{"CallStatus":"completed","Timestamp":"Mon, 03 Nov 2025 05:05:09 +0000","SequenceNumber":"3","CallDuration":"300"}""", CallStatus.Completed, "05:00:09", 300, "3")]
    [InlineData("""{"CallStatus":"no-answer","Timestamp":"Mon, 03 Nov 2025 05:00:30 +0000","SequenceNumber":"2","CallDuration":"0"}""", CallStatus.NoAnswer, "05:00:30", 0, "2")]
    [InlineData("""{"CallStatus":"busy","Timestamp":"Mon, 03 Nov 2025 05:00:30 +0000"}""", CallStatus.NoAnswer, "05:00:30", null, null)]
    [InlineData("""{"CallStatus":"canceled","Timestamp":"Mon, 03 Nov 2025 05:00:30 +0000"}""", CallStatus.Cancelled, "05:00:30", null, null)]
    public void Each_status_callback_of_twilio_says_by_itself_what_it_knows(string said, CallStatus status, string began, int? seconds, string? order)
    {
        var message = said.Insert(1, """ "CallSid":"CA02","From":"+971501112233","To":"+97144400001","Direction":"inbound",""");
        Read("twilio", message)![0].GetValueOrDefault("source_order").ShouldBe(order);
        var row = Rows("twilio", message).ShouldHaveSingleItem();
        row.ProviderCallId.ShouldBe("CA02");
        row.ClientPhone.ShouldBe("+971501112233");
        row.Direction.ShouldBe(CallDirection.Inbound);
        // Before it is over nobody has talked: whatever is known of a call that goes on, it is not a talk.
        if (status == CallStatus.Unknown)
            row.Status.ShouldBeOneOf(CallStatus.Unknown, CallStatus.Scheduled);
        else
            row.Status.ShouldBe(status);
        row.StartedAt.ShouldBe(DateTimeOffset.Parse($"2025-11-03T{began}Z", CultureInfo.InvariantCulture));
        row.DurationSeconds.ShouldBe(seconds);
    }

    private const string Hubspot = """
        hs_object_id,hs_timestamp,hs_call_direction,hs_call_status,hs_call_disposition,hs_call_duration,hs_call_to_number
        1,1762146000000,OUTBOUND,COMPLETED,f240bbac-87c9-4f6e-bf70-924b57d47db7,300000,+971501112233
        2,1762149600000,OUTBOUND,COMPLETED,73a0d17f-1163-4015-bdd5-ec830791da20,0,+971501112233
        3,1762153200000,OUTBOUND,COMPLETED,b2cf5968-551e-4856-9783-52b3da59a7d0,20000,+971501112233
        4,1762156800000,OUTBOUND,COMPLETED,9d9162e7-6cf3-4944-bf63-4dff82258764,0,+971501112233
        5,1762160400000,OUTBOUND,COMPLETED,17b47fee-58de-441e-a44c-c6300d46f273,5000,+971501112233
        """;

    /// <summary>The lines of the export, each as its columns.</summary>
    private static List<Dictionary<string, string>> Lines()
    {
        var lines = Hubspot.Split('\n').Select(line => line.Trim().Split(',')).ToList();
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public static TheoryData<string> HubspotForms => ["objects", "page", "values", "flat", "events"];

    [Theory]
    [MemberData(nameof(HubspotForms))]
    public void Hubspots_calls_read_the_same_in_each_form_in_which_it_sends_them_as_in_its_export(string form)
    {
        var message = form switch
        {
            // A list of call objects, and a page of them.
            "objects" => JsonSerializer.Serialize(Lines().Select(line => new { id = line["hs_object_id"], properties = line })),
            "page" => JsonSerializer.Serialize(new { results = Lines().Select(line => new { id = line["hs_object_id"], properties = line }) }),
            // As a workflow sends an object: each property with its history.
            "values" => JsonSerializer.Serialize(Lines().Select(line => new { objectId = long.Parse(line["hs_object_id"], CultureInfo.InvariantCulture), properties = line.ToDictionary(one => one.Key, one => new { value = one.Value, versions = Array.Empty<string>() }) })),
            // Only the properties chosen.
            "flat" => JsonSerializer.Serialize(Lines()),
            _ => JsonSerializer.Serialize(Lines().SelectMany(line => line.Where(one => one.Key != "hs_object_id").Select(one => new
            {
                eventId = 7,
                subscriptionType = "object.propertyChange",
                objectTypeId = "0-48",
                objectId = long.Parse(line["hs_object_id"], CultureInfo.InvariantCulture),
                propertyName = one.Key,
                propertyValue = one.Value,
                occurredAt = 1762160500000,
                attemptNumber = 0,
            }))),
        };
        using var export = CallFile.Of("export.csv", Hubspot, new CallFileOptions(Now, BusinessZone.Of("Asia/Dubai")) { PhoneRegion = "AE", Source = "test" });
        var expected = export.Rows(cancel: TestContext.Current.CancellationToken).ToList();
        expected.Count.ShouldBe(5);
        Rows("hubspot", message).Select(Told).ShouldBe(expected.Select(Told));
    }

    private static string Told(CallRow row) => $"{row.ProviderCallId} {row.ClientPhone} {row.StartedAt:O} {row.Direction} {row.Channel} {row.Status} {row.Outcome} {row.DurationSeconds}";

    [Fact]
    public void Of_hubspots_events_the_latest_of_a_value_counts_others_are_ignored_and_half_a_call_is_refused_with_its_reason()
    {
        static string Event(string id, string name, string value, long at, string type = "object.propertyChange", string kind = "0-48") =>
            JsonSerializer.Serialize(new { subscriptionType = type, objectTypeId = kind, objectId = id, propertyName = name, propertyValue = value, occurredAt = at });
        string[] events =
        [
            Event("9", "hs_call_status", "COMPLETED", 30),
            Event("9", "hs_call_status", "NO_ANSWER", 20),
            Event("9", "hs_timestamp", "1762146000000", 10),
            Event("9", "hs_call_to_number", "+971501112233", 10),
            Event("9", "hs_call_direction", "OUTBOUND", 10),
            Event("8", "hs_call_disposition", "73a0d17f-1163-4015-bdd5-ec830791da20", 10),
            Event("7", "firstname", "Layla", 10, kind: "0-1"),
            Event("6", "firstname", "Layla", 10, "contact.propertyChange"),
            """{"subscriptionType": "object.creation", "objectTypeId": "0-48", "objectId": "5", "occurredAt": 10}""",
        ];
        var message = $"[{string.Join(',', events)}]";
        var values = Read("hubspot", message)!;
        values.Select(call => call["provider_call_id"]).ShouldBe(["9", "8"]);
        values[0]["hs_call_status"].ShouldBe("COMPLETED");
        values[0]["source_order"].ShouldBe("30");
        using var file = CallFile.Of("message", values, new CallFileOptions(Now, BusinessZone.Of("Asia/Dubai")) { PhoneRegion = "AE" });
        var refused = new List<Reject>();
        List<CallRow> rows = [.. file.Rows(refused.Add, TestContext.Current.CancellationToken)];
        rows.ShouldHaveSingleItem().ProviderCallId.ShouldBe("9");
        refused.ShouldHaveSingleItem().Line.ShouldBe(2);
        Read("hubspot", """[{"subscriptionType": "object.creation", "objectTypeId": "0-48", "objectId": "5"}]""")!.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("invitee.created", "zoom", CallStatus.Scheduled, CallChannel.Video)]
    [InlineData("invitee.canceled", "outbound_call", CallStatus.Cancelled, CallChannel.Phone)]
    [InlineData("invitee_no_show.created", "physical", CallStatus.NoAnswer, CallChannel.InPerson)]
    [InlineData("invitee.created", "custom", CallStatus.Scheduled, CallChannel.Phone)]
    public void Calendlys_invitees_are_planned_cancelled_or_did_not_show(string kind, string where, CallStatus status, CallChannel channel)
    {
        var row = Rows("calendly", JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["event"] = kind,
            ["created_at"] = "2026-01-02T08:00:00.000000Z",
            ["payload"] = new Dictionary<string, object?>
            {
                ["uri"] = "https://api.calendly.com/scheduled_events/E1/invitees/I1",
                ["email"] = "layla@example.com",
                ["name"] = "Layla Aziz",
                ["status"] = "active",
                ["timezone"] = "America/New_York",
                ["created_at"] = "2026-01-02T08:00:00.000000Z",
                ["rescheduled"] = false,
                ["text_reminder_number"] = null,
                ["scheduled_event"] = new Dictionary<string, object?>
                {
                    ["uri"] = "https://api.calendly.com/scheduled_events/E1",
                    ["start_time"] = "2026-01-06T09:00:00.000000Z",
                    ["location"] = new { type = where },
                    ["event_memberships"] = new[] { new { user = "https://api.calendly.com/users/U1", user_email = "omar@coaching.example", user_name = "Omar Haddad" } },
                },
            },
        })).ShouldHaveSingleItem();
        (row.ClientEmail, row.Firstname, row.Status, row.Channel, row.Staff).ShouldBe(("layla@example.com", "Layla", status, channel, "Omar Haddad"));
        row.StartedAt.ShouldBe(DateTimeOffset.Parse("2026-01-06T09:00:00Z", CultureInfo.InvariantCulture));
        Read("calendly", """{"event": "routing_form_submission.created", "payload": {}}""").ShouldBeNull();
    }

    [Fact]
    public void A_ready_mapping_proposes_how_its_system_signs_and_another_mapping_the_standard()
    {
        CallMapping.Ready.Keys.Select(mapping => $"{mapping} {CallMapping.SchemeOf(mapping).Word()}")
            .ShouldBe(["columns standard", "aircall aircall", "twilio twilio", "hubspot hubspot", "calendly calendly"]);
        CallMapping.SchemeOf("""{"calls": "data"}""").ShouldBe(WebhookScheme.Standard);
        // A relay between them signs by the standard.
        CallMapping.SchemeOf("aircall", WebhookSignature.NewSecret()).ShouldBe(WebhookScheme.Standard);
        CallMapping.SchemeOf("aircall", "a-token-of-aircall").ShouldBe(WebhookScheme.Aircall);
    }

    [Fact]
    public void The_example_of_each_ready_mapping_and_of_places_in_lists_is_read_as_one_call()
    {
        foreach (var mapping in CallMapping.Ready.Keys.Append("""{"calls": "data.items[].call", "fields": {"client_phone": "contact.phones[1].value", "started_at": "$.at", "status": "state[0][1]"}}"""))
            Rows(mapping, ExampleMessage.Of(CallMapping.Of(mapping), Now)).Count.ShouldBe(1, mapping);
    }
}
