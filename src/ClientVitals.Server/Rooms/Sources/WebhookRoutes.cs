using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using ClientVitals.Sources.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>
/// <c>POST /webhooks/{entity}/{source}</c>: messages as their senders sign them. Each is applied once; what is in it that is no call is
/// kept with its reason. An unknown source, one without a secret, another scheme, a wrong signature and one too old are told apart by
/// nobody outside.
/// </summary>
internal static class WebhookRoutes
{
    /// <summary>Bytes of a message whose headers show who sent it.</summary>
    private const int MostBytes = 5 << 20;

    /// <summary>Bytes of a message that has to be read to know; Aircall's have a few thousand.</summary>
    private const int MostUnshownBytes = 1 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // The earlier address, in full, beside the one for every entity.
        routes.MapPost("/webhooks/calls/{source}", (string source, HttpContext http, VitalsDatabase database, SecretStore secrets, CallerLimits limits, Links links, TimeProvider clock, CancellationToken ct) =>
            TakeAsync(CallEntity.Calls.Name, source, http, database, secrets, limits, links, clock, ct)).IsFree().ExcludeFromDescription();
        routes.MapPost("/webhooks/{entity}/{source}", TakeAsync).IsFree().ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(
        string entity, string source, HttpContext http, VitalsDatabase database, SecretStore secrets, CallerLimits limits, Links links, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // A burst of a source waits for its own connections and takes nobody else's.
        CurrentUse.Value = DatabaseUse.Delivery;
        var what = Entities.Find(entity);
        // No source has an empty name: an entity that there is not is refused as a source that there is not.
        var named = what is null ? "" : source;
        var message = await ReadAsync(named, http, database, secrets, links, now, ct);
        var from = message is null ? null : (await message.JudgeAsync(named, database, secrets, now, ct)).From;
        if (from is null)
        {
            Meters.Message("refused");
            // Only what is refused is counted against its address: a source may send as fast as it likes.
            if (limits.LetsStranger(http))
                return Problems.Of(http, StatusCodes.Status401Unauthorized, SignedMessage.NotAccepted);
            await limits.RefuseAsync(http, CallerLimits.TooManyFromHere);
            return Results.Empty;
        }
        var taken = await ApplyAsync(what!, from, message!.Sent, database, now, ct);
        Meters.Message(taken.Again ? "again" : "taken");
        if (!taken.Again)
            Meters.Recorded(taken.Added + taken.Corrected, "webhook");
        return TypedResults.Ok(taken);
    }

    /// <summary>The message, where something shows who sent it or its source is known to say so in the body; else null, and it is not read.</summary>
    private static async Task<SignedMessage?> ReadAsync(
        string source, HttpContext http, VitalsDatabase database, SecretStore secrets, Links links, DateTimeOffset now, CancellationToken ct)
    {
        var headers = http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal);
        var sent = new SentMessage(http.Request.Method, links.AsCalled(http.Request), headers, default);
        var shown = SignatureSchemes.Shown(sent);
        if (shown.Count > 0)
            return new(sent with { Body = await RequestBody.ReadAsync(http, MostBytes, ct) }, shown);
        // One that is too long to be Aircall's is refused as any other: that it was looked at would tell which sources there are.
        if (http.Request.ContentLength > MostUnshownBytes || !await SignedMessage.SaysInBodyAsync(source, database, secrets, now, ct))
            return null;
        try
        {
            return new(sent with { Body = await RequestBody.ReadAsync(http, MostUnshownBytes, ct) }, [WebhookScheme.Aircall]);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static async Task<MessageTaken> ApplyAsync(TakesIn what, CallSources from, SentMessage sent, VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var message = SignatureSchemes.Of(WebhookSchemeWords.Of(from.Scheme)).Accept(sent);
            return await new TakeMessage(what, from, message.Id, message.Json) { IdIsMade = message.IsMade, Beside = Entities.Beside(what, from.Mapping) }.RunAsync(database, now, ct);
        }
        catch (PlainError)
        {
            Meters.Message("refused");
            throw;
        }
    }
}
