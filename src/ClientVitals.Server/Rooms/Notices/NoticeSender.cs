using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Notices;
using ClientVitals.Scheduling;
using ClientVitals.Server.Live;
using ClientVitals.Server.Operations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>
/// Works the outbox off: claims what is due, sends it, writes what came of it. Several servers do so at once. One that dies leaves a lease behind;
/// another takes its deliveries when that has ended.
/// </summary>
internal sealed partial class NoticeSender(SendNotice send, VitalsDatabase database, ChangeFeed feed, TimeProvider clock, SenderPace pace, ILogger<NoticeSender> log) : BackgroundService
{
    private readonly ConcurrentDictionary<Task, byte> _atWork = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Sends one delivery now, if nobody else has it.</summary>
    /// <param name="inHand">A link that was just made for this very letter; null = one is made.</param>
    /// <returns>What came of it; null = another server has it.</returns>
    public async Task<DeliveryOutcome?> SendAsync(long delivery, LinkMade? inHand, CancellationToken ct)
    {
        var claimed = await ClaimAsync(1, delivery, ct);
        return claimed.Count == 0 ? null : await SendAsync([claimed[0]], inHand);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var following = FollowAsync(stoppingToken);
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server goes down: what is on its way may finish; what does not is taken again when its lease ends.
        }
        await Task.WhenAny(Task.WhenAll(_atWork.Keys), Task.Delay(pace.Grace, CancellationToken.None));
        await following;
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            while (pace.AtOnce - _atWork.Count is > 0 and var free)
            {
                var claimed = await ClaimAsync(free, null, stop);
                if (claimed.Count == 0)
                    return;
                foreach (var together in claimed.GroupBy(one => one.HeldFor == "digest" ? $"digest {one.UserId}" : $"{one.Id}"))
                    Begin([.. together]);
            }
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            // No database, or no schema yet: logged, and tried again at the next look.
            NotRead(log, error.Message);
        }
    }

    private Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(int most, long? only, CancellationToken ct) =>
        database.DoAsync(new ClaimDeliveries(send.Ways, most, RunLease.ThisNode) { Only = only }, Principal.Program, clock.GetUtcNow(), ct);

    private void Begin(IReadOnlyList<ClaimedDelivery> claimed)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _atWork.TryAdd(over.Task, 0);
        _ = SendAsync(claimed, null).ContinueWith(
            _ =>
            {
                _atWork.TryRemove(over.Task, out byte _);
                over.SetResult();
                _wake.Writer.TryWrite(true);
            },
            TaskScheduler.Default);
    }

    private async Task<DeliveryOutcome> SendAsync(IReadOnlyList<ClaimedDelivery> claimed, LinkMade? inHand)
    {
        DeliveryOutcome outcome;
        try
        {
            outcome = await send.RunAsync(claimed, inHand, CancellationToken.None);
        }
        catch (Exception error)
        {
            Broke(log, error, claimed[0].Id);
            outcome = new(DeliveryResult.TryAgain, $"sending failed in a way nobody foresaw ({error.GetType().Name})");
        }
        if (claimed[0].Way == "mail")
            Meters.Mail(outcome.IsTaken);
        if (!outcome.IsTaken)
            NotSent(log, claimed[0].Id, claimed[0].Way, outcome.Why!);
        try
        {
            await database.DoAsync(
                async (work, ct) =>
                {
                    foreach (var one in claimed)
                        await new EndDelivery(one, outcome, Chance()).RunAsync(work, ct);
                    return true;
                },
                Principal.Program, clock.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception error)
        {
            // The lease ends by itself, and what may have arrived is treated as such.
            NotWritten(log, error, claimed[0].Id);
        }
        return outcome;
    }

    /// <summary>In [0, 1); of the system's own source, so that nodes that start together do not wait together.</summary>
    private static double Chance() => RandomNumberGenerator.GetInt32(1 << 24) / (double)(1 << 24);

    private async Task WaitAsync(CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // By real time, whatever the clock says.
        await Task.WhenAny(Task.Delay(pace.LookEvery, over.Token), _wake.Reader.WaitToReadAsync(over.Token).AsTask());
        await over.CancelAsync();
        _wake.Reader.TryRead(out _);
        stop.ThrowIfCancellationRequested();
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        using var following = feed.Follow();
        try
        {
            await foreach (var change in following.Changes.ReadAllAsync(stop))
            {
                if (change.What is "notice" or ChangeFeed.Reconnected)
                    _wake.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server goes down.
        }
    }

    [LoggerMessage(LogLevel.Warning, "The outbox could not be read; it is read again at the next check: {Reason}")]
    private static partial void NotRead(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} by {Way} was not sent: {Why}")]
    private static partial void NotSent(ILogger log, long delivery, string way, string why);

    [LoggerMessage(LogLevel.Error, "Delivery {Delivery} failed in a way nobody foresaw. Please report this")]
    private static partial void Broke(ILogger log, Exception error, long delivery);

    [LoggerMessage(LogLevel.Error, "What became of delivery {Delivery} could not be written down; it is settled when its lease ends")]
    private static partial void NotWritten(ILogger log, Exception error, long delivery);
}
