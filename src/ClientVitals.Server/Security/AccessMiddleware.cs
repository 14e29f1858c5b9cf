using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Security;

/// <summary>
/// Who comes through: a session's cookie, or a key (<c>Authorization: Bearer</c>, or <c>apikey</c> as Supabase's clients send it), within
/// the limits of <see cref="CallerLimits"/>. It also says which connections the request may use: strangers have their own.
/// </summary>
internal static class AccessMiddleware
{
    private const string TooManyOfCaller = "Too many requests of this account or key are running at once. Wait for some answers before you send more.";

    /// <summary>Runs between the routes and the rooms.</summary>
    public static void Use(IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        var limits = services.GetRequiredService<CallerLimits>();
        var known = services.GetRequiredService<KnownCallers>();
        var database = services.GetRequiredService<VitalsDatabase>();
        var clock = services.GetRequiredService<TimeProvider>();
        app.Use(async (http, next) =>
        {
            var endpoint = http.GetEndpoint() as RouteEndpoint;
            if (endpoint?.Metadata.GetMetadata<EndpointAccess.Free>() is not null)
            {
                CurrentUse.Value = DatabaseUse.Stranger;
                await next(http);
                return;
            }
            var shown = Credential.Of(http.Request);
            var isKnown = known.Knows(shown.Text);
            CurrentUse.Value = isKnown ? DatabaseUse.Request : DatabaseUse.Stranger;
            if (!isKnown && !limits.LetsStranger(http))
            {
                await limits.RefuseAsync(http, CallerLimits.TooManyFromHere);
                return;
            }
            // What is no address of ours only says so: nothing there, another method, another content type.
            if (endpoint is null || EndpointAccess.IsOpen(endpoint))
            {
                await next(http);
                return;
            }
            var caller = await shown.FindAsync(database, clock.GetUtcNow(), http.RequestAborted);
            if (caller is null)
            {
                known.Forget(shown.Text);
                await RefuseStrangerAsync(http, shown);
                return;
            }
            known.Remember(shown.Text);
            if (Refused(http, endpoint, caller, shown.IsKey) is { } refused)
            {
                await refused.ExecuteAsync(http);
                return;
            }
            using var place = await limits.TakeAsync(caller, endpoint.Metadata.GetMetadata<EndpointAccess.Stream>() is not null, http.RequestAborted);
            if (place is null)
            {
                await limits.RefuseAsync(http, TooManyOfCaller);
                return;
            }
            CurrentUse.Value = endpoint.Metadata.GetMetadata<EndpointAccess.LongWork>() is not null ? DatabaseUse.Work : DatabaseUse.Request;
            http.SetCaller(caller);
            await next(http);
        });
    }

    private static Task RefuseStrangerAsync(HttpContext http, Credential shown)
    {
        if (!shown.IsKey && EndpointAccess.IsPage(http))
        {
            var to = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/";
            return Results.LocalRedirect("/sign-in?to=" + Uri.EscapeDataString(to)).ExecuteAsync(http);
        }
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.As(http, 401, shown.IsKey
            ? "This key does not work: it is unknown, expired or revoked."
            : "Sign in, or send a key as Authorization: Bearer.").ExecuteAsync(http);
    }

    private static IResult? Refused(HttpContext http, Endpoint endpoint, Caller caller, bool byKey)
    {
        if (!byKey && !SameSite.IsOwn(http.Request))
            return Problems.As(http, 403, SameSite.Refusal);
        if (EndpointAccess.NeedOf(endpoint) is not { } need)
            return Problems.As(http, 403, "Nobody may use this address.");
        if (need.Scope is { } scope && !caller.May(scope))
        {
            return Problems.As(http, 403, byKey
                ? $"This key lacks the scope {scope.Word()}; make a key with it, or ask an owner or admin."
                : "You may not see or change this; ask an owner or admin.");
        }
        if (need.Scope is null && !caller.Manages)
            return Problems.As(http, 403, "Only an owner or an admin may do this, signed in as themselves.");
        return endpoint.Metadata.GetMetadata<EndpointAccess.Shows>() is { } shows && !shows.May(caller) ? Problems.As(http, 403, shows.Sentence) : null;
    }
}
