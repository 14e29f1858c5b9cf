using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Server.Sources;

/// <summary>A message as it stands before the door; the headers as sent.</summary>
internal sealed record SignedMessage(string Id, string Timestamp, string Signatures, ReadOnlyMemory<byte> Body)
{
    /// <summary>The name under which no secret is kept.</summary>
    private const string NoSource = "webhook-none";

    private static readonly string Unknown = WebhookSignature.NewSecret();

    /// <summary>From which source it is, or why it is not let in; one of the two.</summary>
    /// <exception cref="PlainError">The secret that is kept is none, or others may read it.</exception>
    public async Task<(CallSources? From, string? Fault)> JudgeAsync(
        string source, VitalsDatabase database, Secrets secrets, DateTimeOffset now, CancellationToken cancel)
    {
        CallSources? known;
        await using (var db = await database.OpenAsync(cancel))
            known = await CallSources.FindAsync(db, source, now, cancel);
        var secret = known is { Enabled: true } ? secrets.Find(CallSources.SecretName(known.Name)) : secrets.Find(NoSource);
        // Against a secret that nobody knows the same work is done and the same said: no sender learns which sources there are.
        var fault = WebhookSignature.Fault(known is { Enabled: true } ? secret ?? Unknown : Unknown, Id, Timestamp, Body.Span, Signatures, now);
        return fault is null ? (known, null) : (null, fault);
    }
}
