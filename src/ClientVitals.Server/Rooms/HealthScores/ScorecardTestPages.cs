using ClientVitals.Database;
using ClientVitals.HealthScores.BackTests.Cards;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>Back-tests of a version: begun from its page or by the API, worked off in the background, stopped.</summary>
internal static partial class ScorecardTestPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost(ScorecardPages.Address + "/{name}/back-test", AskAsync).NeedsManager();
        pages.MapPost(ScorecardPages.Address + "/{name}/back-test/stop", StopAsync).NeedsManager();
    }

    /// <summary>Begins the back-test of a version and works it off when the request is long answered; null when another is at work.</summary>
    /// <exception cref="NotFoundException">There is no such scorecard.</exception>
    public static async Task<ScorecardBacktestBegun?> BeginAsync(HttpContext http, string name, CancellationToken ct)
    {
        InputText.Check(name);
        var services = http.RequestServices;
        var (database, now) = (services.GetRequiredService<VitalsDatabase>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var test = new RunScorecardBacktest(name);
        if (await test.BeginAsync(database, http.Caller().ToActor(), now, ct) is not { } begun)
            return null;
        var (log, stopping) = (services.GetRequiredService<ILogger<RunScorecardBacktest>>(), services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        // It goes on when the browser leaves: what comes of it is on record.
        _ = Task.Run(() => WorkOffAsync(test, database, begun, now, log, stopping), CancellationToken.None);
        return begun;
    }

    private static async Task<IResult> AskAsync(string name, HttpContext http, CancellationToken ct)
    {
        await FormAsync(http, ct);
        var begun = await BeginAsync(http, name, ct);
        return TypedResults.LocalRedirect($"{ScorecardPages.Address}/{Uri.EscapeDataString(name)}{(begun is null ? "?said=card-test-busy" : "")}#back-test");
    }

    private static async Task<IResult> StopAsync(string name, HttpContext http, Language language, CancellationToken ct)
    {
        await FormAsync(http, ct);
        return await http.DoAsync(new StopScorecardBacktest(name), ct)
            ? TypedResults.LocalRedirect($"{ScorecardPages.Address}/{Uri.EscapeDataString(name)}#back-test")
            : throw new PlainError(new ScorecardTestTexts(language).NotRunning);
    }

    private static async Task WorkOffAsync(RunScorecardBacktest test, VitalsDatabase database, ScorecardBacktestBegun begun, DateTimeOffset now, ILogger log, CancellationToken stopping)
    {
        CurrentUse.Value = DatabaseUse.Work;
        try
        {
            await test.RunAsync(database, begun, now, null, stopping);
        }
        catch (Exception error) when (error is PlainError or OperationCanceledException)
        {
            // Said on the page, from the record.
        }
        catch (Exception broken)
        {
            Broke(log, broken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A back-test of a scorecard failed")]
    private static partial void Broke(ILogger log, Exception broken);
}
