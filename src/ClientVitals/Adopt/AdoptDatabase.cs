using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;

namespace ClientVitals.Adopt;

/// <summary>How many rows a table had and has.</summary>
/// <param name="Table">Where they are now, with the schema.</param>
public sealed record AdoptedRows(string Table, long Before, long After);

/// <summary>What an adoption did.</summary>
/// <param name="Plan">Each change.</param>
/// <param name="Rows">Each table of the owner's, counted before and after.</param>
public sealed record Adopted(AdoptPlan Plan, IReadOnlyList<AdoptedRows> Rows);

/// <summary>
/// Takes over a database that the owner's own migrations made, with every row: his ledger goes into our history, his tables become what
/// our files continue, and the files are then applied by an ordinary push. One transaction under the push's lock; before it commits, the
/// push is rehearsed in it and undone, so that what the push would refuse the adoption refuses.
/// </summary>
/// <param name="normal">An e-mail address in its one form; null when the text is no address.</param>
/// <param name="patience">How long to wait and for what; null = as usual.</param>
public sealed partial class AdoptDatabase(VitalsDatabase database, string supabase, Func<string, string?> normal, MigrationPatience? patience = null)
{
    private const string Staff = "public.staff";

    private readonly MigrationPatience patience = patience ?? MigrationPatience.Usual;
    private readonly AdoptPeople people = new(normal);

    /// <summary>What an adoption would do, and why it cannot be where it cannot. Changes nothing and locks nothing.</summary>
    /// <param name="setAside">Tables to be moved aside as they are, by name without schema.</param>
    public async Task<AdoptPlan> PlanAsync(IReadOnlyList<string> setAside, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await DoAsync(connection, "set local search_path = ''", cancel);
        var plan = await AdoptPlan.ReadAsync(connection, supabase, setAside, people, cancel);
        await transaction.RollbackAsync(cancel);
        return plan;
    }

    /// <summary>Adopts, all of it or nothing.</summary>
    /// <exception cref="PlainError">Something cannot be taken over; the sentences say what, where, and what to do.</exception>
    public async Task<Adopted> RunAsync(IReadOnlyList<string> setAside, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        return await MigrationTransaction.RunAsync(connection, patience, inner => AdoptAsync(connection, setAside, now, inner), cancel);
    }

    private async Task<Adopted> AdoptAsync(NpgsqlConnection connection, IReadOnlyList<string> setAside, DateTimeOffset now, CancellationToken cancel)
    {
        await DoAsync(connection, "set local search_path = ''", cancel);
        var seen = await AdoptPlan.ReadAsync(connection, supabase, setAside, people, cancel);
        if (seen.State is not AdoptState.Theirs)
        {
            return new(seen, []);
        }
        seen.MustBePossible();
        // Nobody writes between the look and the change: what is decided is decided again under the tables' locks.
        if (seen.Taken.Concat(seen.Aside).ToList() is [_, ..] tables)
        {
            await DoAsync(connection, $"lock table {string.Join(", ", tables)} in access exclusive mode", cancel);
        }
        var plan = await AdoptPlan.ReadAsync(connection, supabase, setAside, people, cancel);
        plan.MustBePossible();
        var before = await CountAsync(connection, [.. plan.Taken, .. plan.Aside, .. plan.Kept], cancel);
        await ChangeAsync(connection, plan, now, cancel);
        var kept = await RehearseAsync(connection, cancel);
        await WriteDownAsync(connection, plan, kept, cancel);
        var after = await CountAsync(connection, [.. before.Keys.Select(table => Moved(table, plan))], cancel);
        var rows = before.Select(count => new AdoptedRows(Moved(count.Key, plan), count.Value, after[Moved(count.Key, plan)])).ToList();
        // Coaches whom only the hub knew join the staff; tables that stay his may grow meanwhile.
        if (rows.Find(count => count.Before != count.After && count.Table != Staff && !plan.Kept.Contains(count.Table)) is { } lost)
        {
            throw new PlainError($"{lost.Table} had {lost.Before} rows and would have {lost.After}; nothing was changed.");
        }
        return new(plan, rows);
    }

    private async Task ChangeAsync(NpgsqlConnection connection, AdoptPlan plan, DateTimeOffset now, CancellationToken cancel)
    {
        await MigrationLedger.MakeAsync(connection, cancel);
        await connection.ExecuteAsync(new CommandDefinition(Sql.Of<AdoptDatabase>("SetLedgerAside"), cancellationToken: cancel));
        if (plan.Aside.Count > 0)
        {
            await DoAsync(connection, Sql.Of<AdoptDatabase>("MakeAside"), cancel);
        }
        foreach (var step in plan.Away)
        {
            await DoAsync(connection, step, cancel);
        }
        await DoAsync(connection, Firsts(plan), cancel);
        var views = await AdoptView.ReadAsync(connection, plan.Columns.Select(step => step.Retyped), cancel);
        foreach (var view in views.Reverse())
        {
            await DoAsync(connection, new AdoptStep($"view {view.Named} is dropped because its columns get new types", view.Away), cancel);
        }
        foreach (var step in plan.Columns)
        {
            await DoAsync(connection, step, cancel);
        }
        foreach (var view in views)
        {
            await DoAsync(connection, new AdoptStep($"view {view.Named} is made again as it was", view.Again), cancel);
        }
        // The owner's triggers are not told: nobody changed a row. What they had switched off stays off.
        var triggers = (await connection.QueryAsync<(string Off, string On)>(new CommandDefinition(Sql.Of<AdoptDatabase>("Triggers"), new { tables = plan.Taken.ToArray() }, cancellationToken: cancel))).AsList();
        await DoAsync(connection, string.Join(";\n", triggers.Select(trigger => trigger.Off)), cancel);
        if (plan.Taken.Contains(AdoptNames.Hub))
        {
            await people.RunAsync(connection, plan.Taken.Contains(AdoptNames.History), now, cancel);
        }
        foreach (var step in plan.Rules)
        {
            await DoAsync(connection, step, cancel);
        }
        await DoAsync(connection, string.Join(";\n", triggers.Select(trigger => trigger.On)), cancel);
    }

    private static string Moved(string table, AdoptPlan plan) =>
        plan.Aside.Contains(table) ? $"{AdoptNames.AsideSchema}.{table["public.".Length..]}" : table;

    private static async Task<Dictionary<string, long>> CountAsync(NpgsqlConnection connection, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var counts = new Dictionary<string, long>();
        foreach (var table in await connection.QueryAsync<string>(new CommandDefinition(Sql.Of<AdoptDatabase>("Tables"), new { names = names.ToArray() }, cancellationToken: cancel)))
        {
            counts[table] = await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) from {table}", commandTimeout: 0, cancellationToken: cancel));
        }
        return counts;
    }

    private static async Task DoAsync(NpgsqlConnection connection, AdoptStep step, CancellationToken cancel)
    {
        try
        {
            await DoAsync(connection, step.Sql, cancel);
        }
        catch (PostgresException error) when (error.SqlState is not (PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected))
        {
            var detail = string.Join(' ', new[] { error.Detail, error.Hint }.Where(text => !string.IsNullOrEmpty(text)).Select(text => text!.ReplaceLineEndings(" ")));
            throw new PlainError($"The adoption stopped and nothing was changed. The step was: {step.Says}. PostgreSQL says: {error.MessageText} (SQLSTATE {error.SqlState}). {detail}".TrimEnd(), error);
        }
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
