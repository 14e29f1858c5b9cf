using System.Diagnostics;
using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals.Sources.Intake;

/// <summary>Rows as they are posted.</summary>
/// <param name="Source">Under whose name their ids count.</param>
/// <param name="Name">What the delivery is called.</param>
/// <param name="Rows">Each row's values by column name or field word.</param>
/// <param name="MatchOnly">Makes no clients.</param>
/// <param name="Moves">Whether a row may say that a known one is another client's (<see cref="Intake{TRow}.Moves"/>).</param>
public sealed record Posted(
    string Source, string Name, IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows, bool MatchOnly = false, bool Moves = true);

/// <summary>What became of rows that came one by one or in a batch.</summary>
/// <param name="Rejected">Which cannot be used, by their place from 1, and why.</param>
/// <param name="Fields">The words of the fields that their values were read as.</param>
public sealed record Recorded(IntakeDone Account, IReadOnlyList<Reject> Rejected, IReadOnlyList<string> Fields);

/// <summary>An entity that can be delivered to a room by webhooks and posts: a room names each among what it brings.</summary>
/// <param name="Name">As in addresses and deliveries: <c>calls</c>.</param>
public abstract record TakesIn(string Name) : RoomPart
{
    /// <summary>One of them, in a sentence: <c>call</c>.</summary>
    public abstract string One { get; }

    /// <inheritdoc cref="Entity{TRow}.IsBeside"/>
    public abstract bool IsBeside { get; }

    /// <inheritdoc cref="Entity{TRow}.ReadyMappings"/>
    public abstract IEnumerable<string> ReadyMappings { get; }

    /// <inheritdoc cref="Entity{TRow}.CheckMapping"/>
    public abstract void CheckMapping(string mapping);

    /// <inheritdoc cref="Entity{TRow}.Example"/>
    public abstract string Example(string mapping, DateTimeOffset now);

    /// <summary>The rows of a message, each as its named values; null = the message is not one this mapping reads.</summary>
    /// <param name="mapping">As kept with the source.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="PlainError">The mapping is invalid, or there are no rows where they should be.</exception>
    public abstract IReadOnlyList<IReadOnlyDictionary<string, string?>>? ReadMessage(string mapping, JsonElement message);

    /// <summary>Records rows that came as named values, within somebody's unit of work, who commits it; refused ones are kept.</summary>
    /// <exception cref="PlainError">Nothing names what every row must have.</exception>
    public abstract Task<Recorded> RecordAsync(UnitOfWork work, Posted posted, BusinessSettings settings, DateTimeOffset now, CancellationToken ct);
}

/// <inheritdoc/>
public sealed record TakesIn<TRow>(Entity<TRow> Entity) : TakesIn(Entity.Name)
    where TRow : class
{
    public override string One => Entity.One;

    public override bool IsBeside => Entity.IsBeside;

    public override IEnumerable<string> ReadyMappings => Entity.ReadyMappings;

    public override void CheckMapping(string mapping) => Entity.CheckMapping(mapping);

    public override string Example(string mapping, DateTimeOffset now) => Entity.Example(mapping, now);

    public override IReadOnlyList<IReadOnlyDictionary<string, string?>>? ReadMessage(string mapping, JsonElement message) => Entity.ReadMessage(mapping, message);

    public override async Task<Recorded> RecordAsync(UnitOfWork work, Posted posted, BusinessSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(posted);
        using var rows = Entity.Open(posted.Source, posted.Name, posted.Rows, settings, now);
        var rejected = new List<Reject>();
        var intake = new Intake<TRow>(Entity) { MatchOnly = posted.MatchOnly, Moves = posted.Moves };
        var account = await intake.WithinAsync(work, rows, now, Stopwatch.StartNew(), rejected.Add, null, ct);
        await KeepRejects.WriteAsync(work.Connection, account.Delivery, rejected, now, ct);
        return new(account, rejected, rows.Fields);
    }
}
