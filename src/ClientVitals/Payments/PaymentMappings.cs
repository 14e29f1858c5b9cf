using ClientVitals.Sources.Facts;

namespace ClientVitals.Payments;

/// <summary>Ready mappings of messages: by the documentation of each system's events.</summary>
internal static class PaymentMappings
{
    public static readonly IReadOnlyDictionary<string, FactMapping> Ready = new Dictionary<string, FactMapping>(StringComparer.Ordinal)
    {
        // docs.stripe.com/api, "The Charge object", "The Refund object", "The Dispute object", "Types of events": amounts in the smallest unit of
        // the currency, moments in seconds since 1970. Other objects are accepted and ignored.
        ["stripe"] = new("data.object|data", null, new Dictionary<string, string>
        {
            ["external_id"] = "id",
            ["client_key"] = "customer.id|customer",
            ["client_email"] = "billing_details.email|receipt_email|customer.email",
            ["client_phone"] = "billing_details.phone|customer.phone",
            ["name"] = "billing_details.name|customer.name",
            ["paid_at"] = "created",
            ["minor_amount"] = "amount",
            ["currency"] = "currency",
            ["status"] = "status",
            ["what"] = "object",
            ["method"] = "payment_method_details.type|destination_details.type",
            ["payment_key"] = "charge.id|charge",
            ["reference"] = "description|reason",
            ["invoice_key"] = "invoice.id|invoice|payment_intent.id|payment_intent",
            ["reason"] = "failure_message|failure_code|reason",
            ["modified_at"] = "$.created",
        }, ["id", "amount", "amount_refunded", "created", "customer", "refunded", "disputed", "paid", "object", "type", "status", "charge", "description", "reason", "invoice", "receipt_number", "balance_transaction", "statement_descriptor", "calculated_statement_descriptor", "payment_method", "failure_code", "failure_message", "payment_intent"])
        {
            Only = new Dictionary<string, string[]> { ["data.object.object|object"] = ["charge", "refund", "dispute"] },
        },
    };
}
