using System.Globalization;
using System.Text;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>One statement of the database's shape.</summary>
/// <param name="Part">Which part of the whole it belongs to: schemas 10, functions 50, tables 60, …</param>
/// <param name="About">What it is about.</param>
/// <param name="Ddl">The statement, without its semicolon.</param>
public sealed record Catalogue(int Part, string About, string Ddl)
{
    private static readonly Dictionary<int, string> Parts = new()
    {
        [10] = "Schemas",
        [20] = "Extensions",
        [30] = "Types",
        [40] = "Sequences",
        [50] = "Functions",
        [60] = "Tables",
        [70] = "Functions that refer to tables",
        [80] = "Foreign keys",
        [85] = "Views",
        [90] = "Triggers",
        [100] = "Row security",
        [110] = "Grants",
    };

    /// <summary>The shape of our schemas: the same on every server version, no matter who owns it.</summary>
    public static async Task<IReadOnlyList<Catalogue>> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // With no search path PostgreSQL writes every name in full.
        await connection.ExecuteAsync(new CommandDefinition("set local search_path = ''", cancellationToken: cancel));
        var statements = await ReadWithinAsync(connection, cancel);
        await transaction.RollbackAsync(cancel);
        return statements;
    }

    /// <summary>As <see cref="ReadAsync"/>, within a transaction whose search path is empty already.</summary>
    internal static async Task<IReadOnlyList<Catalogue>> ReadWithinAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        (await connection.QueryAsync<Catalogue>(new CommandDefinition(Sql.Of<Catalogue>(), cancellationToken: cancel))).AsList();

    /// <summary>The shape as one SQL text, as <c>supabase/schema.sql</c> has it.</summary>
    public static string Text(IReadOnlyList<Catalogue> statements)
    {
        var text = new StringBuilder();
        text.Append("-- Today's whole shape: what a fresh push of supabase/migrations makes. Printed by `vitals db schema`; a test keeps it true.\n");
        text.Append("-- To read, not to run on a live database: the migrations also bring the first rows.\n");
        text.Append("set check_function_bodies = off;\n");
        var part = -1;
        var about = "";
        foreach (var statement in statements)
        {
            // Grants on schemas, tables and functions stand under one heading.
            var heading = Math.Min(statement.Part, 110);
            if (heading != part)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n\n-- {Parts[heading]}\n");
            }
            if (heading != part || statement.About != about)
            {
                text.Append('\n');
            }
            text.Append(statement.Ddl).Append(";\n");
            (part, about) = (heading, statement.About);
        }
        return text.ToString();
    }
}
