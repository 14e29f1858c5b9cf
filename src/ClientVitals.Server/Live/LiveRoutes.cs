using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server.Security;
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
        api.MapGet("/live", Follow).Needs(KeyScope.Read).IsStream().WithSummary("Changes as server-sent events: calls (with the calls you may see), changed (read again), still (nothing new).");

    private static ServerSentEventsResult<string> Follow(
        HttpContext http, VitalsDatabase database, ChangeFeed feed, TimeProvider clock, IHostApplicationLifetime life, CancellationToken cancel)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var rights = new LiveRights(Credential.Of(http.Request), http.Caller(), database, clock);
        var until = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        http.Response.RegisterForDispose(until);
        return TypedResults.ServerSentEvents(EventsAsync(database, feed, rights, clock, until.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        VitalsDatabase database, ChangeFeed feed, LiveRights rights, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Follows before it answers: one who has an answer misses nothing from then on.
        using var following = feed.Follow(about => about is null || about == rights.UserId || about == rights.KeyId);
        // Between the request's own look and this line something may have changed.
        if (!await rights.LookAgainAsync(cancel))
            yield break;
        yield return new("{}", "still");
        while (!cancel.IsCancellationRequested)
        {
            var change = await NextAsync(following, rights, clock, cancel);
            if (cancel.IsCancellationRequested)
                yield break;
            if ((following.TakeRightsChanged() || rights.AreOver) && !await rights.LookAgainAsync(cancel))
                yield break;
            yield return change is null ? new("{}", "still") : await ToldAsync(database, rights.Who, change, cancel);
        }
    }

    private static async Task<SseItem<string>> ToldAsync(VitalsDatabase database, DatabaseIdentity who, Change change, CancellationToken cancel)
    {
        if (change is { What: "calls", Delivery: { } delivery, After: { } after })
        {
            try
            {
                var calls = await FreshCalls.OfAsync(database, who, delivery, after, cancel);
                // Corrected calls, and calls of others, bring no row: it is still time to look again for whom it concerns.
                if (calls.Count > 0)
                    return new(JsonSerializer.Serialize(new { delivery, calls }, Written), "calls");
            }
            catch (DatabaseBusyException)
            {
                // Those who follow look again later, as after any other change.
            }
        }
        return new(JsonSerializer.Serialize(new { what = change.What }, Written), "changed");
    }

    /// <summary>The next change; null when nothing changed for a while, when the follower's rights end, or it is over.</summary>
    private static async Task<Change?> NextAsync(Following following, LiveRights rights, TimeProvider clock, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Still);
        // By the clock that rights go by. A timer takes no more than some weeks.
        using var end = new CancellationTokenSource(rights.Left is { } left && left < TimeSpan.FromDays(1) ? left > TimeSpan.Zero ? left : TimeSpan.Zero : Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, end.Token);
        try
        {
            return await following.Changes.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
