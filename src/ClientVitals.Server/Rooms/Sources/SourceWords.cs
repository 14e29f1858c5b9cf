using ClientVitals.Calls;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>How sources are read, as a page says it.</summary>
internal static class SourceWords
{
    /// <summary>A mapping's name, or that it is one's own.</summary>
    public static string Mapping(CallSources source) => CallMapping.Ready.ContainsKey(source.Mapping) ? Ready(source.Mapping) : "its own mapping";

    /// <summary>A ready mapping for people.</summary>
    public static string Ready(string mapping) => mapping switch
    {
        "columns" => "its field names",
        "aircall" => "Aircall",
        "twilio" => "Twilio",
        "hubspot" => "HubSpot",
        "calendly" => "Calendly",
        _ => mapping,
    };

    /// <summary>A scheme for people.</summary>
    public static string Signing(WebhookScheme scheme) => scheme switch
    {
        WebhookScheme.Twilio => "Twilio: X-Twilio-Signature",
        WebhookScheme.Aircall => "Aircall: the token in the message",
        WebhookScheme.HubSpot => "HubSpot: X-HubSpot-Signature",
        WebhookScheme.Calendly => "Calendly: Calendly-Webhook-Signature",
        _ => "Standard Webhooks",
    };
}
