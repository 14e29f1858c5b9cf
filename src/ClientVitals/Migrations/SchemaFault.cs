using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>
/// A rule of ours that the schema breaks as it is in the database, no matter who made it: a function whose search path its caller
/// chooses, a function with its owner's rights that signed-in users may call, a table without row security, something without a comment, a foreign key without an index, a policy that lets
/// others than the service write without a condition, an index whose build failed.
/// </summary>
/// <param name="Kind">Which rule: <c>table without row security</c>, …</param>
/// <param name="Subject">What breaks it, named in full.</param>
/// <param name="WhatToDo">What is wrong with it and how to put it right.</param>
public sealed record SchemaFault(string Kind, string Subject, string WhatToDo)
{
    /// <summary>
    /// The first thousand faults in public, archive and vitals_ledger, by kind and name; not those of what an adoption left to the
    /// owner. Changes nothing.
    /// </summary>
    public static async Task<IReadOnlyList<SchemaFault>> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var kept = (await AdoptedThings.KeptAsync(connection, cancel)).Names.ToArray();
        return (await connection.QueryAsync<SchemaFault>(new CommandDefinition(Sql.Of<SchemaFault>(), new { kept }, cancellationToken: cancel))).AsList();
    }
}
