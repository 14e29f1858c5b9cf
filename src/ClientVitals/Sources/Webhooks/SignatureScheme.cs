using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientVitals.Sources.Webhooks;

/// <summary>One way in which senders show that a message is theirs.</summary>
public abstract class SignatureScheme
{
    /// <summary>Said of every signature that is not the one expected.</summary>
    private protected const string DoesNotFit =
        "The message's signature does not fit; check that both sides have the same secret, that the sender calls the address shown here, and that the body is sent as it was signed.";

    /// <summary>Whether the headers hold all that this scheme needs; a message that shows nothing is not even read.</summary>
    public abstract bool IsShown(SentMessage message);

    /// <summary>Why the message does not count as its sender's; null = it does.</summary>
    /// <exception cref="PlainError">The secret cannot be one of this scheme.</exception>
    public abstract string? Fault(string secret, SentMessage message, DateTimeOffset now);

    /// <summary>The message as its sender sends it: signed with this secret.</summary>
    /// <exception cref="PlainError">The secret cannot be one of this scheme.</exception>
    public abstract SentMessage Sign(string secret, SentMessage message, DateTimeOffset now);

    /// <summary>The message as it is taken, once <see cref="Fault"/> found none.</summary>
    /// <exception cref="PlainError">A form has too many fields.</exception>
    public virtual AcceptedMessage Accept(SentMessage message) => AcceptedMessage.ByHash(Json(message));

    /// <summary>A fresh secret, where ours is taken.</summary>
    public virtual string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <exception cref="PlainError">The secret cannot be one of this scheme.</exception>
    public virtual void CheckSecret(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Length is 0 or > 200 || secret.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            throw new PlainError("The secret must be 1 to 200 characters without blanks; copy it again from the system that sends.");
    }

    /// <summary>The body as JSON: a form's fields are texts by their names.</summary>
    private protected static ReadOnlyMemory<byte> Json(SentMessage message) => !message.IsForm
        ? message.Body
        : FormFields.ToJson(FormFields.Read(message.Body.Span) ?? throw new PlainError($"The form has more than {FormFields.Most} fields; send it in parts."));

    /// <summary>In the same time, however much of it fits.</summary>
    private protected static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));

    /// <summary>HMAC over texts and the body between them.</summary>
    private protected static byte[] Hmac(HashAlgorithmName algorithm, string secret, string before, ReadOnlySpan<byte> body, string after = "")
    {
        using var hmac = IncrementalHash.CreateHMAC(algorithm, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(before));
        hmac.AppendData(body);
        hmac.AppendData(Encoding.UTF8.GetBytes(after));
        return hmac.GetHashAndReset();
    }

    /// <summary>What is wrong with the moment a message says it was sent at; null = nothing.</summary>
    /// <param name="said">A whole number.</param>
    /// <param name="perSecond">1 = seconds since 1970, 1000 = milliseconds.</param>
    private protected static string? TimeFault(string said, int perSecond, TimeSpan tolerance, DateTimeOffset now)
    {
        if (!long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number / perSecond > 253402300799)
            return "The time the message was sent at is not a number since 1970.";
        return (now.ToUnixTimeMilliseconds() - (number * (1000 / perSecond))) is var age && Math.Abs(age) > tolerance.TotalMilliseconds
            ? $"The message was sent more than {tolerance.TotalMinutes:0} minutes ago or later than now; check the clocks, and send it with a new signature."
            : null;
    }

    private protected static SentMessage With(SentMessage message, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var all = new Dictionary<string, string>(message.Headers, StringComparer.Ordinal);
        foreach (var (name, value) in headers)
            all[name] = value;
        return message with { Headers = all };
    }
}
