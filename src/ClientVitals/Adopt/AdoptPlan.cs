using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;

namespace ClientVitals.Adopt;

/// <summary>What a database is, before it is adopted.</summary>
public enum AdoptState
{
    /// <summary>Somebody else made tables by our names: there is something to take over.</summary>
    Theirs,
    /// <summary>No table by a name of ours is there.</summary>
    Empty,
    /// <summary>This program made it.</summary>
    Ours,
    /// <summary>It was adopted before.</summary>
    Adopted,
}

/// <summary>What an adoption would do.</summary>
/// <param name="State">Only in one of <see cref="AdoptState.Theirs"/> is there anything to do.</param>
/// <param name="Taken">The tables that become ours, with their schema.</param>
/// <param name="Aside">The tables that are moved aside as they are.</param>
/// <param name="Migrations">The rows of his ledger that go into our history.</param>
/// <param name="Away">What is in the way and is dropped.</param>
/// <param name="Columns">What changes of the columns.</param>
/// <param name="Rules">What rows must keep from then on.</param>
/// <param name="Notes">What becomes of rows, for people.</param>
/// <param name="Kept">His own tables, views, functions and additions, which stay as they are.</param>
/// <param name="Refusals">Why it cannot be; empty when it can.</param>
public sealed record AdoptPlan(
    AdoptState State,
    IReadOnlyList<string> Taken,
    IReadOnlyList<string> Aside,
    IReadOnlyList<string> Migrations,
    IReadOnlyList<AdoptStep> Away,
    IReadOnlyList<AdoptStep> Columns,
    IReadOnlyList<AdoptStep> Rules,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Kept,
    IReadOnlyList<string> Refusals)
{
    /// <summary>
    /// The tables of the owner's document whose shape ours continue. Any other table by a name of ours means something else by it.
    /// </summary>
    private static readonly HashSet<string> Continued =
    [
        AdoptNames.Hub, AdoptNames.History, "public.staff", "public.agent_knowledge", "public.agent_conversations", "public.agent_decisions", "public.proactive_insights", "public.agent_metrics",
    ];

    internal static AdoptPlan Nothing(AdoptState state) => new(state, [], [], [], [], [], [], [], [], []);

    /// <summary>
    /// Compares the database with <c>supabase/schema.sql</c>, fact by fact, in a transaction whose search path is empty. Changes nothing.
    /// </summary>
    /// <param name="setAside">Tables to be moved aside, by name without schema.</param>
    internal static async Task<AdoptPlan> ReadAsync(NpgsqlConnection connection, string supabase, IReadOnlyList<string> setAside, AdoptPeople people, CancellationToken cancel)
    {
        var ledger = await MigrationLedger.ReadAsync(connection, cancel);
        var wanted = Wanted(supabase);
        var catalogue = await Catalogue.ReadWithinAsync(connection, cancel);
        var state = await StateAsync(connection, supabase, ledger, wanted, catalogue, cancel);
        if (state is not AdoptState.Theirs)
        {
            return Nothing(state);
        }
        var typed = (await connection.QueryAsync<(string Named, string Typed)>(new CommandDefinition(Sql.Of<AdoptPlan>("Functions"), cancellationToken: cancel))).ToDictionary(function => function.Named, function => function.Typed);
        var comparison = new AdoptComparison(wanted, ShapeFact.Of(wanted), catalogue, typed, Continued, setAside);
        await comparison.RunAsync(AskOf(connection, cancel));
        var refusals = comparison.Refusals.ToList();
        var relations = comparison.Taken.Concat(comparison.Aside).ToArray();
        var owners = await connection.QueryAsync<string>(new CommandDefinition(Sql.Of<AdoptPlan>("Owners"), new { tables = relations }, cancellationToken: cancel));
        refusals.AddRange(owners.Select(table => $"{table}, and the login that adopts must own the table: adopt with that login, or change the table's owner."));
        var notes = new List<string>();
        if (comparison.HubIsReadable)
        {
            var found = await people.ReadAsync(connection, cancel);
            notes.AddRange(found.Notes);
            refusals.AddRange(found.Refusals);
        }
        var views = await AdoptView.ReadAsync(connection, comparison.Columns.Select(step => step.Retyped), cancel);
        notes.AddRange(views.Select(view => $"The view {view.Named} is made again as it is, with its rights, because a column it reads gets another type."));
        return new(
            state,
            comparison.Taken,
            comparison.Aside,
            [.. ledger.Select(entry => entry.Name is { Length: > 0 } name ? $"{entry.Version}_{name}" : entry.Version)],
            comparison.Away,
            comparison.Columns,
            comparison.Rules,
            notes,
            comparison.Kept,
            refusals);
    }

    /// <summary>The text of the shape that a fresh push makes.</summary>
    internal static string Wanted(string supabase)
    {
        var file = Path.Combine(supabase, "schema.sql");
        return File.Exists(file)
            ? MigrationFile.ReadText(file)
            : throw new PlainError($"{file} is missing, so the target schema is not known; restore it from the release.");
    }

    /// <summary>Counts rows by a statement that gives their number and one example.</summary>
    internal static AskRows AskOf(NpgsqlConnection connection, CancellationToken cancel) => async sql =>
    {
        await using var ask = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var row = await ask.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), row.IsDBNull(1) ? "" : row.GetString(1));
    };

    private static async Task<AdoptState> StateAsync(NpgsqlConnection connection, string supabase, IReadOnlyList<MigrationLedger> ledger, string wanted, IReadOnlyList<Catalogue> catalogue, CancellationToken cancel)
    {
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<AdoptedThings>("There"), cancellationToken: cancel))
            && await connection.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<AdoptedThings>("Done"), cancellationToken: cancel)))
        {
            return AdoptState.Adopted;
        }
        var files = MigrationFile.ReadAll(supabase).ToDictionary(file => file.Version);
        if (ledger.Any(entry => entry.Hash is not null || (entry.Statements is not null && files.TryGetValue(entry.Version, out var file) && entry.IsOf(file))))
        {
            return AdoptState.Ours;
        }
        var ours = ShapeFact.Of(wanted).Select(fact => fact.About).Where(about => about.StartsWith("public.", StringComparison.Ordinal) && !about.Contains('(', StringComparison.Ordinal)).ToHashSet();
        return catalogue.Any(statement => ours.Contains(statement.About) && statement.Part is 60 or 85) ? AdoptState.Theirs : AdoptState.Empty;
    }

    /// <summary>The refusals as one error; nothing when there are none.</summary>
    internal void MustBePossible()
    {
        if (Refusals.Count > 0)
        {
            throw new PlainError(string.Create(CultureInfo.InvariantCulture, $"This database cannot be adopted as it is, for {(Refusals.Count == 1 ? "one reason" : $"{Refusals.Count} reasons")}; nothing was changed.\n{string.Join('\n', Refusals.Select(refusal => "- " + refusal))}"));
        }
    }
}
