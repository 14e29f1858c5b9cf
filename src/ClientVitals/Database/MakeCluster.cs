using System.Security.Cryptography;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>Makes a new cluster: its data directory, passwords and login roles.</summary>
internal sealed class MakeCluster(VitalsHome home, PostgresBinaries binaries, string? user)
{
    /// <summary>Runs initdb beside the final place and moves the result there, so that a killed run leaves no half cluster.</summary>
    public async Task InitialiseAsync(CancellationToken cancel)
    {
        WritePasswords();
        var fresh = home.Data + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }
        var secret = Path.Combine(home.Cluster, "password");
        await File.WriteAllTextAsync(secret, ClusterAddress.ReadPasswords(home)[ClusterAddress.Superuser], cancel);
        Close(secret);
        if (user is not null)
        {
            await ServiceUser.GiveAsync(home.Cluster, user, cancel);
        }
        try
        {
            // Sorting by code point and case mapping by Unicode must not depend on the machine; from 17 on the server brings both.
            string[][] locales = binaries.Major >= 17
                ? [["--locale-provider=builtin", "--locale=C.UTF-8"]]
                : [["--locale=C.UTF-8"], ["--locale=C"]];
            var made = new OutsideProgram(1, "");
            foreach (var locale in locales)
            {
                made = await OutsideProgram.RunAsync(
                    binaries.Program("initdb"),
                    ["-D", fresh, "-U", ClusterAddress.Superuser, "-A", "scram-sha-256", $"--pwfile={secret}", "-E", "UTF8", .. locale, "--data-checksums", "--no-instructions"],
                    user,
                    cancel);
                if (made.Succeeded)
                {
                    break;
                }
            }
            if (!made.Succeeded)
            {
                throw new PlainError($"PostgreSQL could not make its data directory in {home.Cluster}: {made.Output.Split('\n')[^1]}");
            }
        }
        finally
        {
            File.Delete(secret);
        }
        await File.AppendAllTextAsync(Path.Combine(fresh, "postgresql.conf"), "\ninclude_if_exists = 'vitals.conf'\n", cancel);
        Directory.Move(fresh, home.Data);
    }

    /// <summary>Makes the login roles that are absent, on a running cluster.</summary>
    public static async Task MakeRolesAsync(ClusterAddress address, CancellationToken cancel)
    {
        var to = address.To("postgres", ClusterAddress.Superuser);
        to.Pooling = false;
        await using var connection = new NpgsqlConnection(to.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var missing = new NpgsqlCommand("select count(*) from pg_roles where rolname in ('vitals_owner', 'vitals')", connection);
        if (await missing.ExecuteScalarAsync(cancel) is 2L)
        {
            return;
        }
        await using var make = new NpgsqlCommand($"""
            do $make$
            begin
                if not exists (select from pg_roles where rolname = 'vitals_owner') then
                    create role vitals_owner login createdb createrole password '{address.Passwords[ClusterAddress.Owner]}';
                end if;
                if not exists (select from pg_roles where rolname = 'vitals') then
                    create role vitals login noinherit password '{address.Passwords[ClusterAddress.Server]}';
                end if;
            end
            $make$
            """, connection);
        await make.ExecuteNonQueryAsync(cancel);
    }

    private void WritePasswords()
    {
        var lines = ClusterAddress.Logins.Select(role => $"*:*:*:{role}:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}");
        File.Delete(home.Passwords);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var writer = new StreamWriter(home.Passwords, options);
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }

    private static void Close(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
