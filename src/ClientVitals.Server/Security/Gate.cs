using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Security;

/// <summary>
/// Who comes through: a session's cookie, or a key (<c>Authorization: Bearer</c>, or <c>apikey</c> as Supabase's clients send it).
/// An address says what it needs (<see cref="EndpointAccess"/>) or that it is open; one that says nothing lets nobody in.
/// </summary>
internal static class Gate
{
    /// <summary>Stands between the routes and the rooms.</summary>
    public static void Stand(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        // What is no address of ours only says so: nothing there, another method, another content type.
        if (http.GetEndpoint() is not RouteEndpoint endpoint || EndpointAccess.IsOpen(endpoint))
        {
            await next(http);
            return;
        }
        var database = (VitalsDatabase)http.RequestServices.GetService(typeof(VitalsDatabase))!;
        var clock = (TimeProvider)http.RequestServices.GetService(typeof(TimeProvider))!;
        var byKey = Key(http.Request);
        var caller = byKey is not null
            ? await FindCaller.ByKeyAsync(database, byKey, clock.GetUtcNow(), http.RequestAborted)
            : http.Request.Cookies[EndpointAccess.SessionCookie] is { Length: > 0 } session
                ? await FindCaller.BySessionAsync(database, session, clock.GetUtcNow(), http.RequestAborted)
                : null;
        if (caller is null && byKey is null && EndpointAccess.IsPage(http))
        {
            var to = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/";
            await Results.LocalRedirect("/sign-in?to=" + Uri.EscapeDataString(to)).ExecuteAsync(http);
            return;
        }
        if (Refused(http, endpoint, caller, byKey is not null) is { } refused)
        {
            await refused.ExecuteAsync(http);
            return;
        }
        http.SetCaller(caller);
        await next(http);
    });

    private static IResult? Refused(HttpContext http, Endpoint endpoint, Caller? caller, bool byKey)
    {
        IResult? refused = null;
        if (caller is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            refused = Problems.As(http, 401, byKey
                ? "This key opens nothing: it is unknown, over or revoked."
                : "Sign in, or send a key as Authorization: Bearer.");
        }
        else if (!byKey && !SameSite.IsOwn(http.Request))
        {
            refused = Problems.As(http, 403, SameSite.Refusal);
        }
        else if (EndpointAccess.NeedOf(endpoint) is not { } need)
        {
            refused = Problems.As(http, 403, "This address lets nobody in.");
        }
        else if (need.Scope is { } scope && !caller.May(scope))
        {
            refused = Problems.As(http, 403, byKey
                ? $"This key lacks the scope {scope.Word()}; make one with it, or ask whoever manages the business."
                : "This is not for you to see or to change; ask whoever manages the business.");
        }
        else if (need.Scope is null && !caller.Manages)
        {
            refused = Problems.As(http, 403, "Only an owner or an admin may do this, signed in as themselves.");
        }
        return refused;
    }

    private static string? Key(HttpRequest request)
    {
        var said = request.Headers.Authorization.ToString();
        if (said.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return said["Bearer ".Length..].Trim();
        return request.Headers["apikey"].ToString() is { Length: > 0 } key ? key : null;
    }
}
