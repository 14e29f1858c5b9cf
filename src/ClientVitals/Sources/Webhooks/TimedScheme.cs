using System.Globalization;
using System.Security.Cryptography;

namespace ClientVitals.Sources.Webhooks;

/// <summary>
/// One header, <c>t=seconds,v1=hexadecimal</c>: HMAC-SHA256 with the secret over time, a dot and the body. Several <c>v1</c> are there while a secret
/// is changed; other versions do not count.
/// </summary>
internal abstract class TimedScheme(string header, TimeSpan tolerance) : SignatureScheme
{
    public override bool IsShown(SentMessage message) => message.Header(header).Length > 0;

    public override string? Fault(string secret, SentMessage message, DateTimeOffset now)
    {
        CheckSecret(secret);
        var parts = message.Header(header).Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToList();
        var at = parts.FirstOrDefault(part => part[0] == "t")?[1] ?? "";
        if (TimeFault(at, 1, tolerance, now) is { } fault)
            return fault;
        var expected = Expected(secret, at, message.Body.Span);
        return parts.Any(part => part[0] == "v1" && Same(part[1], expected)) ? null : DoesNotFit;
    }

    public override SentMessage Sign(string secret, SentMessage message, DateTimeOffset now)
    {
        CheckSecret(secret);
        var at = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return With(message, (header, $"t={at},v1={Expected(secret, at, message.Body.Span)}"));
    }

    private static string Expected(string secret, string at, ReadOnlySpan<byte> body) => Convert.ToHexStringLower(Hmac(HashAlgorithmName.SHA256, secret, at + ".", body));
}
