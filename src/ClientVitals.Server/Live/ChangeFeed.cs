using System.Collections.Concurrent;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Operations;
using ClientVitals.Sources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClientVitals.Server.Live;

/// <summary>
/// Listens to the database on one connection and passes on what it hears to those who follow. Where nothing is heard of a word said to
/// oneself (a pooler that lends its connections by the transaction), it says so in the log and looks for new deliveries and changed rights
/// every few seconds instead.
/// </summary>
internal sealed partial class ChangeFeed(VitalsDatabase database, ILogger<ChangeFeed> log) : BackgroundService
{
    private const string Name = "vitals_changes";

    /// <summary>Words of changes that concern rights: those of somebody changed, or it is not known what changed.</summary>
    public const string Access = "access", Reconnected = "reconnected";

    private static readonly TimeSpan Hearing = TimeSpan.FromSeconds(5), Looking = TimeSpan.FromSeconds(3), Quiet = TimeSpan.FromSeconds(4), Again = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    private readonly ConcurrentDictionary<Following, bool> _followers = new();

    /// <summary>What changes from now on, until disposed.</summary>
    /// <param name="concerns">Whether a change of this account's or key's rights is the follower's; null = everybody's.</param>
    public Following Follow(Func<Guid?, bool>? concerns = null)
    {
        var following = new Following(concerns ?? (static _ => true), gone =>
        {
            if (_followers.TryRemove(gone, out _))
                Meters.Follower(-1);
        });
        _followers[following] = true;
        Meters.Follower(1);
        return following;
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var faults = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenBareAsync(stopping);
                if (await HearsAsync(connection, stopping))
                {
                    // What changed while nobody listened: those who follow look again.
                    Tell(new(Reconnected));
                    faults = 0;
                    await ListenAsync(connection, stopping);
                }
                Deaf(log);
                await connection.CloseAsync();
                await LookAsync(stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                // Whatever the line dies of while the server stops is no fault of it.
                return;
            }
            catch (Exception error) when (error is NpgsqlException or PlainError or IOException or ObjectDisposedException)
            {
                Lost(log, error.Message);
                await Task.Delay(Again, stopping);
            }
            // Whatever else it is, the server goes on, and so does this: without it no page would be fresh by itself. Where the memory is used up nobody goes on.
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                var wait = Wait(faults++);
                Broke(log, error, wait.TotalSeconds);
                await Task.Delay(wait, stopping);
            }
        }
    }

    /// <summary>How long until it is tried again after an error that nobody foresaw: 2 s, then twice as long each time, a minute at most.</summary>
    /// <param name="faults">How often in a row it failed so before.</param>
    internal static TimeSpan Wait(int faults) => TimeSpan.FromSeconds(Math.Min(60, 2 << Math.Min(faults, 5)));

    /// <summary>
    /// Passes on what is heard. A line that was cut says nothing, just as one on which nothing happens: so it is asked something when it was
    /// quiet, and lost when no answer comes.
    /// </summary>
    private static async Task ListenAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand("select 1", connection) { CommandTimeout = (int)Quiet.TotalSeconds };
        while (true)
        {
            if (!await connection.WaitAsync(Quiet, cancel))
                await ask.ExecuteNonQueryAsync(cancel);
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
        var rights = await AccessMark.ReadAsync(database, cancel);
        while (true)
        {
            if (await AccessMark.ReadAsync(database, cancel) is var mark && mark != rights)
            {
                rights = mark;
                Tell(new(Access));
            }
            var page = await DeliveriesPage.ReadAsync(database, DatabaseIdentity.Service, null, 1, null, cancel);
            if (page.Items is [var latest] && latest.Id != last)
            {
                if (last > 0)
                    Tell(new(Reconnected));
                last = latest.Id;
            }
            await Task.Delay(Looking, cancel);
        }
    }

    private void Tell(Change change)
    {
        foreach (var follower in _followers.Keys)
            follower.Tell(change);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing arrives over LISTEN (a pooler in transaction mode?); looking for changes every 3 s instead. Give DATABASE_URL a session connection for a live stream")]
    private static partial void Deaf(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that listens for changes was lost: {Reason}")]
    private static partial void Lost(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Listening for changes failed in a way nobody foresaw; next try in {Seconds} s. Please report this")]
    private static partial void Broke(ILogger log, Exception error, double seconds);
}
