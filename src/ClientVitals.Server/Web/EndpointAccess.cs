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

    /// <summary>Costs the database nothing that a stranger could take from others: not counted against strangers.</summary>
    internal sealed record Free;

    /// <summary>Stays open for long: counted apart.</summary>
    internal sealed record Stream;

    /// <summary>Runs for minutes, with limits of its own: takes its connections where jobs do.</summary>
    internal sealed record LongWork;

    /// <summary>Shows what only these roles may see; a service key may.</summary>
    internal sealed record Shows(Func<Caller, bool> May, string Sentence);

    /// <summary>For those who may not see judgements.</summary>
    public const string NoJudgements = "Your role does not see how clients are judged (call patterns, breaks, health); owners, admins and coaches do.";

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

    /// <summary>Lets everybody in as often as they like: it asks the database nothing on their account.</summary>
    public static TBuilder IsFree<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Open(), new Free());

    /// <summary>Stays open for long.</summary>
    public static TBuilder IsStream<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Stream());

    /// <summary>May run for minutes.</summary>
    public static TBuilder IsLongWork<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new LongWork());

    /// <summary>Shows how clients are judged: health, patterns, episodes. Not for setters and closers, who are told so.</summary>
    public static TBuilder ShowsJudgements<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Shows(
            static caller => caller.SeesJudgements, NoJudgements));

    /// <summary>Shows what arrived from outside, of everybody's clients: for owners and admins.</summary>
    public static TBuilder ShowsDeliveries<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Shows(
            static caller => caller.SeesDeliveries,
            "Your role does not see imports and messages of sources; owners and admins do."));

    /// <summary>Whether an endpoint says whom it lets in.</summary>
    public static bool IsGuarded(Endpoint endpoint) => NeedOf(endpoint) is not null || IsOpen(endpoint);

    /// <summary>Whether somebody who is signed in may open it.</summary>
    public static bool LetsIn(Endpoint endpoint, Caller who) => IsOpen(endpoint) || (NeedOf(endpoint) is { } need
        && (need.Scope is { } scope ? who.May(scope) : who.Manages)
        && endpoint.Metadata.GetMetadata<Shows>() is var shows && shows?.May(who) != false);

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
        http.MaybeCaller() ?? throw new InvalidOperationException("This address does not state which access it needs.");

    /// <summary>Who asks, where nobody need be known.</summary>
    public static Caller? MaybeCaller(this HttpContext http) => http.Items[Known] as Caller;

    /// <summary>Says who asks; the access middleware alone does.</summary>
    public static void SetCaller(this HttpContext http, Caller? caller) => http.Items[Known] = caller;
}
