using ClientVitals.Server.Web;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>How a source's messages are read and signed, as its pages say it.</summary>
internal sealed class MappingTexts(Language language)
{
    /// <summary>A mapping as it is written; the same in every language.</summary>
    public const string OwnExample = """{"calls": "data", "fields": {"client_phone": "from.number"}}""";

    /// <summary>The mappings that come with the program, of calls first.</summary>
    public static IReadOnlyList<string> AllReady { get; } = [.. Entities.All.SelectMany(entity => entity.ReadyMappings).Distinct()];

    public string ReadBy => language.Say("Read by");

    public string SignedBy => language.Say("Signed by");

    public string AsSystem => language.Say("as the system does");

    public string Own => language.Say("Custom mapping");

    public string OwnHint => language.Say("As JSON; it replaces the choice above");

    /// <summary>A mapping's name, or that it is one's own.</summary>
    public string Mapping(CallSources source) => AllReady.Contains(source.Mapping) ? Ready(source.Mapping) : language.Say("its own mapping");

    /// <summary>A ready mapping for people.</summary>
    public string Ready(string mapping) => language.Say(mapping switch
    {
        "columns" => "its field names",
        "aircall" => "Aircall",
        "twilio" => "Twilio",
        "hubspot" => "HubSpot",
        "calendly" => "Calendly",
        "stripe" => "Stripe",
        "mindbody" => "Mindbody",
        "pushpress" => "PushPress",
        _ => mapping,
    });

    /// <summary>A scheme for people.</summary>
    public string Signing(WebhookScheme scheme) => language.Say(scheme switch
    {
        WebhookScheme.Twilio => "Twilio: X-Twilio-Signature",
        WebhookScheme.Aircall => "Aircall: the token in the message",
        WebhookScheme.HubSpot => "HubSpot: X-HubSpot-Signature",
        WebhookScheme.Calendly => "Calendly: Calendly-Webhook-Signature",
        WebhookScheme.Stripe => "Stripe: Stripe-Signature",
        _ => "Standard Webhooks",
    });
}
