using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Security;

/// <summary>
/// Whether a change asked for with a cookie comes from our own pages, so that no other site makes somebody's browser ask it: by
/// <c>Sec-Fetch-Site</c>, which every present browser sends and no page can set, else by <c>Origin</c> (OWASP's cheat sheet on
/// cross-site request forgery, "Fetch metadata" and "Verifying origin"). Beside it the cookie is SameSite.
/// </summary>
internal static class SameSite
{
    public const string Refusal = "The change did not come from a page of this program; make it there, or use an API key.";

    public static bool IsOwn(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return true;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
