using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using ClientVitals.Access;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Security;

/// <summary>
/// Limits of requests: strangers by their address, in requests a second; callers by account or key, in requests at once, so that a
/// program that works at full speed over some tens of connections is never refused. All in memory: nobody is looked up for it.
/// </summary>
internal sealed class CallerLimits : IDisposable
{
    public const string TooManyFromHere = "Too many requests come from your address. Wait a second, then try again.";

    private readonly RequestLimits limits;
    private readonly PartitionedRateLimiter<IPAddress> strangers;
    private readonly PartitionedRateLimiter<string> callers, streams;
    private int held;

    public CallerLimits(RequestLimits limits)
    {
        this.limits = limits;
        strangers = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetTokenBucketLimiter(Network(address), _ => new()
        {
            TokenLimit = limits.StrangerBurst,
            // In small portions, so that nobody waits for a whole second's worth.
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) / Math.Clamp(limits.StrangerPerSecond, 1, 10),
            TokensPerPeriod = Math.Max(1, limits.StrangerPerSecond / 10),
            QueueLimit = 0,
        }));
        callers = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetConcurrencyLimiter(who, _ => new()
        {
            PermitLimit = limits.CallerAtOnce,
            QueueLimit = limits.CallerWaiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));
        streams = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetConcurrencyLimiter(who, _ => new() { PermitLimit = limits.CallerStreams, QueueLimit = 0 }));
    }

    /// <summary>Whether a stranger at this address may ask now; counted when they may.</summary>
    public bool LetsStranger(HttpContext http)
    {
        using var lease = strangers.AttemptAcquire(http.Connection.RemoteIpAddress ?? IPAddress.Loopback);
        return lease.IsAcquired;
    }

    /// <summary>A place among the requests of this caller, to be given back; null when there are too many.</summary>
    public async ValueTask<IDisposable?> TakeAsync(Caller caller, bool isStream, CancellationToken cancel)
    {
        var limiter = isStream ? streams : callers;
        var lease = limiter.AttemptAcquire(caller.Who);
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        if (isStream)
            return null;
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(TimeSpan.FromSeconds(limits.WaitSeconds));
        try
        {
            lease = await limiter.AcquireAsync(caller.Who, 1, soon.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        return null;
    }

    /// <summary>Answers 429 after a moment.</summary>
    public async Task RefuseAsync(HttpContext http, string sentence)
    {
        if (Interlocked.Increment(ref held) <= limits.HeldAtOnce)
            await Task.Delay(TimeSpan.FromSeconds(limits.HoldSeconds), http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref held);
        if (http.RequestAborted.IsCancellationRequested)
            return;
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(limits.HoldSeconds)).ToString(CultureInfo.InvariantCulture);
        await Problems.As(http, StatusCodes.Status429TooManyRequests, sentence).ExecuteAsync(http);
    }

    public void Dispose()
    {
        strangers.Dispose();
        callers.Dispose();
        streams.Dispose();
    }

    /// <summary>Who has an IPv6 address has 2^64 of them: the network is what counts.</summary>
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
