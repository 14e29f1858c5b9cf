using ClientVitals.Database;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.Cli.Doctor;

/// <summary>The whole examination: first what needs no database, then the database, then what is in it. Changes nothing.</summary>
/// <param name="Database">Which.</param>
/// <param name="Secrets">This machine's.</param>
/// <param name="Supabase">The folder of the migrations.</param>
/// <param name="Smtp">What VITALS_SMTP_URL says; null = nothing.</param>
/// <param name="Clock">This machine's.</param>
internal sealed record Examination(VitalsDatabase Database, SecretStore Secrets, string Supabase, string? Smtp, TimeProvider Clock)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancel)
    {
        List<Finding> findings = [];
        foreach (var (name, check) in MachineChecks.Each)
            findings.AddRange(await TriedAsync(name, () => Task.FromResult<IReadOnlyList<Finding>>(check(this) is { } found ? [found] : [])));
        try
        {
            findings.InsertRange(0, await ServerChecks.AllAsync(Database, Clock, cancel));
        }
        catch (PlainError lost) when (lost.InnerException is not PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
        {
            findings.Insert(0, Finding.Broken("database", lost.Message));
            return findings;
        }
        findings.AddRange(await TriedAsync("migrations", () => SchemaChecks.AllAsync(Database, Supabase, cancel)));
        foreach (var check in Rooms.All.Of<DoctorCheck>())
        {
            findings.AddRange(await TriedAsync(check.Name, async () =>
            {
                // Each by itself: one that a half-made schema breaks leaves the others standing.
                await using var db = await Database.OpenAsync(cancel);
                return await check.LookAsync(db, Secrets, Clock.GetUtcNow(), cancel);
            }));
        }
        return findings;
    }

    /// <summary>A check that cannot be made is a finding, too.</summary>
    private static async Task<IReadOnlyList<Finding>> TriedAsync(string check, Func<Task<IReadOnlyList<Finding>>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception error) when (error is NpgsqlException or PlainError or IOException or UnauthorizedAccessException)
        {
            return [Finding.Broken(check, $"This could not be checked: {Sentence.Of(error)}")];
        }
    }
}
