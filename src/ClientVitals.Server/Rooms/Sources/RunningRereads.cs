using System.Collections.Concurrent;
using ClientVitals.Access;
using ClientVitals.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>Kept files that are read again, each as long as it takes: begun from the page of their delivery, as an import is from a file's page.</summary>
public sealed partial class RunningRereads(VitalsDatabase database, IHostApplicationLifetime life, ILogger<RunningRereads> log)
{
    /// <summary>Readings remembered.</summary>
    private const int Most = 20;

    private readonly ConcurrentDictionary<(long Delivery, string Who), Reread> _all = new();

    /// <summary>One of them.</summary>
    /// <param name="asked">How the file is read.</param>
    /// <param name="isSure">False = only to see what would change.</param>
    public sealed class Reread(RereadOptions asked, bool isSure) : BackgroundWork<FileReread>
    {
        public RereadOptions Asked { get; } = asked;

        public bool IsSure { get; } = isSure;
    }

    /// <summary>The last one of a delivery that somebody began; null = they began none.</summary>
    public Reread? Of(long delivery, string who) => _all.GetValueOrDefault((delivery, who));

    /// <summary>It has been shown: the page is as ever again.</summary>
    public void Forget(long delivery, string who) => _all.TryRemove((delivery, who), out _);

    /// <summary>Begins it, unless the same person's is still at work: then it is that one.</summary>
    /// <param name="kind">What the delivery brought.</param>
    internal Reread Begin(long delivery, FileKind kind, RereadOptions asked, DeliveryTexts says, bool isSure, Actor by, DateTimeOffset now)
    {
        var key = (delivery, by.Who);
        var next = new Reread(asked, isSure);
        var kept = _all.AddOrUpdate(key, next, (_, before) => before.IsRunning ? before : next);
        if (!ReferenceEquals(kept, next))
            return kept;
        foreach (var old in _all.Where(one => !one.Value.IsRunning && one.Key != key).Take(Math.Max(0, _all.Count - Most)).ToList())
            _all.TryRemove(old);
        next.Begin(
            progress => kind.RereadAsync(delivery, asked.Read(says, kind.Taught), isSure, database, by, now, progress, life.ApplicationStopping),
            broken => Broke(log, broken),
            DeliveryTexts.RereadBroke);
        return next;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading a kept file again failed")]
    private static partial void Broke(ILogger log, Exception broken);
}
