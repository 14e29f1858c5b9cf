using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Settings;

/// <summary>The business's settings: the version in force, and adding one.</summary>
internal static class SettingsRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings", ReadAsync).Needs(KeyScope.Read).WithSummary("The current settings.");
        api.MapPatch("/settings", ChangeAsync).Needs(KeyScope.SettingsWrite).WithSummary("Saves a new version of the settings; what is not given stays as it was.");
    }

    private static async Task<Results<Ok<BusinessSettings>, StatusCodeHttpResult, ProblemHttpResult>> ReadAsync(HttpContext http, VitalsDatabase database, CancellationToken ct)
    {
        if (http.Caller().Role is AppRole.Setter or AppRole.Closer)
            return Problems.Of(http, StatusCodes.Status403Forbidden, "Setters do not see the settings; ask an owner or admin.");
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        http.Response.Headers.ETag = Tag(settings);
        return http.Request.Headers.IfNoneMatch.Contains(Tag(settings)) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(settings);
    }

    /// <summary>The version: who changes what was read says so by If-Match, and nobody's change in between is lost.</summary>
    private static string Tag(BusinessSettings settings) => $"\"{settings.Version}\"";

    private static async Task<Results<Ok<BusinessSettings>, ProblemHttpResult>> ChangeAsync(
        ChangeSettings body, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        InputText.Check(body.BusinessZone, body.Currency, body.PhoneRegion);
        await using var work = await database.BeginAsync(http.Caller().ToActor(), clock.GetUtcNow(), ct);
        await SettingsTurn.TakeAsync(work.Connection, ct);
        if (http.Request.Headers.IfMatch.ToString() is { Length: > 0 } read && read != Tag(await BusinessSettings.InForceAsync(work.Connection, ct)))
            return Problems.Of(http, StatusCodes.Status412PreconditionFailed, "Somebody changed the settings after you read them; read them again and repeat your change.");
        var settings = await body.RunAsync(work, ct);
        await work.CommitAsync(ct);
        http.Response.Headers.ETag = Tag(settings);
        return TypedResults.Ok(settings);
    }
}
