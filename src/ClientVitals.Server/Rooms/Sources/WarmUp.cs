using ClientVitals.Database;
using ClientVitals.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>
/// Previews a file of one line soon after the start. The first file that a process reads waits for the phone numbers of all countries, patterns of
/// dates and code that was never run; the first person to send one need not.
/// </summary>
internal sealed partial class WarmUp(VitalsDatabase database, TimeProvider clock, ILogger<WarmUp> log) : BackgroundService
{
    /// <summary>The first pages come first.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(2);

    private const string Line = "client_email,client_phone,started_at,direction,duration\nnobody@example.com,+971 50 111 2233,2026-01-05 10:00,inbound,00:05:00\n";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(After, clock, stoppingToken);
            await ReadAsync(stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends before it was warm.
        }
        catch (Exception error)
        {
            // Whatever it is, a server is not ended by what only makes it quicker.
            Cold(log, error);
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var file = Path.Combine(Path.GetTempPath(), $"vitals-{Guid.NewGuid():N}.csv");
        try
        {
            await File.WriteAllTextAsync(file, Line, ct);
            var settings = await BusinessSettings.InForceAsync(database, ct);
            var kind = FileKind.Of(null);
            await kind.PreviewAsync(file, FileChoices.None, kind.Reading(FileChoices.None, settings, clock.GetUtcNow()), false, database, null, ct);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The first file will be read more slowly: reading one in advance failed")]
    private static partial void Cold(ILogger log, Exception error);
}
