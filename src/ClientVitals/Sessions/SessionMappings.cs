using ClientVitals.Sources.Facts;

namespace ClientVitals.Sessions;

/// <summary>Ready mappings of messages: by the documentation of each system's webhooks and API.</summary>
internal static class SessionMappings
{
    public static readonly IReadOnlyDictionary<string, FactMapping> Ready = new Dictionary<string, FactMapping>(StringComparer.Ordinal)
    {
        // developers.mindbodyonline.com, "Get Client Visits" and "Class Roster Booking" of the webhooks: visits under "Visits", an event under "eventData".
        ["mindbody"] = new("Visits|eventData|Visit", null, new Dictionary<string, string>
        {
            ["external_id"] = "Id|classRosterBookingId|appointmentId",
            ["client_key"] = "ClientId|clientId",
            ["client_email"] = "Client.Email|clientEmail",
            ["client_phone"] = "Client.MobilePhone|clientPhone",
            ["firstname"] = "Client.FirstName|clientFirstName",
            ["lastname"] = "Client.LastName|clientLastName",
            ["starts_at"] = "StartDateTime|classStartDateTime|startDateTime",
            ["ends_at"] = "EndDateTime|classEndDateTime|endDateTime",
            ["status"] = "AppointmentStatus|signedInStatus|status",
            ["staff"] = "Staff.Name|staffFirstName|StaffId|staffId",
            ["kind"] = "Name|name|ServiceName|serviceName",
            ["package_key"] = "ServiceId|clientPassId",
            ["modified_at"] = "LastModifiedDateTime|$.eventInstanceOriginationDateTime",
        }, ["Name", "name", "Id", "AppointmentId", "ClassId", "ProductId", "SiteId", "LocationId", "Service", "Action", "StaffId"]),
        // github.com/PushPress/pushpress-ts, "Checkin", "checkin.created": an event with the check-in under "data"; reservations by their names.
        ["pushpress"] = new("data|object", null, new Dictionary<string, string>
        {
            ["external_id"] = "id|uuid",
            ["client_key"] = "customerId|customer.id|customer",
            ["client_email"] = "customer.email|email",
            ["client_phone"] = "customer.phone|phone",
            ["firstname"] = "customer.name.first|customer.firstName",
            ["lastname"] = "customer.name.last|customer.lastName",
            ["starts_at"] = "class.start|start|timestamp",
            ["status"] = "status|result|$.event",
            ["kind"] = "class.title|title|name",
            ["staff"] = "class.coach.name|coach",
        }, ["name", "id", "type", "kind", "company", "customer", "timestamp", "result"])
        {
            Words = new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["status"] = new Dictionary<string, string> { ["checkin.created"] = "ATTENDED", ["reservation.created"] = "BOOKED", ["reservation.waitlisted"] = "BOOKED", ["reservation.canceled"] = "CANCELLED" },
            },
        },
    };
}
