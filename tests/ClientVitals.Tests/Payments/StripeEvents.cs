using System.Text.Json.Nodes;

namespace ClientVitals.Tests.Payments;

/// <summary>Events as Stripe sends them, made of the objects in its own fixtures (github.com/stripe/openapi, fixtures3.json, MIT; a copy of five lies beside this).</summary>
internal static class StripeEvents
{
    private static readonly string Objects = File.ReadAllText(Path.Combine(TestCluster.Root(), "tests", "ClientVitals.Tests", "Payments", "stripe-objects.json"));

    /// <summary>An event about a charge, refund, dispute or customer.</summary>
    /// <param name="id">The event's.</param>
    /// <param name="type">charge.succeeded and others.</param>
    /// <param name="kind">charge, refund, dispute, customer or deleted_customer.</param>
    /// <param name="created">The event's own moment, in seconds since 1970.</param>
    /// <param name="said">What the object says otherwise than in the fixtures: the customer of the charge, whom they leave open.</param>
    public static string Of(string id, string type, string kind, long created, params (string Name, JsonNode? Value)[] said)
    {
        var one = JsonNode.Parse(Objects)![kind]!.DeepClone().AsObject();
        foreach (var (name, value) in said)
            one[name] = value;
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = "2025-09-30",
            ["created"] = created,
            ["data"] = new JsonObject { ["object"] = one },
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["type"] = type,
        }.ToJsonString();
    }

    /// <summary>The fixtures' customer, with an address.</summary>
    public static string Customer(string id, string type, long created, string? email, string? key = null, params (string Name, JsonNode? Value)[] said) =>
        Of(id, type, "customer", created, [("email", email), .. key is null ? ((string, JsonNode?)[])[] : [("id", key)], .. said]);

    /// <summary>The fixtures' charge, of which only the customer's id is told.</summary>
    public static string ChargeOf(string id, string charge, string customer, long created) =>
        Of(id, "charge.succeeded", "charge", created, ("id", charge), ("customer", customer), ("billing_details", new JsonObject { ["email"] = null, ["name"] = null, ["phone"] = null }));

    /// <summary>The fixtures' charge, with a customer.</summary>
    public static string Charge(string id, string type, long created, params (string Name, JsonNode? Value)[] said) =>
        Of(id, type, "charge", created, [("customer", "cus_QXg1o8vcGmoR32"), ("billing_details", new JsonObject { ["email"] = "leila@example.com", ["name"] = "Leila Haddad", ["phone"] = null }), .. said]);
}
