using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>
/// <c>POST /webhooks/{entity}/{source}</c>: messages signed by the Standard Webhooks specification. Each is applied once; what is in it
/// that cannot be used is kept with its reason. An unknown entity or source, one without a secret and a wrong signature are told apart by nobody
/// outside.
/// </summary>
internal static class WebhookRoutes
{
    /// <summary>Bytes of a message.</summary>
    private const int MostBytes = 5 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // The address of before, in full, beside the one for every entity.
        routes.MapPost("/webhooks/calls/{source}", (string source, HttpContext http, VitalsDatabase database, Secrets secrets, TimeProvider clock, CancellationToken cancel) =>
            TakeAsync(CallEntity.Calls.Name, source, http, database, secrets, clock, cancel)).IsOpen().ExcludeFromDescription();
        routes.MapPost("/webhooks/{entity}/{source}", TakeAsync).IsOpen().ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(
        string entity, string source, HttpContext http, VitalsDatabase database, Secrets secrets, TimeProvider clock, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync(http, MostBytes, cancel);
        var now = clock.GetUtcNow();
        var headers = http.Request.Headers;
        var message = new SignedMessage(headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body);
        var what = Entities.Find(entity);
        // No source has an empty name: an entity that there is not is refused as a source that there is not.
        var (from, fault) = await message.JudgeAsync(what is null ? "" : source, database, secrets, now, cancel);
        if (from is null || what is null)
        {
            Meters.Message("refused");
            return Problems.Of(http, StatusCodes.Status401Unauthorized, fault!);
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
