using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Web;

/// <summary>What every answer says to a browser: keep nothing, show it in no frame, run nothing that is not ours.</summary>
internal static class SafeHeaders
{
    /// <summary>Scripts, styles, pictures and connections of our own only; nothing inline.</summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Add(IApplicationBuilder app) => app.Use((http, next) =>
    {
        Set(http);
        return next(http);
    });

    /// <summary>Again where an answer was begun and thrown away: with it went its headers.</summary>
    public static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
        headers["x-correlation-id"] = Problems.CorrelationId(http);
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
    }
}
