using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// Signatures of messages by the Standard Webhooks specification (standardwebhooks.com, "Webhook signatures"): HMAC-SHA256 over
/// <c>id.timestamp.body</c> with a shared secret, written <c>v1,base64</c>; several, divided by spaces, while a secret is changed.
/// </summary>
public static class WebhookSignature
{
    /// <summary>A message older or younger than this is refused: who recorded it cannot send it again later.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Prefix = "whsec_";
    private const int SecretBytes = 32, FewestBytes = 24, MostBytes = 64;

    /// <summary>What is wrong with it; null = the message is from somebody who knows the secret.</summary>
    /// <param name="secret">As kept: <c>whsec_</c> and base64.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="timestamp">Seconds since 1970, as sent.</param>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="signatures">As sent.</param>
    /// <exception cref="PlainError">The secret cannot be one.</exception>
    public static string? Fault(string secret, string? id, string? timestamp, ReadOnlySpan<byte> body, string? signatures, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signatures))
            return "The message is not signed; it must have the headers webhook-id, webhook-timestamp and webhook-signature.";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799)
            return "The message's webhook-timestamp is not a number of seconds since 1970.";
        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
            return "The message's webhook-timestamp is more than five minutes from now; check the clocks, and send it with a new signature.";
        var expected = Sign(secret, id, timestamp, body);
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(expected)))
                return null;
        }
        return "The message's signature does not fit; check that both sides have the same secret, that the body is sent as it was signed, and that there is a source with this name that is not paused.";
    }

    /// <summary>The signature of a message.</summary>
    public static string Sign(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }

    /// <summary>A fresh secret.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Whether this is written as a secret of this specification.</summary>
    public static bool IsSecret(string? secret) => secret?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>The secret's bytes. A <see cref="PlainError"/> when it cannot be one.</summary>
    private static byte[] Key(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var bytes = new byte[MostBytes];
        return IsSecret(secret)
            && Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) && length is >= FewestBytes
            ? bytes[..length]
            : throw new PlainError($"This is not a webhook secret: it must be {Prefix} and {FewestBytes} to {MostBytes} bytes in base64.");
    }
}
