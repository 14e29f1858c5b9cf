using ClientVitals.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Web;

/// <summary>
/// What an address says of who may ask it: it needs a scope (<see cref="Needs"/>) or a manager, or it is open. The access middleware
/// holds everybody to it; an address that says nothing lets nobody in.
/// </summary>
internal static class EndpointAccess
{
    /// <summary>The cookie that holds a session's secret.</summary>
    public const string SessionCookie = "vitals_session";

    private static readonly object Known = new();

    /// <summary>What an address needs; null scope = somebody who manages the business, in person.</summary>
    internal sealed record Need(KeyScope? Scope);

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
    public static bool IsGuarded(Endpoint endpoint) => NeedOf(endpoint) is not null || IsOpen(endpoint);

    /// <summary>Whether it lets everybody in.</summary>
    public static bool IsOpen(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Open>() is not null;

    /// <summary>What an endpoint needs; null where it says nothing.</summary>
    public static Need? NeedOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Need>();

    /// <summary>What an address needs, in words; null where it says nothing.</summary>
    public static string? NeedOf(IList<object> metadata) => metadata.OfType<Need>().LastOrDefault() switch
    {
        { Scope: { } scope } => $"Needs the scope {scope.Word()}.",
        { } => "Needs an owner or an admin who is signed in; no key.",
        null => null,
    };

    /// <summary>Who asks. Only behind an address that needs somebody.</summary>
    public static Caller Caller(this HttpContext http) =>
        http.MaybeCaller() ?? throw new InvalidOperationException("Nobody is known here: the address does not say what it needs.");

    /// <summary>Who asks, where nobody need be known.</summary>
    public static Caller? MaybeCaller(this HttpContext http) => http.Items[Known] as Caller;

    /// <summary>Says who asks; the access middleware alone does.</summary>
    public static void SetCaller(this HttpContext http, Caller? caller) => http.Items[Known] = caller;
}
