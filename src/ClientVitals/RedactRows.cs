using System.Globalization;
using ClientVitals.Database;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace ClientVitals;

/// <summary>Rows of one table out of which a person was taken.</summary>
/// <param name="Where">The table, or the file.</param>
/// <param name="Rows">How many of its rows (lines of a file); 0 = the file was deleted.</param>
public sealed record Redacted(string Where, long Rows);

/// <summary>The text columns of one table, found in the catalogue, so that tables of later versions are searched too.</summary>
internal sealed record TextColumns(string Schema, string Table, string[] Columns, string[] Types, string[] Kinds, bool[] UniqueOnes)
{
    public string Where => Schema == "public" ? Table : $"{Schema}.{Table}";

    private static readonly NpgsqlCommandBuilder Quote = new();

    public string Named => $"{Quote.QuoteIdentifier(Schema)}.{Quote.QuoteIdentifier(Table)}";

    public string Column(int at) => Quote.QuoteIdentifier(Columns[at]);

    /// <summary>The row as one text; the mark between keeps a number of two cells apart.</summary>
    public string Row => $"concat_ws(e'\\x01', {string.Join(", ", Enumerable.Range(0, Columns.Length).Select(at => $"{Column(at)}::text"))})";

    /// <summary>Refused lines stand as they came.</summary>
    public bool IsRefusedLine(int at) => Table.StartsWith("delivery_rejects", StringComparison.Ordinal) && Columns[at] == "raw";

    public string Condition => Columns.Contains("subject") && Table.StartsWith("audit_log", StringComparison.Ordinal)
        ? $"({Row} ~* @pattern or subject = any (@subjects))"
        : $"{Row} ~* @pattern";
}

/// <summary>Takes a person out of every text of the database that is not the person's own row.</summary>
internal sealed class RedactRows(PersonTraces traces, RedactText text, Guid[] clients, string[] keeps)
{
    private readonly string[] _subjects = [.. clients.Select(id => $"client:{id}")];

    /// <summary>How many rows hold a trace, table by table.</summary>
    public async Task<IReadOnlyList<Redacted>> CountAsync(NpgsqlConnection db, CancellationToken ct)
    {
        var found = new List<Redacted>();
        foreach (var table in await TablesAsync(db, ct))
        {
            var rows = await db.ExecuteScalarAsync<long>(Command($"select count(*) from {table.Named} where {table.Row} ~* @pattern", ct));
            if (rows > 0)
                found.Add(new(table.Where, rows));
        }
        return found;
    }

    public async Task<IReadOnlyList<Redacted>> RunAsync(NpgsqlConnection db, CancellationToken ct)
    {
        var done = new List<Redacted>();
        foreach (var table in await TablesAsync(db, ct))
        {
            if (await RedactAsync(db, table, ct) is > 0 and var rows)
                done.Add(new(table.Where, rows));
        }
        return done;
    }

    private async Task<IReadOnlyList<TextColumns>> TablesAsync(NpgsqlConnection db, CancellationToken ct) =>
        [.. (await db.QueryAsync<(string Schema, string Table, string[] Columns, string[] Types, string[] Kinds, bool[] UniqueOnes)>(new CommandDefinition(Sql.Of<ErasePerson>("Texts"), new { keeps }, cancellationToken: ct)))
            .Select(table => new TextColumns(table.Schema, table.Table, table.Columns, table.Types, table.Kinds, table.UniqueOnes))];

    private CommandDefinition Command(string sql, CancellationToken ct) =>
        new(sql, new { pattern = traces.Pattern, subjects = _subjects }, commandTimeout: 0, cancellationToken: ct);

