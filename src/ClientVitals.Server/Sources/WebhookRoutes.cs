using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server.Access;
using ClientVitals.Server.Operations;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Sources;

/// <summary>
/// <c>POST /webhooks/calls/{source}</c>: messages signed by the Standard Webhooks specification. Each is applied once; what is in it
/// that is no call is kept with its reason. An unknown source, one without a secret and a wrong signature are told apart by nobody
/// outside.
/// </summary>
internal static class WebhookRoutes
{
    /// <summary>Bytes of a message.</summary>
    private const int MostBytes = 5 << 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/calls/{source}", TakeAsync).IsOpen().ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(
        string source, HttpContext http, VitalsDatabase database, Secrets secrets, TimeProvider clock, CancellationToken cancel)
    {
        var body = await Bodies.ReadAsync(http, MostBytes, cancel);
        var now = clock.GetUtcNow();
        CallSources? known;
        await using (var db = await database.OpenAsync(cancel))
            known = await CallSources.FindAsync(db, source, now, cancel);
        var secret = known is { Enabled: true } ? secrets.Find(CallSources.SecretName(known.Name)) : null;
        var id = http.Request.Headers["webhook-id"].ToString();
        var fault = secret is null
            ? "No messages are taken at this address: there is no such source, it is switched off, or it has no secret."
            : WebhookSignature.Fault(secret, id, http.Request.Headers["webhook-timestamp"], body, http.Request.Headers["webhook-signature"], now);
        if (fault is not null)
        {
            Meters.Message("refused");
            return Problems.Of(http, StatusCodes.Status401Unauthorized, fault);
        }
        var taken = await ApplyAsync(new(known!, id, body), database, now, cancel);
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
