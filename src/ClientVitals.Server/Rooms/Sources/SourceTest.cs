using System.Text;
using System.Text.Json.Nodes;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using ClientVitals.Sources.Webhooks;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>
/// What came of a test of a source: a message was signed, judged as one that comes from outside is, read by the source's mapping and
/// recorded, and all of it taken back. The network between the source and this server was no part of it.
/// </summary>
/// <param name="IsFine">Whether it was let in and something was read of it.</param>
/// <param name="Sentence">What was tried and how it went.</param>
/// <param name="Refused">Rows of it that cannot be used, by their place from 1, and why.</param>
/// <param name="Message">The message, without a token.</param>
public sealed record SourceTest(bool IsFine, string Sentence, IReadOnlyList<Reject> Refused, string Message)
{
    /// <summary>What the message told of.</summary>
    public string Entity { get; init; } = CallEntity.Calls.Name;

    /// <summary>What messages of a mapping can tell of: what it is made for first.</summary>
    internal static IReadOnlyList<TakesIn> EntitiesOf(string mapping)
    {
        var usual = Entities.OfMapping(mapping);
        return [.. Entities.All.Where(Reads).OrderByDescending(entity => entity == usual)];

        bool Reads(TakesIn entity)
        {
            try
            {
                entity.CheckMapping(mapping);
                return true;
            }
            catch (PlainError)
            {
                // A mapping of something else.
                return false;
            }
        }
    }

    /// <summary>Tests a source.</summary>
    /// <param name="secret">What the other side signs with; null = the secret that is kept here.</param>
    /// <param name="entity">What the message tells of.</param>
    /// <param name="message">A message as the source sends it; null = one made up for its mapping.</param>
    /// <param name="address">Where the source sends its messages.</param>
    /// <param name="says">The sentences of it.</param>
    internal static async Task<SourceTest> RunAsync(
        CallSources source, TakesIn entity, string? secret, string? message, string address, SourceTestTexts says, VitalsDatabase database, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var text = message;
        try
        {
            text ??= entity.Example(source.Mapping, now);
            if ((secret ?? secrets.Find(CallSources.SecretName(source.Name))) is not { } key)
                return new(false, says.NoSecret, [], text);
            var scheme = SignatureSchemes.Of(WebhookSchemeWords.Of(source.Scheme));
            if (Sign(scheme, key, AsSent(source, text, address), now, out var whyNot) is not { } sent)
                return new(false, says.NotSigned(whyNot), [], text);
            var signed = new SignedMessage(sent, [WebhookSchemeWords.Of(source.Scheme)]);
            var (from, fault) = await signed.JudgeAsync(source.Name, database, secrets, now, ct);
            // A token that came with a pasted message is not shown again.
            var accepted = scheme.Accept(signed.Sent);
            text = signed.Sent.IsForm ? text : Encoding.UTF8.GetString(accepted.Json.Span);
            if (from is null)
                return new(false, source.Enabled ? says.Refused(fault) : says.RefusedPaused, [], text);
            var tried = new TakeMessage(entity, from, "test_" + Guid.NewGuid().ToString("n"), accepted.Json) { IdIsMade = accepted.IsMade };
            return Told(await tried.RehearseAsync(database, now, ct), entity, says, text);
        }
        // What the database did not answer is no fault of the message.
        catch (PlainError refused) when (refused.InnerException is not Npgsql.NpgsqlException)
        {
            return new(false, says.NotAccepted(refused.Said), [], text ?? "");
        }
    }

    /// <summary>The message as its sender writes it: Twilio's is a form, and may be pasted as one or as the same names in JSON.</summary>
    private static SentMessage AsSent(CallSources source, string text, string address)
    {
        const string Form = "application/x-www-form-urlencoded", Json = "application/json";
        var isForm = source.Scheme == WebhookScheme.Twilio.Word();
        if (isForm && Flat(text) is { } fields)
            text = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
        return new("POST", [address], new Dictionary<string, string> { ["content-type"] = isForm ? Form : Json }, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The texts of a JSON object that holds nothing else; null where it is not one.</summary>
    private static Dictionary<string, string>? Flat(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject named && named.All(one => one.Value is JsonValue) ? named.ToDictionary(one => one.Key, one => one.Value!.ToString()) : null;
        }
        // Not JSON, or one name twice.
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The message with its signature; null where the secret cannot sign, and why.</summary>
    private static SentMessage? Sign(SignatureScheme scheme, string key, SentMessage message, DateTimeOffset now, out Sentence whyNot)
    {
        whyNot = ClientVitals.Sentence.Of("");
        try
        {
            return scheme.Sign(key, message, now);
        }
        catch (PlainError noSecret)
        {
            whyNot = noSecret.Said;
            return null;
        }
    }

    private static SourceTest Told(MessageRehearsed tried, TakesIn entity, SourceTestTexts says, string text)
    {
        var taken = tried.Taken;
        if (taken.Read == 0)
            return new(false, says.NothingIn(entity.Name), [], text);
        return new(taken.Rejected == 0, says.Read(entity.Name, taken, tried.Fields), tried.Rejected, text);
    }
}
