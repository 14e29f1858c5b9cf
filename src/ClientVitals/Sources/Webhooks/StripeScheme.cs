using System.Text.Json;

namespace ClientVitals.Sources.Webhooks;

/// <summary>
/// docs.stripe.com/webhooks, "Verify webhook signatures manually": <c>t=seconds,v1=hexadecimal</c>, HMAC-SHA256 with the endpoint's signing secret (all of
/// it, with its whsec_) over time, a dot and the body; older than five minutes it is refused, as Stripe's own clients do.
/// </summary>
internal sealed class StripeScheme() : TimedScheme("stripe-signature", TimeSpan.FromMinutes(5))
{
    /// <summary>An event is one message, however often and with whatever else beside it Stripe sends it again.</summary>
    public override AcceptedMessage Accept(SentMessage message)
    {
        var json = Json(message);
        return EventOf(json) is { } id ? new(id, true, json) : AcceptedMessage.ByHash(json);
    }

    private static string? EventOf(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var read = JsonDocument.Parse(json);
            return read.RootElement is { ValueKind: JsonValueKind.Object } top && top.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 4 and <= 200 } text && text.StartsWith("evt_", StringComparison.Ordinal) && text.All(one => char.IsAsciiLetterOrDigit(one) || one == '_') ? text : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Said where the message is read.
            return null;
        }
    }
}
