using System.Diagnostics;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>One migration, done.</summary>
/// <param name="Title">As the file is called, without <c>.sql</c>.</param>
/// <param name="Took">How long it took.</param>
/// <param name="ByAnother">Another push applied it while this one waited.</param>
public sealed record MigrationStep(string Title, TimeSpan Took, bool ByAnother = false)
{
    /// <summary>Sentences for a person: what came back from the archive, what could not, and whatever the file itself raises.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];
}

/// <summary>Applies what is pending, oldest first, each file in a transaction of its own together with its row in the ledger.</summary>
/// <param name="patience">How long to wait and for what; null = as usual.</param>
public sealed class PushMigrations(VitalsDatabase database, string supabase, MigrationPatience? patience = null)
{
    private readonly MigrationPatience patience = patience ?? MigrationPatience.Usual;

    /// <summary>What a push would apply. Throws by name when it would not be safe. Changes nothing.</summary>
    public async Task<IReadOnlyList<MigrationFile>> PlanAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        return (await PlanAsync(connection, MigrationFile.ReadAll(supabase), cancel)).Checked().Pending;
    }

    /// <summary>
    /// Pushes. Several at once are safe: each file is applied once, and all of them end well. A failing statement leaves
    /// nothing of its file.
    /// </summary>
    /// <param name="says">Told of each migration when it is done.</param>
    public async Task<IReadOnlyList<MigrationStep>> RunAsync(Action<MigrationStep>? says, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        var steps = new List<MigrationStep>();
        // Read once: what is pushed is one state of the folder, whatever is edited meanwhile.
        var plan = (await PlanAsync(connection, MigrationFile.ReadAll(supabase), cancel)).Checked();
        var isMade = false;
        foreach (var file in plan.Pending)
        {
            var watch = Stopwatch.StartNew();
            var before = plan;
            (var told, plan) = await MigrationTransaction.RunAsync(connection, patience, inner => ApplyAsync(connection, file, before, isMade, inner), cancel);
            isMade |= told is not null;
            var step = new MigrationStep(file.Title, watch.Elapsed, ByAnother: told is null) { Told = told ?? [] };
            steps.Add(step);
            says?.Invoke(step);
        }
        await LetTheServerActAsync(connection, cancel);
        return steps;
    }

    private static async Task<MigrationPlan> PlanAsync(NpgsqlConnection connection, IReadOnlyList<MigrationFile> files, CancellationToken cancel) =>
        new(files, await MigrationLedger.ReadAsync(connection, cancel));

    /// <summary>
    /// What to report of the file, null when another push has applied it; and the plan as it is afterwards. A ledger that is as this push
    /// left it was checked already, with every file; one that is not is checked whole.
    /// </summary>
    /// <param name="before">As this push last saw the ledger, or left it.</param>
    /// <param name="isMade">This push has made both ledgers.</param>
    private async Task<(IReadOnlyList<string>? Told, MigrationPlan After)> ApplyAsync(NpgsqlConnection connection, MigrationFile file, MigrationPlan before, bool isMade, CancellationToken cancel)
    {
        // Under the lock the ledger is true: another push may have been here before us.
        var applied = await MigrationLedger.ReadAsync(connection, cancel);
        var isAsLeft = MigrationLedger.AreSame(applied, before.Applied);
        var plan = isAsLeft ? before : new MigrationPlan(before.Files, applied).Checked();
        if (plan.Applied.Any(a => a.Version == file.Version))
        {
            return (null, plan);
        }
        IReadOnlyList<string> told = [];
        if (ConcurrentIndex.Of(file.Path, file.Text) is { } index)
        {
            await index.RunAsync(database, connection, file.Path, file.Text, cancel);
        }
        else
        {
            told = await ExecuteAsync(connection, file, plan, cancel);
        }
        if (!isMade || !isAsLeft)
        {
            await MigrationLedger.MakeAsync(connection, cancel);
        }
        var entry = new MigrationLedger(file.Version, file.Name, null, file.Hash, null, null);
        await connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<MigrationLedger>("Add"),
            new { version = entry.Version, name = entry.Name, statements = file.Statements.Select(s => s.Text).ToArray(), hash = entry.Hash },
            cancellationToken: cancel));
        return (told, plan with { Applied = [.. plan.Applied, entry] });
    }

    /// <summary>Where the first file fails on tables that were there before, somebody else made them.</summary>
    private static async Task<IReadOnlyList<string>> ExecuteAsync(NpgsqlConnection connection, MigrationFile file, MigrationPlan plan, CancellationToken cancel)
    {
        var others = plan.Applied.Count == 0
            && await connection.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<PushMigrations>("MadeByOthers"), new { files = plan.Files.Select(one => one.Text).ToArray() }, cancellationToken: cancel));
        try
        {
            return await MigrationScript.ExecuteAsync(connection, file.Path, file.Text, "nothing of this file was applied", cancel);
        }
        catch (MigrationFault fault) when (others)
        {
            throw fault.With(MigrationFault.Adopt);
        }
    }

    /// <summary>
    /// On the embedded cluster the serving login becomes a member of the roles the migrations made. Elsewhere that is for
    /// the server's owner.
    /// </summary>
    private static async Task LetTheServerActAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var missing = (await connection.QueryAsync<string>(new CommandDefinition(Sql.Of<PushMigrations>("Unheld"), cancellationToken: cancel))).AsList();
        if (missing.Count == 0)
        {
            return;
        }
        await MigrationTransaction.RunAsync(
            connection,
            MigrationPatience.Usual,
            inner => connection.ExecuteAsync(new CommandDefinition($"grant {string.Join(", ", missing)} to {ClusterAddress.Server}", cancellationToken: inner)),
            cancel);
    }
}
