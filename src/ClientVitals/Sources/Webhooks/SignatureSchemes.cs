namespace ClientVitals.Sources.Webhooks;

/// <summary>The schemes that are known here.</summary>
public static class SignatureSchemes
{
    private static readonly Dictionary<WebhookScheme, SignatureScheme> Known = new()
    {
        [WebhookScheme.Standard] = new StandardScheme(),
        [WebhookScheme.Twilio] = new TwilioScheme(),
        [WebhookScheme.Aircall] = new AircallScheme(),
        [WebhookScheme.HubSpot] = new HubSpotScheme(),
        [WebhookScheme.Calendly] = new CalendlyScheme(),
        [WebhookScheme.Stripe] = new StripeScheme(),
    };

    public static SignatureScheme Of(WebhookScheme scheme) => Known[scheme];

    /// <summary>Those whose headers a message has.</summary>
    public static IReadOnlyList<WebhookScheme> Shown(SentMessage message) => [.. Known.Where(one => one.Value.IsShown(message)).Select(one => one.Key)];
}
