using System.Globalization;

namespace ClientVitals.Sources.Webhooks;

/// <summary>The Standard Webhooks specification (standardwebhooks.com); the signature itself is <see cref="WebhookSignature"/>.</summary>
internal sealed class StandardScheme : SignatureScheme
{
    private const string Id = "webhook-id", Timestamp = "webhook-timestamp", Signature = "webhook-signature";

    public override bool IsShown(SentMessage message) => new[] { Id, Timestamp, Signature }.All(name => message.Header(name).Length > 0);

    public override string? Fault(string secret, SentMessage message, DateTimeOffset now) =>
        WebhookSignature.Fault(secret, message.Header(Id), message.Header(Timestamp), message.Body.Span, message.Header(Signature), now);

    public override SentMessage Sign(string secret, SentMessage message, DateTimeOffset now)
    {
        var id = "test_" + Guid.NewGuid().ToString("n");
        var at = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return With(message, (Id, id), (Timestamp, at), (Signature, WebhookSignature.Sign(secret, id, at, message.Body.Span)));
    }

    public override AcceptedMessage Accept(SentMessage message) => new(message.Header(Id), false, Json(message));

    public override string NewSecret() => WebhookSignature.NewSecret();

    public override void CheckSecret(string secret) => WebhookSignature.Sign(secret, "id", "0", "{}"u8);
}
