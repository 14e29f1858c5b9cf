namespace ClientVitals.Sources.Webhooks;

/// <summary>
/// developer.calendly.com/api-docs/overview/webhooks/webhook-signatures: <c>t=seconds,v1=hexadecimal</c>, HMAC-SHA256 with the signing
/// key over time, a dot and the body; older than three minutes it is refused, as the page advises.
/// </summary>
internal sealed class CalendlyScheme() : TimedScheme("calendly-webhook-signature", TimeSpan.FromMinutes(3));
