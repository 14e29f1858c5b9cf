using ClientVitals.CallPatterns.BackTests;
using ClientVitals.Database;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.CallPatterns.BackTests;

/// <summary>What each rule would have been worth on the business's own history, with the budget as a handle.</summary>
internal static partial class BackTestPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/call-patterns/back-test", PageAsync).NeedsManager();
        pages.MapPost("/call-patterns/back-test", BeginAsync).NeedsManager();
    }

    private static async Task<IResult> PageAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, string? at = null, string? said = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        var (last, success) = await BacktestRun.LatestAsync(database, seen.Who.ToIdentity(), cancel);
        var test = success?.Read();
        BusinessSettings settings;
        await using (var db = await database.OpenAsync(cancel))
            settings = await BusinessSettings.InForceAsync(db, cancel);
        return PageResult.Of<BackTestPage>(200, new
        {
            Seen = seen,
            Last = last,
            Success = success,
            Headline = test?.Headline(seen.Sentence),
            False = success is null ? [] : await FalseAlerts.ReadAsync(database, seen.Who.ToIdentity(), success.Id, cancel),
            Wrong = test?.Curve(BacktestRule.Calibrated).ChosenPoint.Of(AlertOutcome.CameBack) ?? 0,
            Test = test?.At(Whole(at, "position of the slider") ?? test.Curve(BacktestRule.Calibrated).Chosen),
            Stated = test?.Curve(BacktestRule.Calibrated).Chosen,
            Business = settings,
            Said = FlashMessages.Of(http, said),
        });
    }

    private static async Task<IResult> BeginAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, IHostApplicationLifetime life, ILogger<RunBacktest> log, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        var test = new RunBacktest(Day(form["from"]), Day(form["to"]));
        var now = clock.GetUtcNow();
        if (await RunBacktest.BeginAsync(database, now, http.Caller().Who, cancel) is not { } run)
            return TypedResults.LocalRedirect("/call-patterns/back-test?said=back-test-at-work");
        // It goes on when the browser leaves: what comes of it is on record.
        _ = Task.Run(() => WorkOffAsync(test, database, run, now, log, life.ApplicationStopping), CancellationToken.None);
        return TypedResults.LocalRedirect("/call-patterns/back-test");
    }

    private static async Task WorkOffAsync(RunBacktest test, VitalsDatabase database, BacktestBegun run, DateTimeOffset now, ILogger log, CancellationToken stopping)
    {
        CurrentUse.Value = DatabaseUse.Work;
        try
        {
            await test.RunAsync(database, run, now, stopping);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A back-test started from a page failed")]
    private static partial void Broke(ILogger log, Exception broken);
}