    private async Task<long> RedactAsync(NpgsqlConnection db, TextColumns table, CancellationToken ct)
    {
        var cells = string.Join(", ", table.Columns.Select((_, at) => table.Kinds[at] == "array" ? $"to_json({table.Column(at)})::text" : $"{table.Column(at)}::text"));
        // Locked, so that the place of a row stays what it is until it is rewritten.
        var rows = await ReadAsync(db, $"select ctid, {cells} from {table.Named} where {table.Condition} for update", table.Columns.Length, ct);
        long done = 0;
        foreach (var (place, before) in rows)
        {
            var whole = string.Join('\u0001', before.Where(cell => cell is not null));
            // Found only in several cells together (first name in one, last name in the next), or by the client's id: all of the row is about the person.
            var isTheirs = before.All(cell => cell is null || !text.Finds(cell)) && (text.Finds(whole) || before.Any(cell => _subjects.Contains(cell)));
            var after = before.Select((cell, at) => cell is null ? null : Redact(table, at, cell, isTheirs)).ToArray();
            var changed = Enumerable.Range(0, after.Length).Where(at => after[at] != before[at]).ToList();
            if (changed.Count == 0)
                continue;
            await WriteAsync(db, table, place, changed, after, ct);
            done++;
        }
        return done;
    }

    private string Redact(TextColumns table, int at, string cell, bool isTheirs) => table switch
    {
        { Kinds: var kinds } when kinds[at] is "json" or "array" => text.Json(cell, isTheirs),
        _ when _subjects.Contains(cell) => cell,
        _ when table.IsRefusedLine(at) => text.Line(cell),
        // A key stays one: two texts that differed must not become the same.
        _ when table.UniqueOnes[at] => text.Plain(cell, isTheirs, $"erased-{Guid.NewGuid().ToString("N")[..8]}"),
        _ => text.Plain(cell, isTheirs),
    };

    private async Task<List<(NpgsqlTid Place, string?[] Cells)>> ReadAsync(NpgsqlConnection db, string sql, int columns, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, db) { CommandTimeout = 0 };
        command.Parameters.AddWithValue("pattern", traces.Pattern);
        command.Parameters.AddWithValue("subjects", _subjects);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<(NpgsqlTid, string?[])>();
        while (await reader.ReadAsync(ct))
            rows.Add((reader.GetFieldValue<NpgsqlTid>(0), [.. Enumerable.Range(1, columns).Select(at => reader.IsDBNull(at) ? null : reader.GetString(at))]));
        return rows;
    }

    private static async Task WriteAsync(NpgsqlConnection db, TextColumns table, NpgsqlTid place, List<int> changed, string?[] after, CancellationToken ct)
    {
        var sets = string.Join(", ", changed.Select(at => table.Kinds[at] == "array"
            ? $"{table.Column(at)} = array(select e.value from jsonb_array_elements_text(@c{at}::jsonb) with ordinality e order by e.ordinality)::{table.Types[at]}"
            : $"{table.Column(at)} = @c{at}::{table.Types[at]}"));
        await db.ExecuteAsync(new CommandDefinition("savepoint redaction", cancellationToken: ct));
        try
        {
            await UpdateAsync(RedactText.Mark);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.CheckViolation)
        {
            // Names of jobs and the like are letters and dashes only.
            await db.ExecuteAsync(new CommandDefinition("rollback to savepoint redaction", cancellationToken: ct));
            await RetryAsync(error);
        }
        catch (PostgresException error) when (error.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            throw NoPlace(error);
        }

        await db.ExecuteAsync(new CommandDefinition("release savepoint redaction", cancellationToken: ct));

        async Task RetryAsync(PostgresException first)
        {
            try
            {
                await UpdateAsync("erased");
            }
            catch (PostgresException error) when (error.SqlState.StartsWith("23", StringComparison.Ordinal))
            {
                throw NoPlace(first);
            }
        }

        async Task UpdateAsync(string mark)
        {
            await using var command = new NpgsqlCommand($"update {table.Named} set {sets} where ctid = @place", db);
            command.Parameters.AddWithValue("place", NpgsqlDbType.Tid, place);
            foreach (var at in changed)
                command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"c{at}"), after[at]!.Replace(RedactText.Mark, mark, StringComparison.Ordinal));
            await command.ExecuteNonQueryAsync(ct);
        }

        PlainError NoPlace(PostgresException error) =>
            new($"{table.Where} ({string.Join(", ", changed.Select(at => table.Columns[at]))}) has the person's address or name where {error.ConstraintName ?? error.MessageText} allows no other value; change or delete that row, then erase again. Nothing was erased.", error);
    }
}
