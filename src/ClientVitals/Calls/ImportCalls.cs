using ClientVitals.Database;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Calls;

/// <summary>Brings a file of calls into the database, in one transaction (<see cref="Intake{TRow}"/>).</summary>
/// <param name="MatchOnly">Makes no clients and writes down no addresses: a call of somebody unknown is kept without a client.</param>
public sealed record ImportCalls(bool MatchOnly = false)
{
    /// <inheritdoc cref="Intake{TRow}.By"/>
    public string? By { get; init; }

    /// <summary>Imports a file.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="file">The file, opened and not yet walked.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="rejected">Told of each line that is no call.</param>
    /// <param name="progress">Told how far it is, now and then.</param>
    /// <exception cref="PlainError">The file breaks off; the accounts do not agree; the database cannot be reached.</exception>
    public Task<IntakeDone> RunAsync(
        VitalsDatabase database, CallFile file, DateTimeOffset now, Action<Reject>? rejected, IProgress<ImportProgress>? progress, CancellationToken ct) =>
        new Intake<CallRow>(CallEntity.Calls) { MatchOnly = MatchOnly, By = By }.RunAsync(database, file, now, rejected, progress, ct);
}
