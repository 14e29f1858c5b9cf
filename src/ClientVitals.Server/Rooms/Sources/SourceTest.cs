using System.Globalization;
using System.Text;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>
/// What came of a test of a source: a message was signed, judged as one that comes from outside is, read by the source's mapping and
/// recorded, and all of it taken back. The network between the source and this server was no part of it.
/// </summary>
/// <param name="IsFine">Whether it was let in and a call was read of it.</param>
/// <param name="Sentence">What was tried and how it went.</param>
/// <param name="Refused">Calls of it that were none, by their place from 1, and why.</param>
/// <param name="Message">The message, as JSON.</param>
public sealed record SourceTest(bool IsFine, string Sentence, IReadOnlyList<Reject> Refused, string Message)
{
    /// <summary>Tests a source.</summary>
    /// <param name="secret">What the other side signs with; null = the secret that is kept here.</param>
    /// <param name="message">A message as the source sends it; null = one made up for its mapping.</param>
    public static async Task<SourceTest> RunAsync(
        CallSources source, string? secret, string? message, VitalsDatabase database, Secrets secrets, DateTimeOffset now, CancellationToken cancel)
    {
        var text = message;
        try
        {
            text ??= ExampleMessage.Of(CallMapping.Of(source.Mapping), now);
            if ((secret ?? secrets.Find(CallSources.SecretName(source.Name))) is not { } key)
                return new(false, "Nothing was tested: the source has no secret on this server; make a new one.", [], text);
            var id = "test_" + Guid.NewGuid().ToString("n");
            var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var body = Encoding.UTF8.GetBytes(text);
            var signed = new SignedMessage(id, timestamp, Sign(key, id, timestamp, body), body);
            var (from, fault) = await signed.JudgeAsync(source.Name, database, secrets, now, cancel);
            if (from is null)
                return new(false, $"Refused as from outside it would be (401). {(source.Enabled ? fault : "The source is paused; resume it first.")}", [], text);
            return Told(await new TakeMessage(CallEntity.TakesIn, from, id, body).RehearseAsync(database, now, cancel), text);
        }
        // What the database did not answer is no fault of the message.
        catch (PlainError refused) when (refused.InnerException is not Npgsql.NpgsqlException)
        {
            return new(false, $"It would be answered with 400. {refused.Message}", [], text ?? "");
        }
    }

    private static string Sign(string key, string id, string timestamp, byte[] body)
    {
        try
        {
            return WebhookSignature.Sign(key, id, timestamp, body);
        }
        catch (PlainError none)
        {
            throw new PlainError("Nothing was signed: this is not a webhook secret, which is whsec_ followed by base64.", none);
        }
    }

    private static SourceTest Told(MessageRehearsed tried, string text)
    {
        const string Let = "The signature was accepted and it would be answered with 200";
        var taken = tried.Taken;
        if (taken.Read == 0)
            return new(false, $"{Let}, but the mapping finds no call in this message: nothing is recorded from such messages.", [], text);
        var calls = taken.Read == 1 ? "one call" : $"{taken.Read} calls";
        var known = taken.Added == taken.Read ? "new" : $"{taken.Added} new, {taken.Unchanged} known, {taken.Corrected} corrected, {taken.Rejected} refused";
        return new(
            taken.Rejected == 0,
            $"{Let}. The mapping read {calls} ({known}) in {tried.Fields.Count} fields: {string.Join(", ", tried.Fields)}. All of it was undone; nothing of the test is stored.",
            tried.Rejected,
            text);
    }
}
