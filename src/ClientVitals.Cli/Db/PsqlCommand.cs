using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ClientVitals.Database;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db psql</c>: PostgreSQL's own shell on the database, as its owner.</summary>
internal static class PsqlCommand
{
    public static Command Command()
    {
        var rest = new Argument<string[]>("arguments")
        {
            Description = "Passed on to psql. Example: vitals db psql -c 'select * from get_pattern_breaks(7)'",
            Arity = ArgumentArity.ZeroOrMore,
            CaptureRemainingTokens = true,
        };
        var command = new Command("psql", "Open psql on the database, as its owner.") { rest };
        // Not awaited by the command line: Ctrl-C belongs to psql while it runs.
        command.SetAction(parsed => Run(parsed, parsed.GetValue(rest) ?? []));
        return command;
    }

    private static int Run(ParseResult parsed, string[] arguments)
    {
        var psql = Find() ?? throw new PlainError("psql is not installed, and the packaged PostgreSQL does not include it (Debian/Ubuntu: sudo apt-get install postgresql-client · macOS: brew install libpq · Windows: winget install PostgreSQL.PostgreSQL.18).");
        var start = new ProcessStartInfo(psql, arguments) { UseShellExecute = false };
        Address(parsed, start).GetAwaiter().GetResult();
        using var ignored = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var process = Process.Start(start) ?? throw new PlainError($"{psql} could not be started.");
        process.WaitForExit();
        return process.ExitCode;
    }

    private static async Task Address(ParseResult parsed, ProcessStartInfo start)
    {
        await using var database = Door.Database(parsed);
        if (database.Cluster is not { } cluster)
        {
            var url = Environment.GetEnvironmentVariable("DATABASE_ADMIN_URL") is { Length: > 0 } admin ? admin : Environment.GetEnvironmentVariable("DATABASE_URL")!;
            if (!url.Contains("://", StringComparison.Ordinal))
            {
                throw new PlainError("psql needs an address of the form postgres://user:password@host:5432/database; DATABASE_URL has another form.");
            }
            // psql reads the whole address from the environment, so that no password shows in the list of processes.
            var read = ServerAddress.Read(url, "DATABASE_URL");
            start.Environment["PGHOST"] = read.Host;
            start.Environment["PGPORT"] = read.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            start.Environment["PGUSER"] = read.Username;
            start.Environment["PGDATABASE"] = read.Database;
            start.Environment["PGPASSWORD"] = read.Password;
            start.Environment["PGSSLMODE"] = read.SslMode switch
            {
                Npgsql.SslMode.VerifyCA => "verify-ca",
                Npgsql.SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            };
            return;
        }
        var address = await cluster.StartAsync();
        await EmbeddedPostgres.MakeDatabaseAsync(address, database.Name, template: null, CancellationToken.None);
        start.Environment["PGHOST"] = address.Host;
        start.Environment["PGPORT"] = address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = ClusterAddress.Owner;
        start.Environment["PGDATABASE"] = database.Name;
        start.Environment["PGPASSFILE"] = cluster.Home.Passwords;
    }

    private static string? Find()
    {
        if (OutsideProgram.Find("psql") is { } onPath)
        {
            return onPath;
        }
        var systems = PostgresBinaries.SystemAsync(CancellationToken.None).GetAwaiter().GetResult();
        return systems.Select(system => system.Program("psql")).FirstOrDefault(File.Exists);
    }
}
