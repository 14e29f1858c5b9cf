using System.Globalization;
using System.Security.Cryptography;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Calls;

/// <summary>
/// Writes down a call that somebody made by hand, read by the rules of every other call. It has an id of its own, so that it can be
/// taken back.
/// </summary>
/// <param name="Client">With whom.</param>
/// <param name="At">When it began; null = now.</param>
/// <param name="Reached">Whether anybody answered.</param>
/// <param name="Minutes">How long; null = not said.</param>
/// <param name="Notes">What was said.</param>
/// <param name="Once">What tells one telling from another: told twice with the same, it is one call. Null = each telling is a call.</param>
public sealed record LogCall(Guid Client, DateTimeOffset? At, bool Reached, int? Minutes = null, string? Notes = null, Guid? Once = null) : IAct<Guid>
{
    /// <summary>The source under whose name such calls stand.</summary>
    public const string Source = "by hand";

    private const int LongestMinutes = 24 * 60, LongestNotes = 4000;

    /// <summary>Writes it down; the one who acts made the call.</summary>
    /// <returns>Its id at its source.</returns>
    /// <exception cref="PlainError">The call lies ahead, lasts longer than a day, or the client has no address.</exception>
    /// <exception cref="NotFoundException">The one who acts sees no such client.</exception>
    public async Task<Guid> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var client = await FoundClient.SeenAsync(work, Client, ct) ?? throw new NotFoundException(SeenClients.NoSuchClient);
        var at = At ?? work.Now;
        if (at > work.Now)
            throw new PlainError("The call is in the future; record calls that were made.");
        if (Minutes is < 0 or > LongestMinutes)
            throw new PlainError($"Minutes must be 0 to {LongestMinutes}, not {Minutes}.");
        if (Notes?.Length > LongestNotes)
            throw new PlainError($"The note has {Notes.Length} characters; at most {LongestNotes} are allowed. Shorten it.");
        if (client.Email is null && client.Phones.Length == 0)
            throw new PlainError("The client has no e-mail and no number to match calls by; add one first.");
        var id = Id();
        var call = new Dictionary<string, string?>
        {
            [client.Email is null ? "client_phone" : "client_email"] = client.Email ?? client.Phones.FirstOrDefault(),
            ["started_at"] = at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            ["logged_at"] = work.Now.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            ["provider_call_id"] = id.ToString(),
            ["status"] = Reached ? "COMPLETED" : "NO_ANSWER",
            ["direction"] = "OUTBOUND",
            ["channel"] = "PHONE",
            ["staff"] = work.Actor().OwnBook ?? work.By.Name,
            ["duration_seconds"] = Minutes is { } minutes ? (minutes * 60).ToString(CultureInfo.InvariantCulture) : null,
            ["notes"] = Notes,
        };
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        var done = await CallEntity.TakesIn.RecordAsync(work, new(Source, "call written down", [call], MatchOnly: true), settings, work.Now, ct);
        if (done.Rejected is [var refused, ..])
            throw new PlainError($"The call could not be recorded: {refused.Reason}.");
        await Audit.Client("call recorded", Client).RunAsync(work, ct);
        return id;
    }

    /// <summary>Made of the client too: nobody names the call of somebody else.</summary>
    private Guid Id() => Once is not { } once
        ? Guid.NewGuid()
        : new(SHA256.HashData([.. Client.ToByteArray(), .. once.ToByteArray()]).AsSpan(0, 16));
}
