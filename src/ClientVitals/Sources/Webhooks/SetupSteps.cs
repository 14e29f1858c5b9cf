using ClientVitals.Settings;

namespace ClientVitals.Sources.Webhooks;

/// <summary>What to enter at the system that sends, step by step, for the source's page and the command line.</summary>
public static class SetupSteps
{
    /// <param name="scheme">How its messages are signed.</param>
    /// <param name="address">Where they go.</param>
    public static IReadOnlyList<Sentence> Of(WebhookScheme scheme, string address) => scheme switch
    {
        WebhookScheme.Twilio =>
        [
            $"For calls that come in: in the Twilio Console open Phone Numbers, Active numbers, your number, Voice. Enter {address} under \"Call status changes\", with HTTP POST.",
            $"For calls that your own program makes: give the same address as StatusCallback, with the events initiated, ringing, answered and completed.",
            $"The secret is the Auth Token of the account (Console, Account info). Enter it here: Twilio signs with it.",
            $"Twilio signs the address that it calls. Behind a proxy start the server with --public-url, so that the address shown here is that one.",
        ],
        WebhookScheme.Aircall =>
        [
            $"In the Aircall Dashboard open Integrations, Webhooks and add one: URL {address}, event call.ended. Other events may be on; they are answered and ignored.",
            $"The secret is the token of this webhook, not that of the API. The Dashboard does not show it; GET https://api.aircall.io/v1/webhooks lists it as \"token\". Enter it here.",
        ],
        WebhookScheme.HubSpot =>
        [
            $"In HubSpot make a workflow of calls (Automation, Workflows) with the action \"Send a webhook\": method POST, URL {address}, authentication \"Include request signature in header\" with the ID of your app.",
            $"Let it send the properties hs_object_id, hs_timestamp, hs_call_direction, hs_call_from_number, hs_call_to_number, hs_call_status, hs_call_disposition and hs_call_duration.",
            $"Or let your app subscribe (Webhooks, Target URL): object type Call, event \"Property changed\", the same properties.",
            $"The secret is the client secret of that app (its Auth tab). Enter it here.",
        ],
        WebhookScheme.Calendly =>
        [
            $"Make the subscription by Calendly's API (POST https://api.calendly.com/webhook_subscriptions): url {address}, events invitee.created, invitee.canceled and invitee_no_show.created.",
            $"The secret goes there as signing_key. An app of Calendly's has a signing key of its own: enter that one here.",
        ],
        WebhookScheme.Stripe =>
        [
            $"In the Stripe Dashboard open Workbench, Webhooks and add a destination: URL {address}, events charge.succeeded, charge.failed, charge.pending, charge.updated, refund.created, refund.updated, charge.dispute.created, charge.dispute.closed, customer.created, customer.updated and customer.deleted. Other events may be on; they are answered and ignored.",
            $"The secret is the signing secret of this destination (whsec_...). Enter it here.",
        ],
        _ =>
        [
            $"Enter {address} at the system that sends: by POST, as JSON, signed by the Standard Webhooks specification (webhook-id, webhook-timestamp, webhook-signature).",
            $"Enter the secret there, or here the one it has (whsec_...).",
        ],
    };

    /// <summary>That the secret is missing, and how to enter it at the command line.</summary>
    public static string Missing(WebhookScheme scheme, string source) =>
        $"Until its {scheme.SecretName()} is entered, every message is refused: vitals sources new-secret {source} --secret - (or {SecretStore.Variable(CallSources.SecretName(source))} in the environment).";
}
