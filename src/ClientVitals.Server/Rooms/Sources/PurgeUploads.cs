using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>Clears away, at the start and every hour, what was sent to this server and lies there too long. Each server has files of its own.</summary>
internal sealed partial class PurgeUploads(Uploads uploads, TimeProvider clock, ILogger<PurgeUploads> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hours = new PeriodicTimer(Between, clock);
        try
        {
            do
                Purge();
            while (await hours.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends, also one that never opened.
        }
    }

    private void Purge()
    {
        try
        {
            uploads.Purge(clock.GetUtcNow());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            NotPurged(log, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old uploads could not be deleted: {Reason}")]
    private static partial void NotPurged(ILogger log, string reason);
}
