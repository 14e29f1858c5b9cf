using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClientVitals.Server;

/// <summary>
/// Refuses, before any room hears of it, an address or a header that is no text: bytes that are no UTF-8, NUL, half of a surrogate pair;
/// and ids longer than any that is kept.
/// </summary>
internal static class CleanRequest
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Headers that are kept or compared as ids.</summary>
    private static readonly string[] Ids = ["Idempotency-Key", "webhook-id"];

    public static void Demand(IApplicationBuilder app) => app.Use((http, next) =>
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        if (!IsText(target))
            throw new BadHttpRequestException("The address contains bytes that are not UTF-8 text, or a NUL character; send it again without them.");
        foreach (var name in Ids)
        {
            var value = http.Request.Headers[name].ToString();
            if (value.Length > FieldLimits.Id)
                throw new BadHttpRequestException($"The header {name} has {value.Length} characters; at most {FieldLimits.Id} are taken.");
        }
        return next(http);
    });

    /// <summary>Whether what an address escapes is UTF-8 without NUL.</summary>
    internal static bool IsText(string escaped)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(escaped.Length)];
        var length = 0;
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] == '%' && at + 2 < escaped.Length && char.IsAsciiHexDigit(escaped[at + 1]) && char.IsAsciiHexDigit(escaped[at + 2]))
            {
                bytes[length++] = Convert.ToByte(escaped.Substring(at + 1, 2), 16);
                at += 2;
            }
            else
            {
                length += Encoding.UTF8.GetBytes(escaped.AsSpan(at, 1), bytes.AsSpan(length));
            }
        }
        if (bytes.AsSpan(0, length).Contains((byte)0))
            return false;
        try
        {
            Strict.GetCharCount(bytes, 0, length);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
