using System.Globalization;
using System.Text;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;

namespace ClientVitals.Backups;

/// <summary>Which part of a database a dump holds.</summary>
public enum DumpPart
{
    /// <summary>Shape and rows: psql makes the same database of it.</summary>
    Everything,

    /// <summary>Roles, tables, functions and all else but rows, those of the ledgers included.</summary>
    Schema,

    /// <summary>Rows alone, for a database that has the shape and none of its own.</summary>
    Data,
}

/// <summary>A dump, made.</summary>
/// <param name="Tables">Whose rows are in it.</param>
/// <param name="Rows">Of all of them.</param>
public sealed record DumpMade(int Tables, long Rows);

/// <summary>
/// Writes the database as SQL that <c>psql -f</c> loads into an empty one, of this PostgreSQL or an older promised one, without
/// <c>pg_dump</c>. One snapshot, as the owner; memory does not grow with the data. The text is one transaction: one that breaks off,
/// or fails to load, changes nothing. psql takes a file's end for the end of the text: so the text cannot be committed without its last
/// line, and leaves a mark that tells a whole load from one that was cut (<see cref="WholeMark"/>). Owners, logins and passwords are not in it.
/// </summary>
public sealed class DumpDatabase(VitalsDatabase database)
{
    /// <summary>What of <see cref="Catalogue"/> comes before the rows; the rest would slow them down or act on them.</summary>
    private const int LastPartBeforeRows = 70;

    /// <summary>psql's own settings and ours: what the text means must not depend on who loads it.</summary>
    private const string Opening = """
        \set ON_ERROR_STOP on
        begin;
        set local client_encoding = 'UTF8';
        set local standard_conforming_strings = on;
        set local check_function_bodies = off;
        set local search_path = '';
        set local row_security = off;
        set local statement_timeout = 0;
        set local idle_in_transaction_session_timeout = 0;
        set local client_min_messages = warning;
        -- Until the last line fulfils it, no commit goes through: not that of psql --single-transaction at a cut file's end either.
        create temporary table dump_is_whole (line int primary key, needs int references pg_temp.dump_is_whole deferrable initially deferred) on commit drop;
        insert into pg_temp.dump_is_whole values (1, 2);

        """;

    /// <summary>The prepared statement by which the session that loaded all of it knows so: <c>deallocate</c> fails without it.</summary>
    public static string WholeMark(DumpPart part) => part switch
    {
        DumpPart.Schema => "whole_schema",
        DumpPart.Data => "whole_data",
        _ => "whole_dump",
    };

    /// <summary>Writes to a new file, readable for its owner alone (0600). It gets its name only when it is whole.</summary>
    public async Task<DumpMade> ToFileAsync(string path, DumpPart part, IProgress<string>? says, CancellationToken cancel)
    {
        DumpMade? made = null;
        await NewFile.WriteAsync(path, "dump", async file => made = await ToAsync(file, part, says, cancel));
        return made!;
    }

    /// <summary>Writes to a stream, which need not be seekable.</summary>
    public async Task<DumpMade> ToAsync(Stream to, DumpPart part, IProgress<string>? says, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        await using var snapshot = await BackupDatabase.SnapshotAsync(connection, cancel);
        var ledger = (await connection.QueryAsync<BackupTable>(new CommandDefinition(Sql.Of<DumpDatabase>("Ledger"), cancellationToken: cancel))).AsList();
        if (ledger.Count == 0)
        {
            throw new PlainError($"No migration is applied in {database.Where}, so there is nothing to dump.");
        }
        var shape = await Catalogue.ReadWithinAsync(connection, cancel);
        List<BackupTable> tables = [.. await BackupTable.ReadAsync(connection, cancel), .. ledger];
        var made = new DumpMade(0, 0);

        await SayAsync(to, Opening, cancel);
        await SayAsync(to, Guard(tables, part), cancel);
        if (part is not DumpPart.Data)
        {
            await SayAsync(to, Sql.Of<DumpDatabase>("Roles"), cancel);
            await SayAsync(to, Statements(shape.Where(statement => statement.Part <= LastPartBeforeRows)), cancel);
            await SayAsync(to, Sql.Of<MigrationLedger>("Make"), cancel);
            await SayAsync(to, LaterColumns(ledger[0]), cancel);
        }
        if (part is not DumpPart.Schema)
        {
            made = await DataAsync(connection, to, tables, asleep: part is DumpPart.Data, says, cancel);
        }
        if (part is not DumpPart.Data)
        {
            await SayAsync(to, Statements(shape.Where(statement => statement.Part > LastPartBeforeRows)), cancel);
        }
        await SayAsync(to, $"\ninsert into pg_temp.dump_is_whole values (2, null);\ncommit;\nprepare {WholeMark(part)} as select 1;\n", cancel);
        await to.FlushAsync(cancel);
        await snapshot.RollbackAsync(cancel);
        return made;
    }

