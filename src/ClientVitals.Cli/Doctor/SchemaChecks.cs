using ClientVitals.Database;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Doctor;

/// <summary>The schema: which migrations are applied, pending, edited or not ours, and whether the applied ones are really there.</summary>
internal static class SchemaChecks
{
    private const string Check = "migrations";

    public static async Task<IReadOnlyList<Finding>> AllAsync(VitalsDatabase database, string supabase, CancellationToken cancel)
    {
        IReadOnlyList<MigrationStatus> status;
        await using (var db = await database.OpenAdminAsync(cancel))
            status = new MigrationPlan(MigrationFile.ReadAll(supabase), await MigrationLedger.ReadAsync(db, cancel)).Status();
        var wrong = status.Where(one => one.State is not ("applied" or "pending")).Select(one => $"{one.Version}_{one.Name} is {one.State}").ToList();
        if (wrong.Count > 0)
            return [Finding.Broken(Check, $"{Few(wrong)}; vitals db status shows all, vitals db push says what to do.")];
        var pending = status.Where(one => one.State == "pending").Select(one => $"{one.Version}_{one.Name}").ToList();
        if (pending.Count > 0)
            return [Finding.Broken(Check, $"{pending.Count} of {status.Count} are pending ({Few(pending)}); back up, then run vitals db push.")];
        var verdicts = await new VerifyMigrations(database, supabase).RunAsync(null, cancel);
        var missing = verdicts.Where(verdict => verdict.Fault is not null).Select(verdict => $"{verdict.Title}: {verdict.Fault}").ToList();
        return missing.Count > 0
            ? [Finding.Broken(Check, $"{Few(missing)}. Something was changed by hand; vitals db verify shows all of it.")]
            : [Finding.Good(Check, $"All {status.Count} are applied and verified.")];
    }

    private static string Few(List<string> all) => string.Join("; ", all.Take(3)) + (all.Count > 3 ? $"; and {all.Count - 3} more" : "");
}
