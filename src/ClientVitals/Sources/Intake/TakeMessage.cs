using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals.Sources.Intake;

/// <summary>What became of a message of a source.</summary>
/// <param name="Delivery">The delivery it became; null = it holds nothing this source's mapping reads.</param>
/// <param name="Again">It had been taken before: nothing was done now, this is what was answered then.</param>
public sealed record MessageTaken(long? Delivery, long Read, long Added, long Unchanged, long Corrected, long Rejected, long Unmatched, bool Again);

/// <summary>What would become of a message of a source.</summary>
/// <param name="Taken">What would have been answered; no delivery of it stays.</param>
/// <param name="Fields">The words of the fields that its values were read as.</param>
/// <param name="Rejected">Which of its rows cannot be used, by their place from 1, and why.</param>
public sealed record MessageRehearsed(MessageTaken Taken, IReadOnlyList<string> Fields, IReadOnlyList<Reject> Rejected);

/// <summary>
/// Takes a message of a source: its rows are recorded and its id is written down in one transaction, so that it is applied once,
/// however often and however concurrently it comes. Whether it is from the source is for the door to check first.
/// </summary>
/// <param name="Entity">What it holds.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="Body">Its bytes, JSON.</param>
public sealed record TakeMessage(TakesIn Entity, CallSources Source, string MessageId, ReadOnlyMemory<byte> Body)
{
    /// <summary>What the message may hold where it holds none of <see cref="Entity"/>.</summary>
    public IReadOnlyList<TakesIn> Beside { get; init; } = [];

    /// <summary>The id was made of what the message says, as its sender gives none: the same id is the same message, however its bytes differ.</summary>
    public bool IdIsMade { get; init; }

    /// <summary>A source acts as the program itself; its messages are signed, and name clients of any book.</summary>
    private Principal By => new($"source:{Source.Name}", Source.Name, DatabaseIdentity.Service);

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    /// <summary>Takes it. One that cannot be read is written down as a delivery that failed, with what it said, and then refused.</summary>
    /// <exception cref="PlainError">It is no JSON, holds no rows, or the id was used for another message.</exception>
    public async Task<MessageTaken> RunAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        // Under such an id nothing could be written down, not even that it was refused.
        FieldLimits.Check("id", MessageId);
        try
        {
            await using var unit = await database.BeginAsync(By, now, ct);
            var (taken, _) = await TakeAsync(unit, Read(), now, ct);
            await unit.CommitAsync(ct);
            return taken;
        }
        catch (PlainError refused) when (refused.InnerException is not Npgsql.NpgsqlException)
        {
            await using var unit = await database.BeginAsync(By, now, ct);
            var delivery = await Delivery.FailAsync(unit.Connection, Entity.Name, Source.Name, "message " + MessageId, now, now, refused.Message, ct);
            await new KeepRejects(delivery, [new(1, refused.Message, Encoding.UTF8.GetString(Body.Span))]).RunAsync(unit, ct);
            await unit.CommitAsync(ct);
            throw;
        }
    }

    /// <summary>
    /// Does all that <see cref="RunAsync"/> does and takes it back: nothing of the message stays, neither its rows nor who they would
    /// have made, nor its id, nor that it was refused.
    /// </summary>
    /// <exception cref="PlainError">As of <see cref="RunAsync"/>.</exception>
    public async Task<MessageRehearsed> RehearseAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        // Never committed: what is not is rolled back.
        await using var unit = await database.BeginAsync(By, now, ct);
        var (taken, recorded) = await TakeAsync(unit, Read(), now, ct);
        return new(taken with { Delivery = null }, recorded?.Fields ?? [], recorded?.Rejected ?? []);
    }

    private async Task<(MessageTaken Taken, Recorded? Recorded)> TakeAsync(
        UnitOfWork unit, (TakesIn What, IReadOnlyList<IReadOnlyDictionary<string, string?>>? Rows) read, DateTimeOffset now, CancellationToken ct)
    {
        var (what, rows) = read;
        var claim = new ClaimMessage(Source.Name, MessageId, Convert.ToHexStringLower(SHA256.HashData(Body.Span)));
        if (await claim.RunAsync(unit, ct) is { } earlier)
        {
            return IdIsMade || earlier.Sha256 == claim.Sha256
                ? (JsonSerializer.Deserialize<MessageTaken>(earlier.Outcome, Written)! with { Again = true }, null)
                : throw new PlainError($"A different message had the id {MessageId} before; give each message an id of its own.");
        }
        var taken = new MessageTaken(null, 0, 0, 0, 0, 0, 0, Again: false);
        Recorded? recorded = null;
        if (rows is { Count: > 0 })
        {
            var settings = await BusinessSettings.InForceAsync(unit.Connection, ct);
            // A message tells of one client's part in something: the next one under the same id may tell of another's.
            recorded = await what.RecordAsync(unit, new(Source.Name, "message " + MessageId, rows, Moves: false), settings, now, ct);
            var account = recorded.Account;
            await KeepFile.RunAsync(unit.Connection, account.Delivery, Body, now, ct);
            taken = new(account.Delivery, account.Read, account.Added, account.Unchanged, account.Corrected, account.Rejected, account.Unmatched, Again: false);
        }
        await claim.EndAsync(unit.Connection, taken.Delivery, JsonSerializer.Serialize(taken, Written), ct);
        return (taken, recorded);
    }

    private (TakesIn What, IReadOnlyList<IReadOnlyDictionary<string, string?>>? Rows) Read()
    {
        try
        {
            using var message = JsonDocument.Parse(Body);
            var (what, rows) = (Entity, Entity.ReadMessage(Source.Mapping, message.RootElement));
            for (var other = 0; rows is not { Count: > 0 } && other < Beside.Count; other++)
                (what, rows) = (Beside[other], Beside[other].ReadMessage(Source.Mapping, message.RootElement));
            foreach (var (field, value) in rows?.SelectMany(row => row) ?? [])
                FieldLimits.Check(FieldLimits.IsNamed(field) ? field : "notes", value);
            return (what, rows);
        }
        catch (JsonException error)
        {
            throw new PlainError($"The message is not JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // A text of JSON is only decoded when it is read.
            throw new PlainError("The message contains text that is not valid UTF-8; send it as UTF-8.", error);
        }
    }
}