    /// <summary>A sentence instead of half a load, where the database is not what the text is for.</summary>
    private static string Guard(IReadOnlyList<BackupTable> tables, DumpPart part)
    {
        if (part is DumpPart.Data)
        {
            var any = string.Join("\n    or ", tables.Select(table => $"exists (select from {table.Quoted})"));
            return Unless(any, "This database has rows already; load the rows into the shape that vitals db dump --schema-only wrote.");
        }
        var names = string.Join(", ", tables.Select(table => Literal(table.Quoted)).Distinct());
        return Unless(
            $"exists (select from pg_catalog.unnest(array[{names}]) wanted where pg_catalog.to_regclass(wanted) is not null)",
            "This database has such tables already; load the dump into an empty database.");
    }

    private static string Unless(string condition, string sentence) =>
        $"do $guard$\nbegin\n  if {condition}\n  then\n    raise exception using message = {Literal(sentence)};\n  end if;\nend\n$guard$;\n\n";

    private static string Statements(IEnumerable<Catalogue> statements)
    {
        var text = new StringBuilder();
        foreach (var statement in statements)
        {
            text.Append('\n').Append(statement.Ddl).Append(";\n");
        }
        return text.Append('\n').ToString();
    }

    /// <summary>Supabase's command line grows its ledger; what this one has beyond the columns we make must be there too.</summary>
    private static string LaterColumns(BackupTable ledger) =>
        string.Concat(ledger.Columns.Zip(ledger.Types, (column, type) => $"alter table {ledger.Quoted} add column if not exists {BackupTable.Quote(column)} {type};\n"));

    private static async Task<DumpMade> DataAsync(
        NpgsqlConnection connection, Stream to, List<BackupTable> tables, bool asleep, IProgress<string>? says, CancellationToken cancel)
    {
        // Where triggers are there already they would stamp and count the rows again.
        var triggers = asleep
            ? (await connection.QueryAsync<(string Sleep, string Wake)>(new CommandDefinition(
                Sql.Of<RestoreDatabase>("Triggers"), new { tables = tables.Select(table => table.Quoted).ToArray() }, cancellationToken: cancel))).AsList()
            : [];
        await SayAsync(to, string.Concat(triggers.Select(trigger => trigger.Sleep + ";\n")), cancel);
        var rows = 0L;
        foreach (var table in tables)
        {
            rows += await CopyAsync(connection, to, table, says, cancel);
        }
        // Sequences know no snapshot: read last, they are beyond every number in the rows.
        await SayAsync(to, await SequencesAsync(connection, cancel), cancel);
        await SayAsync(to, string.Concat(triggers.Select(trigger => trigger.Wake + ";\n")), cancel);
        return new(tables.Count, rows);
    }

    private static async Task<long> CopyAsync(
        NpgsqlConnection connection, Stream to, BackupTable table, IProgress<string>? says, CancellationToken cancel)
    {
        var what = $"copy {table.Quoted} ({table.QuotedColumns})";
        await SayAsync(to, $"\n{what} from stdin;\n", cancel);
        using var tally = new BackupTally();
        using (var copy = await connection.BeginTextExportAsync($"{what} to stdout", cancel))
        {
            await tally.CarryAsync(
                ((StreamReader)copy).BaseStream, to, rows => says?.Report(string.Create(CultureInfo.InvariantCulture, $"{table.Title} {rows:N0}")), cancel);
        }
        await SayAsync(to, "\\.\n", cancel);
        return tally.Rows;
    }

    private static async Task<string> SequencesAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var owned = (await connection.QueryAsync<(string Schema, string Name, string Table, string Column)>(
            new CommandDefinition(Sql.Of<DumpDatabase>("Owned"), cancellationToken: cancel))).ToDictionary(row => (row.Schema, row.Name));
        var text = new StringBuilder("\n");
        foreach (var sequence in await BackupTable.ReadSequencesAsync(connection, cancel))
        {
            var name = owned.TryGetValue((sequence.Schema, sequence.Name), out var of)
                ? $"pg_catalog.pg_get_serial_sequence({Literal(of.Table)}, {Literal(of.Column)})"
                : Literal(BackupTable.Quote(sequence.Schema, sequence.Name));
            // A do-block, for psql would print what a select answers.
            text.Append(CultureInfo.InvariantCulture, $"do $set$ begin perform pg_catalog.setval({name}, {sequence.Next}, false); end $set$;\n");
        }
        return text.ToString();
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static async Task SayAsync(Stream to, string text, CancellationToken cancel) =>
        await to.WriteAsync(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")), cancel);
}
