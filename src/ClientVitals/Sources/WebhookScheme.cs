namespace ClientVitals.Sources;

/// <summary>How a sender shows that a message is its own.</summary>
public enum WebhookScheme
{
    /// <summary>The Standard Webhooks specification: three headers, HMAC-SHA256 over id, time and body.</summary>
    Standard,

    /// <summary>X-Twilio-Signature: HMAC-SHA1 over the address and the fields of the form.</summary>
    Twilio,

    /// <summary>A token in the body, and nothing in the headers.</summary>
    Aircall,

    /// <summary>X-HubSpot-Signature-v3, or the signatures of versions 1 and 2.</summary>
    HubSpot,

    /// <summary>Calendly-Webhook-Signature: HMAC-SHA256 over time and body.</summary>
    Calendly,

    /// <summary>Stripe-Signature: HMAC-SHA256 over time and body.</summary>
    Stripe,
}

/// <summary>Schemes as the command line, the database and the pages name them.</summary>
public static class WebhookSchemeWords
{
    public static IReadOnlyList<WebhookScheme> All { get; } = Enum.GetValues<WebhookScheme>();

    public static IReadOnlyList<string> Words { get; } = [.. All.Select(scheme => scheme.Word())];

    public static string Word(this WebhookScheme scheme) => scheme.ToString().ToLowerInvariant();

    /// <summary>For people.</summary>
    public static string Name(this WebhookScheme scheme) => scheme == WebhookScheme.Standard ? "Standard Webhooks" : scheme.ToString();

    /// <summary>Whether we draw the secret; else the sender has one already, which is entered here.</summary>
    public static bool DrawsSecret(this WebhookScheme scheme) => scheme is WebhookScheme.Standard or WebhookScheme.Calendly;

    /// <summary>What the sender calls its secret.</summary>
    public static string SecretName(this WebhookScheme scheme) => scheme switch
    {
        WebhookScheme.Twilio => "Auth Token",
        WebhookScheme.Aircall => "webhook token",
        WebhookScheme.HubSpot => "client secret",
        WebhookScheme.Calendly => "signing key",
        WebhookScheme.Stripe => "signing secret",
        _ => "secret",
    };

    /// <exception cref="PlainError">There is no such scheme.</exception>
    public static WebhookScheme Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        foreach (var scheme in All)
        {
            if (scheme.Word() == word)
                return scheme;
        }
        throw new PlainError($"There is no scheme \"{word}\"; it is one of {string.Join(", ", Words)}.");
    }
}
