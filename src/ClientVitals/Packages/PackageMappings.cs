using ClientVitals.Sources.Facts;

namespace ClientVitals.Packages;

/// <summary>Ready mappings of messages: by the documentation of each system's API.</summary>
internal static class PackageMappings
{
    public static readonly IReadOnlyDictionary<string, FactMapping> Ready = new Dictionary<string, FactMapping>(StringComparer.Ordinal)
    {
        // developers.mindbodyonline.com, "Get Client Services": a client's pricing options under "ClientServices".
        ["mindbody"] = new("ClientServices|ClientService|eventData", null, new Dictionary<string, string>
        {
            ["external_id"] = "Id|id",
            ["client_key"] = "ClientID|ClientId|clientId",
            ["client_email"] = "Client.Email|clientEmail",
            ["client_phone"] = "Client.MobilePhone|clientPhone",
            ["firstname"] = "Client.FirstName|clientFirstName",
            ["lastname"] = "Client.LastName|clientLastName",
            ["bought_on"] = "PaymentDate|ActiveDate|paymentDate|activeDate",
            ["starts_on"] = "ActiveDate|activeDate",
            ["expires_on"] = "ExpirationDate|expirationDate",
            ["kind"] = "Name|name",
            ["sessions_bought"] = "Count|count",
            ["source_remaining"] = "Remaining|remaining",
            ["refunded"] = "Returned|returned",
            ["modified_at"] = "LastModifiedDateTime|$.eventInstanceOriginationDateTime",
        }, ["Name", "name", "Id", "id", "Current", "ProductId", "ProgramId", "SiteId", "Action", "Count", "count", "Remaining", "Returned", "ActiveDate", "PaymentDate", "ExpirationDate", "ClientID"]),
    };
}
