using System.CommandLine;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db verify</c>: is each applied migration really there, and nothing else changed?</summary>
internal static class VerifyCommand
{
    public static Command Command()
    {
        var command = new Command("verify", "Check that the database has everything its applied migrations make. Changes nothing.");
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            var supabase = MigrationFile.Folder();
            var verdicts = await new VerifyMigrations(database, supabase).RunAsync(
                verdict => Console.WriteLine(verdict.Fault is null ? $"+ {verdict.Title} .. ok" : $"- {verdict.Title} .. {verdict.Fault}"),
                cancel);
            var failed = verdicts.Count(verdict => verdict.Fault is not null);
            var drift = await SchemaDrift.ReadAsync(database, supabase, cancel);
            foreach (var line in drift.Take(20))
            {
                Console.WriteLine($"- {line}");
            }
            if (verdicts.Count == 0)
            {
                throw new PlainError("No migration is applied yet; run vitals db push.");
            }
            Console.WriteLine($"{verdicts.Count - failed} verified, {failed} failed{(drift.Count > 0 ? $", {drift.Count} lines differ from supabase/schema.sql" : "")} in {database.Where}.");
            return failed + drift.Count == 0 ? Door.Done : Door.Failed;
        });
        return command;
    }
}
