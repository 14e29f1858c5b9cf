using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClientVitals.Server.Web;

/// <summary>Bodies read whole, within a bound.</summary>
internal static class RequestBody
{
    /// <summary>The bytes of the body. A <see cref="BadHttpRequestException"/> (413) when there are more.</summary>
    public static async Task<byte[]> ReadAsync(HttpContext http, int most, CancellationToken cancel)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        if (http.Request.ContentLength > most)
            throw new BadHttpRequestException($"The body has {http.Request.ContentLength} bytes; at most {most} are accepted. Send it in parts.", StatusCodes.Status413PayloadTooLarge);
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }
}
