using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using ClientVitals.Database;
using ClientVitals.Server.Operations;
using ClientVitals.Sources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClientVitals.Server.Live;

/// <summary>
/// Listens to the database on one connection and passes on what it hears to whoever follows. Where nothing is heard of a word said to
/// oneself (a pooler that lends its connections by the transaction), it says so in the log and looks for new deliveries every few
/// seconds instead.
/// </summary>
internal sealed partial class ChangeFeed(VitalsDatabase database, ILogger<ChangeFeed> log) : BackgroundService
{
    private const string Name = "vitals_changes";

    /// <summary>Changes kept for a follower who is slow; then the oldest are let go, and the next one tells enough to look again.</summary>
    private const int Kept = 256;

    private static readonly TimeSpan Hearing = TimeSpan.FromSeconds(5), Looking = TimeSpan.FromSeconds(5), Again = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    private readonly ConcurrentDictionary<Channel<Change>, bool> _followers = new();

    /// <summary>What changes from now on, until disposed.</summary>
    public Following Follow()
    {
        var channel = Channel.CreateBounded<Change>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
        _followers[channel] = true;
        Meters.Follower(1);
        return new(channel.Reader, () =>
        {
            if (_followers.TryRemove(channel, out _))
                Meters.Follower(-1);
        });
    }

    /// <summary>Somebody who follows.</summary>
    internal sealed class Following(ChannelReader<Change> changes, Action stop) : IDisposable
    {
        public ChannelReader<Change> Changes => changes;

        public void Dispose() => stop();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenBareAsync(stopping);
                if (await HearsAsync(connection, stopping))
                {
                    // What changed while nobody listened: whoever follows looks again.
                    Tell(new("reconnected"));
                    while (true)
                        await connection.WaitAsync(stopping);
                }
                Deaf(log);
                await connection.CloseAsync();
                await LookAsync(stopping);
            }
            catch (Exception error) when (error is NpgsqlException or PlainError or IOException or ObjectDisposedException && !stopping.IsCancellationRequested)
            {
                Lost(log, error.Message);
                await Task.Delay(Again, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<bool> HearsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var token = Guid.NewGuid().ToString();
        var heard = false;
        connection.Notification += (_, told) =>
        {
            if (told.Payload == token)
                heard = true;
            else if (Read(told.Payload) is { } change)
                Tell(change);
        };
        await using (var listen = new NpgsqlCommand($"listen {Name}", connection))
            await listen.ExecuteNonQueryAsync(cancel);
        await using (var other = await database.OpenBareAsync(cancel))
        await using (var say = new NpgsqlCommand("select pg_notify($1, $2)", other) { Parameters = { new() { Value = Name }, new() { Value = token } } })
            await say.ExecuteNonQueryAsync(cancel);
        for (var until = DateTime.UtcNow + Hearing; !heard && DateTime.UtcNow < until;)
            await connection.WaitAsync(TimeSpan.FromMilliseconds(200), cancel);
        return heard;
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        var last = 0L;
        while (true)
        {
            var page = await DeliveriesPage.ReadAsync(database, DatabaseIdentity.Service, null, 1, null, cancel);
            if (page.Items is [var latest] && latest.Id != last)
            {
                if (last > 0)
                    Tell(new("reconnected"));
                last = latest.Id;
            }
            await Task.Delay(Looking, cancel);
        }
    }

    private void Tell(Change change)
    {
        foreach (var follower in _followers.Keys)
            follower.Writer.TryWrite(change);
    }

    private static Change? Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<Change>(payload, Written);
        }
        catch (JsonException)
        {
            // Somebody else's word, or another server's to itself.
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing is heard over LISTEN (a pooler that lends connections by the transaction?); looking for changes every 5 s instead. Give DATABASE_URL a session connection for a live stream")]
    private static partial void Deaf(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that listens for changes was lost: {Reason}")]
    private static partial void Lost(ILogger log, string reason);
}
