using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClientVitals.Sources.Webhooks;

/// <summary>
/// twilio.com/docs/usage/security, "Validating signatures from Twilio": base64 of HMAC-SHA1 with the Auth Token over the address, query
/// included, and after it each field of the form, sorted by name, name and value without anything between. A body that is no form is
/// signed by its SHA-256 in the address (<c>bodySHA256</c>). The port may be in the address that was signed or not. A message that
/// names HMAC_SHA256 (twilio.com/docs/usage/webhooks/webhook-rules) is signed with that instead.
/// </summary>
internal sealed class TwilioScheme : SignatureScheme
{
    private const string Signature = "x-twilio-signature", Settings = "x-twilio-webhooks-signature-settings", BodyHash = "bodySHA256";

    public override bool IsShown(SentMessage message) => message.Header(Signature).Length > 0;

    public override string? Fault(string secret, SentMessage message, DateTimeOffset now)
    {
        if (Algorithm(message.Header(Settings)) is not { } algorithm)
            return "The message is signed by an algorithm that is not known here; HMAC_SHA1 and HMAC_SHA256 are.";
        if (message.IsForm && FormFields.Read(message.Body.Span) is null)
            return $"The form has more than {FormFields.Most} fields.";
        // Without it, nothing would say that the body is the one that was signed.
        if (!message.IsForm && !message.Addresses.All(address => Same(Asked(address, BodyHash) ?? "", Hash(message.Body.Span))))
            return $"The body is not a form and its hash is not in the address ({BodyHash}).";
        var fields = Fields(message);
        var given = message.Header(Signature);
        return message.Addresses.SelectMany(Spelled).Any(address => Same(given, Expected(algorithm, secret, address, fields))) ? null : DoesNotFit;
    }

    public override SentMessage Sign(string secret, SentMessage message, DateTimeOffset now)
    {
        CheckSecret(secret);
        var signed = message.IsForm ? message : message with { Addresses = [.. message.Addresses.Select(address => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{BodyHash}={Hash(message.Body.Span)}")] };
        return With(signed, (Signature, Expected(HashAlgorithmName.SHA1, secret, signed.Addresses[0], Fields(signed))));
    }

    /// <summary>
    /// twilio.com/docs/voice/api/call-resource, "statuscallback": no message has an id; the call, its state and the number of the event
    /// (SequenceNumber, "the order in which the events were fired") tell one from another.
    /// </summary>
    public override AcceptedMessage Accept(SentMessage message)
    {
        var json = Json(message);
        var said = Said(json);
        if (said["CallSid"] is not { Length: > 0 } call || said["CallStatus"] is not { Length: > 0 } status)
            return AcceptedMessage.ByHash(json);
        var id = said["SequenceNumber"] is { Length: > 0 } number ? $"{call}.{status}.{number}" : $"{call}.{status}";
        return id.Length <= FieldLimits.Id ? new(id, true, json) : AcceptedMessage.ByHash(json);
    }

    private static Dictionary<string, string?> Said(ReadOnlyMemory<byte> json)
    {
        var said = new Dictionary<string, string?> { ["CallSid"] = null, ["CallStatus"] = null, ["SequenceNumber"] = null };
        try
        {
            using var read = JsonDocument.Parse(json);
            if (read.RootElement.ValueKind != JsonValueKind.Object)
                return said;
            foreach (var name in said.Keys.ToList())
            {
                if (read.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                    said[name] = value.ToString();
            }
        }
        // What cannot be read is told apart by its hash, and refused where it is read for its calls.
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            said["CallSid"] = null;
        }
        return said;
    }

    private static IReadOnlyList<(string Name, string Value)> Fields(SentMessage message) =>
        message.IsForm ? FormFields.Read(message.Body.Span) ?? [] : [];

    private static string Expected(HashAlgorithmName algorithm, string secret, string address, IReadOnlyList<(string Name, string Value)> fields)
    {
        var signed = new StringBuilder(address);
        foreach (var (name, value) in fields.Distinct().OrderBy(field => field.Name, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal))
            signed.Append(name).Append(value);
        return Convert.ToBase64String(Hmac(algorithm, secret, signed.ToString(), []));
    }

    private static HashAlgorithmName? Algorithm(string settings)
    {
        foreach (var part in settings.Split(','))
        {
            if (part.Trim().Split('=', 2) is not ["algorithm", { Length: > 0 } named])
                continue;
            return named.ToUpperInvariant() switch
            {
                "HMAC_SHA1" => HashAlgorithmName.SHA1,
                "HMAC_SHA256" => HashAlgorithmName.SHA256,
                _ => null,
            };
        }
        return HashAlgorithmName.SHA1;
    }

    /// <summary>An address without its port and with it.</summary>
    private static IEnumerable<string> Spelled(string address)
    {
        var from = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var to = address.IndexOfAny(['/', '?', '#'], from);
        var (scheme, authority, rest) = (address[..from], to < 0 ? address[from..] : address[from..to], to < 0 ? "" : address[to..]);
        var colon = authority.LastIndexOf(':');
        var hasPort = colon > authority.LastIndexOf(']');
        yield return scheme + (hasPort ? authority[..colon] : authority) + rest;
        yield return hasPort ? address : $"{scheme}{authority}:{(scheme == "https://" ? 443 : 80)}{rest}";
    }

    private static string? Asked(string address, string name)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? null : FormFields.Read(Encoding.UTF8.GetBytes(address[(query + 1)..]))?.FirstOrDefault(field => field.Name == name).Value;
    }

    private static string Hash(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
