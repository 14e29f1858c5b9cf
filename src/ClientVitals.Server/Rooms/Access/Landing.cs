using ClientVitals.Access;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms.Access;

/// <summary>Where somebody lands after signing in: never on a page that their role may not open.</summary>
internal static class Landing
{
    /// <summary>Where they wanted to go; the first page, which leads each role to its own, where they may not.</summary>
    /// <param name="to">An address of ours.</param>
    public static string Of(HttpContext http, Caller who, string to)
    {
        var path = to.Split('?', '#')[0];
        var there = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => IsGet(endpoint) && Fits(endpoint, path)).ToList();
        // A page that does not exist says so itself.
        return there.Count == 0 || there.Exists(endpoint => EndpointAccess.LetsIn(endpoint, who)) ? to : "/";
    }

    private static bool IsGet(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true;

    private static bool Fits(RouteEndpoint endpoint, string path) =>
        new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);
}
