namespace ClientVitals.Calls;

public sealed partial record CallMapping
{
    /// <summary>The ready mappings: by the documentation of each system's webhooks, where its names alone do not tell.</summary>
    public static readonly IReadOnlyDictionary<string, CallMapping> Ready = new Dictionary<string, CallMapping>(StringComparer.Ordinal)
    {
        // Our own field words, and the column names of every export the import knows.
        ["columns"] = new(),
        // developer.aircall.io/docs/webhooks-overview, "Call events": one call under "data", times in seconds since 1970.
        ["aircall"] = new("data", null, new Dictionary<string, string>
        {
            ["provider_call_id"] = "id",
            ["client_phone"] = "raw_digits",
            ["client_email"] = "contact.emails[].value",
            ["firstname"] = "contact.first_name",
            ["lastname"] = "contact.last_name",
            ["direction"] = "direction",
            ["started_at"] = "started_at",
            ["duration_seconds"] = "duration",
            ["staff"] = "user.name|user.email",
            ["answered"] = "answered_at?",
            ["source_order"] = "$.timestamp",
        }, ["status"], new Dictionary<string, string[]> { ["event"] = ["call.ended"] }),
        // twilio.com/docs/voice/api/call-resource, "statuscallback": the fields of a status callback, a form; Timestamp is the event's,
        // so that a call that ended began its length before.
        ["twilio"] = new(null, null, new Dictionary<string, string>
        {
            ["provider_call_id"] = "CallSid",
            ["from_number"] = "From",
            ["to_number"] = "To",
            ["direction"] = "Direction",
            ["status"] = "CallStatus",
            ["duration_seconds"] = "CallDuration",
            ["ended_at"] = "Timestamp",
            ["source_order"] = "SequenceNumber",
        }),
        // developers.hubspot.com, "Engagements | Calls" and "Webhooks": the properties of call objects, one or a page or list of them; or
        // events of a subscription, each with one property.
        ["hubspot"] = new("results", "properties", new Dictionary<string, string>
        {
            ["provider_call_id"] = "id|hs_object_id|objectId",
            ["client_email"] = "contact.email",
        })
        {
            Events = new("subscriptionType", "objectId", "propertyName", "propertyValue", "occurredAt", new Dictionary<string, string[]>
            {
                ["subscriptionType"] = ["object.propertyChange", "call.propertyChange"],
                // "Object type IDs": calls.
                ["objectTypeId"] = ["0-48"],
            }, ["hs_timestamp", "hs_call_direction", "hs_call_from_number", "hs_call_to_number"]),
        },
        // developer.calendly.com, "Webhook payload": an invitee under "payload"; what it says of the meeting is which event it is.
        ["calendly"] = new("payload", null, new Dictionary<string, string>
        {
            ["provider_call_id"] = "uri",
            ["client_email"] = "email",
            ["client_phone"] = "text_reminder_number",
            ["name"] = "name",
            ["started_at"] = "scheduled_event.start_time",
            ["status"] = "$.event",
            ["channel"] = "scheduled_event.location.type",
            ["staff"] = "scheduled_event.event_memberships[0].user_name|scheduled_event.event_memberships[0].user_email",
            // When the event came to be; it is sent again later where it was not taken, and then behind newer ones.
            ["source_order"] = "$.created_at",
        }, ["status", "created_at", "updated_at", "timezone", "event", "rescheduled"], new Dictionary<string, string[]> { ["event"] = ["invitee.created", "invitee.canceled", "invitee_no_show.created", "invitee_no_show.deleted"] })
        {
            Words = new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["status"] = new Dictionary<string, string> { ["invitee.created"] = "scheduled", ["invitee.canceled"] = "cancelled", ["invitee_no_show.created"] = "no show", ["invitee_no_show.deleted"] = "completed" },
                ["channel"] = new Dictionary<string, string>
                {
                    ["outbound_call"] = "phone",
                    ["inbound_call"] = "phone",
                    ["physical"] = "in person",
                    ["zoom"] = "video",
                    ["zoom_conference"] = "video",
                    ["google_conference"] = "video",
                    ["microsoft_teams_conference"] = "video",
                    ["gotomeeting_conference"] = "video",
                    ["gotomeeting"] = "video",
                    ["webex_conference"] = "video",
                    ["custom"] = "",
                    ["ask_invitee"] = "",
                },
            },
        },
    };
}
