using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>A message as it stands before the door; the headers as sent.</summary>
internal sealed record SignedMessage(string Id, string Timestamp, string Signatures, ReadOnlyMemory<byte> Body)
{
    private const string NotTaken = "This address accepts no messages: there is no such source, it is paused, or it has no secret.";

    /// <summary>The name under which no secret is kept.</summary>
    private const string NoSource = "webhook-none";

    private static readonly string Unknown = WebhookSignature.NewSecret();

    /// <summary>From which source it is, or why it is not let in; one of the two.</summary>
    /// <exception cref="PlainError">The secret that is kept is none, or others may read it.</exception>
    public async Task<(CallSources? From, string? Fault)> JudgeAsync(
        string source, VitalsDatabase database, Secrets secrets, DateTimeOffset now, CancellationToken cancel) =>
        SignatureFault(source, secrets, now) is { } fault ? (null, fault) : await FromAsync(source, database, now, cancel);

    /// <summary>
    /// Why its signature does not count; null = it does. Asks nobody but the secrets of this server, so that a stranger's message costs the
    /// database nothing.
    /// </summary>
    /// <exception cref="PlainError">The secret that is kept is none, or others may read it.</exception>
    public string? SignatureFault(string source, Secrets secrets, DateTimeOffset now) =>
        // Against a secret that nobody knows the same work is done and the same said: no sender learns which sources there are.
        WebhookSignature.Fault((IsName(source) ? secrets.Find(CallSources.SecretName(source)) : secrets.Find(NoSource)) ?? Unknown, Id, Timestamp, Body.Span, Signatures, now);

    /// <summary>The source, where it is switched on; else why not.</summary>
    public static async Task<(CallSources? From, string? Fault)> FromAsync(string source, VitalsDatabase database, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await CallSources.FindAsync(db, source, now, cancel) is { Enabled: true } known ? (known, null) : (null, NotTaken);
    }

    private static bool IsName(string source) =>
        source.Length is > 0 and <= 60 && source.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
