using ClientVitals.Access;
using ClientVitals.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Access;

/// <summary>
/// Who comes through: a session's cookie, or a key (<c>Authorization: Bearer</c>, or <c>apikey</c> as Supabase's clients send it).
/// An address says what it needs (<see cref="Needs"/>) or that it is open; one that says nothing lets nobody in.
/// </summary>
internal static class Gate
{
    /// <summary>The cookie that holds a session's secret.</summary>
    public const string Cookie = "vitals_session";

    private static readonly object Known = new();

    /// <summary>What an address needs; null scope = somebody who manages the business, in person.</summary>
    private sealed record Need(KeyScope? Scope);

    private sealed record Open;

    private sealed record PageMark;

    /// <summary>A page for people: who is not signed in is led to where one signs in, and refusals are pages.</summary>
    public static TBuilder IsPage<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new PageMark());

    /// <summary>Whether a page was asked for; also where something broke and the endpoint is put aside.</summary>
    public static bool IsPage(HttpContext http) => (http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint)?.Metadata.GetMetadata<PageMark>() is not null;

    /// <summary>Lets in who may do this.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder routes, KeyScope scope)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Need(scope));

    /// <summary>Lets in an owner or an admin who is signed in; no key.</summary>
    public static TBuilder NeedsManager<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Need(null));

    /// <summary>Lets everybody in.</summary>
    public static TBuilder IsOpen<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Open());

    /// <summary>Whether an endpoint says whom it lets in.</summary>
    public static bool IsGuarded(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Need>() is not null || endpoint.Metadata.GetMetadata<Open>() is not null;

    /// <summary>What an address needs, in words; null where it says nothing.</summary>
    public static string? NeedOf(IList<object> metadata) => metadata.OfType<Need>().LastOrDefault() switch
    {
        { Scope: { } scope } => $"Needs the scope {scope.Word()}.",
        { } => "Needs an owner or an admin who is signed in; no key.",
        null => null,
    };

    /// <summary>Who asks. Only behind an address that needs somebody.</summary>
    public static Caller Caller(this HttpContext http) =>
        http.Items[Known] as Caller ?? throw new InvalidOperationException("Nobody is known here: the address does not say what it needs.");

    /// <summary>Who asks, where nobody need be known.</summary>
    public static Caller? MaybeCaller(this HttpContext http) => http.Items[Known] as Caller;

    /// <summary>Stands between the routes and the rooms.</summary>
    public static void Stand(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        // What is no address of ours only says so: nothing there, another method, another content type.
        if (http.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<Open>() is not null)
        {
            await next(http);
            return;
        }
        var database = (VitalsDatabase)http.RequestServices.GetService(typeof(VitalsDatabase))!;
        var clock = (TimeProvider)http.RequestServices.GetService(typeof(TimeProvider))!;
        var byKey = Key(http.Request);
        var caller = byKey is not null
            ? await FindCaller.ByKeyAsync(database, byKey, clock.GetUtcNow(), http.RequestAborted)
            : http.Request.Cookies[Cookie] is { Length: > 0 } session
                ? await FindCaller.BySessionAsync(database, session, clock.GetUtcNow(), http.RequestAborted)
                : null;
        if (caller is null && byKey is null && IsPage(http))
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
        http.Items[Known] = caller;
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
        else if (endpoint.Metadata.GetMetadata<Need>() is not { } need)
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
