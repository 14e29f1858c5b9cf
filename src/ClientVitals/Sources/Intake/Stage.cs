using Dapper;
using Npgsql;

namespace ClientVitals.Sources.Intake;

/// <summary>
/// Where the rows of a delivery wait, and whatever the steps find out about them. Every step's SQL is written once: for many rows the
/// relations it reads are temporary tables (<see cref="TableStage"/>), for few they come with the statement (<see cref="ParameterStage"/>).
/// </summary>
internal abstract class Stage(NpgsqlConnection db, CancellationToken ct)
{
    private readonly Dictionary<string, object?> _about = new(StringComparer.Ordinal);

    protected NpgsqlConnection Db => db;

    /// <summary>Given up when this is.</summary>
    public CancellationToken Ct => ct;

    /// <summary>Whether the rows are so few that they come with each statement.</summary>
    public abstract bool IsFew { get; }

    /// <summary>Adds to the parameters that every step may use.</summary>
    public void About(string name, object? value) => _about[name] = value;

    /// <summary>Makes relations, in their order; each may read those before it.</summary>
    public abstract Task MakeAsync(params IReadOnlyList<Relation> relations);

    /// <summary>Sets a column of all staged rows.</summary>
    public abstract Task SetAsync(string column, string? value);

    /// <summary>Sets a column of the rows of these lines.</summary>
    public abstract Task SetAsync(string column, IReadOnlyDictionary<long, string> values);

    /// <summary>Takes rows out of the stage.</summary>
    public abstract Task LeaveOutLinesAsync(IReadOnlyCollection<long> lines);

    /// <summary>Adds to <c>known</c> what a question finds besides.</summary>
    public abstract Task AddKnownAsync(string sql);

    /// <summary>Takes out of <c>known</c> what a question names by line and id.</summary>
    public abstract Task LeaveOutKnownAsync(string sql);

    /// <summary>The text as the server gets it.</summary>
    protected abstract string Composed(string sql);

    /// <summary>What the text needs beyond the shared parameters.</summary>
    protected abstract void Bind(string sql, DynamicParameters to);

    /// <summary>Runs a step; returns how many rows it affected.</summary>
    public Task<int> DoAsync(string sql, object? more = null) => db.ExecuteAsync(Command(sql, more));

    /// <summary>Runs a step that answers with one value.</summary>
    public async Task<T> AskAsync<T>(string sql) => (await db.ExecuteScalarAsync<T>(Command(sql, null)))!;

    /// <summary>Runs a step that answers with rows.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object? more = null) => (await db.QueryAsync<T>(Command(sql, more))).AsList();

    private CommandDefinition Command(string sql, object? more)
    {
        var all = new DynamicParameters(more);
        foreach (var (name, value) in _about)
            all.Add(name, value);
        Bind(sql, all);
        // A file takes as long as it takes; few rows are somebody's request, and have the limit of its connection.
        return new(Composed(sql), all, commandTimeout: IsFew ? null : 0, cancellationToken: ct);
    }
}
