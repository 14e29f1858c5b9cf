using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>
/// <c>POST /webhooks/{entity}/{source}</c>: messages signed by the Standard Webhooks specification. Each is applied once; what is in it
/// that is no call is kept with its reason. An unknown source, one without a secret and a wrong signature are told apart by nobody
/// outside.
/// </summary>
internal static class WebhookRoutes
{
    /// <summary>Bytes of a message.</summary>
    private const int MostBytes = 5 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // The address of before, in full, beside the one for every entity.
        routes.MapPost("/webhooks/calls/{source}", (string source, HttpContext http, VitalsDatabase database, Secrets secrets, CallerLimits limits, TimeProvider clock, CancellationToken cancel) =>
            TakeAsync(CallEntity.Calls.Name, source, http, database, secrets, limits, clock, cancel)).IsFree().ExcludeFromDescription();
        routes.MapPost("/webhooks/{entity}/{source}", TakeAsync).IsFree().ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(
        string entity, string source, HttpContext http, VitalsDatabase database, Secrets secrets, CallerLimits limits, TimeProvider clock, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync(http, MostBytes, cancel);
        var now = clock.GetUtcNow();
        var headers = http.Request.Headers;
        var message = new SignedMessage(headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body);
        var what = Entities.Find(entity);
        // No source has an empty name: an entity that there is not is refused as a source that there is not.
        var fault = message.SignatureFault(what is null ? "" : source, secrets, now);
        CallSources? from = null;
        if (fault is null)
        {
            // A burst of a source waits for its own connections and takes nobody else's.
            CurrentUse.Value = DatabaseUse.Delivery;
            (from, fault) = await SignedMessage.FromAsync(source, database, now, cancel);
        }
        if (from is null || what is null)
        {
            Meters.Message("refused");
            // Only what is refused is counted against its address: a source may send as fast as it likes.
            if (limits.LetsStranger(http))
                return Problems.Of(http, StatusCodes.Status401Unauthorized, fault!);
            await limits.RefuseAsync(http, CallerLimits.TooManyFromHere);
            return Results.Empty;
        }
        var taken = await ApplyAsync(new(what, from, message.Id, body), database, now, cancel);
        Meters.Message(taken.Again ? "again" : "taken");
        if (!taken.Again)
            Meters.Recorded(taken.Added + taken.Corrected, "webhook");
        return TypedResults.Ok(taken);
    }

    private static async Task<MessageTaken> ApplyAsync(TakeMessage message, VitalsDatabase database, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            return await message.RunAsync(database, now, cancel);
        }
        catch (PlainError)
        {
            Meters.Message("refused");
            throw;
        }
    }
}
