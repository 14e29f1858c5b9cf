using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ClientVitals.Server.Live;

/// <summary>
/// <c>GET /api/v1/live</c>: what changes, as server-sent events: <c>calls</c> with those the follower may see, <c>changed</c> when it
/// is time to look again, <c>still</c> every quarter of a minute, so that a dead line is noticed.
/// </summary>
internal static class LiveRoutes
{
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(15);
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/live", Follow).Needs(KeyScope.Read).WithSummary("What changes, as server-sent events: calls (with those you may see), changed (look again), still (nothing new).");

    private static ServerSentEventsResult<string> Follow(
        HttpContext http, VitalsDatabase database, ChangeFeed feed, IHostApplicationLifetime life, CancellationToken cancel)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var who = http.Caller().ToIdentity();
        var until = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        http.Response.RegisterForDispose(until);
        return TypedResults.ServerSentEvents(EventsAsync(database, feed, who, until.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        VitalsDatabase database, ChangeFeed feed, DatabaseIdentity who, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Follows before it answers: whoever has an answer misses nothing from then on.
        using var following = feed.Follow();
        yield return new("{}", "still");
        while (!cancel.IsCancellationRequested)
        {
            if (await NextAsync(following, cancel) is not { } change)
            {
                if (cancel.IsCancellationRequested)
                    yield break;
                yield return new("{}", "still");
                continue;
            }
            if (change is { What: "calls", Delivery: { } delivery, After: { } after })
            {
                var calls = await FreshCalls.OfAsync(database, who, delivery, after, cancel);
                // Corrected calls, and calls of others, bring no row: it is still time to look again for whom it concerns.
                yield return calls.Count > 0
                    ? new(JsonSerializer.Serialize(new { delivery, calls }, Written), "calls")
                    : new(JsonSerializer.Serialize(new { what = change.What }, Written), "changed");
                continue;
            }
            yield return new(JsonSerializer.Serialize(new { what = change.What }, Written), "changed");
        }
    }

    /// <summary>The next change; null when nothing changed for a while, or it is over.</summary>
    private static async Task<Change?> NextAsync(ChangeFeed.Following following, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Still);
        try
        {
            return await following.Changes.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
