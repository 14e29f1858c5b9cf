using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Web;

/// <summary>An <c>Idempotency-Key</c> is honoured or refused, never passed over: who sends one relies on it.</summary>
internal static class RequestKeys
{
    private sealed record Honoured;

    /// <summary>Says that an address does a request of one key once.</summary>
    public static T HonoursRequestKeys<T>(this T address)
        where T : IEndpointConventionBuilder => address.WithMetadata(new Honoured());

    /// <summary>Refuses the key where it would do nothing.</summary>
    public static void Demand(RouteGroupBuilder api) => api.AddEndpointFilter((context, next) =>
        context.HttpContext is var http && http.Request.Headers.ContainsKey("Idempotency-Key") && !HttpMethods.IsGet(http.Request.Method)
            && http.GetEndpoint()?.Metadata.GetMetadata<Honoured>() is null
            ? ValueTask.FromResult<object?>(Problems.Of(http, StatusCodes.Status400BadRequest, "This address does not support an Idempotency-Key, so the request was not done; send it without the key. Only POST /api/v1/calls supports it."))
            : next(context));
}
