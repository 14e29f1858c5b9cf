using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientVitals.Sources.Webhooks;

/// <summary>
/// developers.hubspot.com, "Validating requests": version 3 is base64 of HMAC-SHA256 with the app's client secret over method, address,
/// body and time (milliseconds, at most five minutes old); versions 1 and 2 are SHA-256 in hexadecimal over secret and body, and over
/// secret, method, address and body. Where a message has version 3, that one counts.
/// </summary>
internal sealed class HubSpotScheme : SignatureScheme
{
    private const string Newest = "x-hubspot-signature-v3", Timestamp = "x-hubspot-request-timestamp", Older = "x-hubspot-signature", Version = "x-hubspot-signature-version";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The escapes that are undone in an address before it is signed.</summary>
    private static readonly (string Escaped, string Plain)[] Undone =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"), ("%27", "'"), ("%28", "("), ("%29", ")"), ("%2A", "*"), ("%2C", ","), ("%3B", ";"),
    ];

    public override bool IsShown(SentMessage message) => message.Header(Newest).Length > 0 ? message.Header(Timestamp).Length > 0 : message.Header(Older).Length > 0;

    public override string? Fault(string secret, SentMessage message, DateTimeOffset now)
    {
        CheckSecret(secret);
        if (message.Header(Newest) is { Length: > 0 } newest)
        {
            var at = message.Header(Timestamp);
            return TimeFault(at, 1000, Tolerance, now)
                ?? (Spelled(message).Any(address => Same(newest, Third(secret, message, address, at))) ? null : DoesNotFit);
        }
        var older = message.Header(Older);
        return message.Header(Version) switch
        {
            "" or "v1" => Same(older, Hash(secret, message.Body.Span)) ? null : DoesNotFit,
            "v2" => Spelled(message).Any(address => Same(older, Hash(secret + message.Method + address, message.Body.Span))) ? null : DoesNotFit,
            _ => "The message is signed by a version that is not known here; versions 1, 2 and 3 are.",
        };
    }

    public override SentMessage Sign(string secret, SentMessage message, DateTimeOffset now)
    {
        CheckSecret(secret);
        var at = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return With(message, (Timestamp, at), (Newest, Third(secret, message, message.Addresses[0], at)));
    }

    private static IEnumerable<string> Spelled(SentMessage message) =>
        message.Addresses.SelectMany(address => new[] { address, Undone.Aggregate(address, (text, one) => text.Replace(one.Escaped, one.Plain, StringComparison.OrdinalIgnoreCase)) }).Distinct();

    private static string Third(string secret, SentMessage message, string address, string at) =>
        Convert.ToBase64String(Hmac(HashAlgorithmName.SHA256, secret, message.Method + address, message.Body.Span, at));

    private static string Hash(string before, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(before));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
