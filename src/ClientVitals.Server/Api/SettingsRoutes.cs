using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Access;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Api;

/// <summary>The business's settings: the version in force, and adding one.</summary>
internal static class SettingsRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings", ReadAsync).Needs(KeyScope.Read).WithSummary("The settings in force.");
        api.MapPatch("/settings", ChangeAsync).Needs(KeyScope.SettingsWrite).WithSummary("Adds a version of the settings; what is not given stays as it was.");
    }

    private static async Task<Results<Ok<BusinessSettings>, ProblemHttpResult>> ReadAsync(HttpContext http, VitalsDatabase database, CancellationToken cancel)
    {
        if (http.Caller().Role is AppRole.Setter or AppRole.Closer)
            return Problems.Of(http, StatusCodes.Status403Forbidden, "The settings are no part of a setter's work; ask whoever manages the business.");
        await using var db = await database.OpenAsync(http.Caller().ToActingAs(), cancel);
        return TypedResults.Ok(await BusinessSettings.InForceAsync(db, cancel));
    }

    private static async Task<Ok<BusinessSettings>> ChangeAsync(
        ChangeSettings body, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        Texts.Check(body.BusinessZone, body.Currency, body.PhoneRegion);
        await using var work = await database.BeginAsync(cancel);
        var settings = await body.RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Name, cancel);
        await new Audit(AuditAction.SettingsChanged, $"settings:{settings.Version}").RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Who, cancel);
        await work.CommitAsync(cancel);
        return TypedResults.Ok(settings);
    }
}
