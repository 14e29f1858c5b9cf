using System.Globalization;
using System.Security.Cryptography;
using ClientVitals.Database;
using ClientVitals.People;

namespace ClientVitals.Calls;

/// <summary>
/// Writes down a call that somebody made by hand, read by the rules of every other call. It has an id of its own, so that it can be
/// taken back.
/// </summary>
/// <param name="Client">With whom.</param>
/// <param name="At">When it began.</param>
/// <param name="Reached">Whether anybody answered.</param>
/// <param name="By">Who called.</param>
/// <param name="Minutes">How long; null = not said.</param>
/// <param name="Notes">What was said.</param>
/// <param name="Once">What tells one telling from another: told twice with the same, it is one call. Null = each telling is a call.</param>
public sealed record LogCall(FoundClient Client, DateTimeOffset At, bool Reached, string By, int? Minutes = null, string? Notes = null, Guid? Once = null)
{
    /// <summary>The source under whose name such calls stand.</summary>
    public const string Source = "by hand";

    private const int LongestMinutes = 24 * 60, LongestNotes = 4000;

    /// <summary>Writes it down within somebody's unit of work, who commits it.</summary>
    /// <returns>The id under which it stands at its source.</returns>
    /// <exception cref="PlainError">The call lies ahead, lasts longer than a day, or the client has no address.</exception>
    public async Task<Guid> RunAsync(UnitOfWork unit, CallFileOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(options);
        if (At > options.Now)
            throw new PlainError("The call lies ahead; write down calls that were made.");
        if (Minutes is < 0 or > LongestMinutes)
            throw new PlainError($"A call lasts 0 to {LongestMinutes} minutes; {Minutes} is none of that.");
        if (Notes?.Length > LongestNotes)
            throw new PlainError($"The note has {Notes.Length} characters; at most {LongestNotes} are kept. Shorten it.");
        if (Client.Email is null && Client.Phones.Length == 0)
            throw new PlainError("The client has no e-mail and no number, by which calls are told apart; add one first.");
        var id = Id();
        var call = new Dictionary<string, string?>
        {
            [Client.Email is null ? "client_phone" : "client_email"] = Client.Email ?? Client.Phones.FirstOrDefault(),
            ["started_at"] = At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            ["logged_at"] = options.Now.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            ["provider_call_id"] = id.ToString(),
            ["status"] = Reached ? "COMPLETED" : "NO_ANSWER",
            ["direction"] = "OUTBOUND",
            ["channel"] = "PHONE",
            ["staff"] = By,
            ["duration_seconds"] = Minutes is { } minutes ? (minutes * 60).ToString(CultureInfo.InvariantCulture) : null,
            ["notes"] = Notes,
        };
        using var one = CallFile.Of("call written down", [call], options with { Source = Source });
        var done = await CallEntity.Calls.RecordAsync(unit, one, matchOnly: true, moves: true, options.Now, ct);
        if (done.Rejected is [var refused, ..])
            throw new PlainError($"The call could not be written down: {refused.Reason}");
        return id;
    }

    /// <summary>Made of the client too: nobody names the call of somebody else.</summary>
    private Guid Id() => Once is not { } once
        ? Guid.NewGuid()
        : new(SHA256.HashData([.. Client.Id.ToByteArray(), .. once.ToByteArray()]).AsSpan(0, 16));
}
