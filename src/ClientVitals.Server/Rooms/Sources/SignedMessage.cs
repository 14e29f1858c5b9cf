using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Webhooks;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>A message at the door, and the schemes it may be signed by.</summary>
internal sealed record SignedMessage(SentMessage Sent, IReadOnlyList<WebhookScheme> Schemes)
{
    /// <summary>The one sentence for everybody who is not let in, whatever the reason: no sender learns which sources there are.</summary>
    public const string NotAccepted =
        "The message is not accepted. Check its address, that the source is there and not paused, how the source's messages are signed and with which secret, and the sender's clock.";

    /// <summary>Said where the signature fits; nobody outside gets to see it.</summary>
    private const string NotTaken = "This address accepts no messages: there is no such source, it is paused, or its messages are signed in another way.";

    /// <summary>The name under which no secret is kept.</summary>
    private const string NoSource = "webhook-none";

    private static readonly string Unknown = WebhookSignature.NewSecret();

    /// <summary>From which source it is, or why it is not let in; one of the two.</summary>
    public async Task<(CallSources? From, string? Fault)> JudgeAsync(string source, VitalsDatabase database, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var (fits, fault) = Fitting(source, secrets, now);
        if (fits.Count == 0)
            return (null, fault);
        // Whose signature fits was checked without the database, so that a stranger's message costs it nothing.
        return await FindAsync(source, database, now, ct) is { } from && fits.Contains(WebhookSchemeWords.Of(from.Scheme)) ? (from, null) : (null, NotTaken);
    }

    /// <summary>
    /// Whether the source's messages say who sent them in their bodies alone. The database is asked only where a secret of that name is
    /// kept here.
    /// </summary>
    public static async Task<bool> SaysInBodyAsync(string source, VitalsDatabase database, SecretStore secrets, DateTimeOffset now, CancellationToken ct) =>
        Secret(source, secrets) is not null && await FindAsync(source, database, now, ct) is { } from && from.Scheme == WebhookScheme.Aircall.Word();

    /// <summary>The schemes by which its signature fits; where none does, why the first does not.</summary>
    private (IReadOnlyList<WebhookScheme> Fits, string? Fault) Fitting(string source, SecretStore secrets, DateTimeOffset now)
    {
        // Against a secret that nobody knows the same work is done.
        var secret = Secret(source, secrets) ?? Unknown;
        var faults = Schemes.Select(scheme => (Scheme: scheme, Fault: Fault(scheme, secret, now))).ToList();
        return ([.. faults.Where(one => one.Fault is null).Select(one => one.Scheme)], faults.Select(one => one.Fault).FirstOrDefault(fault => fault is not null));
    }

    private string? Fault(WebhookScheme scheme, string secret, DateTimeOffset now)
    {
        try
        {
            return SignatureSchemes.Of(scheme).Fault(secret, Sent, now);
        }
        // A secret of another scheme fits no signature of this one.
        catch (PlainError noSecret)
        {
            return noSecret.Message;
        }
    }

    /// <summary>The secret kept here; null where there is none that may be used (the source's page and the doctor say why).</summary>
    private static string? Secret(string source, SecretStore secrets)
    {
        try
        {
            return secrets.Find(IsName(source) ? CallSources.SecretName(source) : NoSource);
        }
        catch (PlainError)
        {
            return null;
        }
    }

    private static async Task<CallSources?> FindAsync(string source, VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await CallSources.FindAsync(db, source, now, ct) is { Enabled: true } known ? known : null;
    }

    private static bool IsName(string source) =>
        source.Length is > 0 and <= 60 && source.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
