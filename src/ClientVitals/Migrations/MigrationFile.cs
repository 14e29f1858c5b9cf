using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientVitals.Migrations;

/// <summary>One forward migration, with where its verify and rollback scripts should be.</summary>
/// <param name="Version">The 14 digits.</param>
/// <param name="Name">What follows them, without <c>.sql</c>.</param>
/// <param name="Path">The file.</param>
/// <param name="Text">Its text, lines ended by <c>\n</c>.</param>
public sealed partial record MigrationFile(string Version, string Name, string Path, string Text)
{
    /// <summary><c>20251208000001_call_pattern_analysis</c>.</summary>
    public string Title => $"{Version}_{Name}";

    public string VerifyPath => Beside("verify");

    public string RollbackPath => Beside("rollback");

    public IReadOnlyList<SqlStatement> Statements => SqlStatement.Split(Text);

    /// <summary>SHA-256 of the text, in hex: an edited file has another.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The folder <c>supabase</c>: under <c>VITALS_ROOT</c>, else beside the program, else above it.</summary>
    public static string Folder()
    {
        if (Environment.GetEnvironmentVariable("VITALS_ROOT") is { Length: > 0 } root && Directory.Exists(System.IO.Path.Combine(root, "supabase", "migrations")))
        {
            return System.IO.Path.Combine(root, "supabase");
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var here = System.IO.Path.Combine(folder.FullName, "supabase");
            if (Directory.Exists(System.IO.Path.Combine(here, "migrations")))
            {
                return here;
            }
        }
        throw new PlainError("The folder supabase/migrations was not found; run the program through the script vitals, or set VITALS_ROOT to the folder that holds supabase.");
    }

    /// <summary>
    /// All migrations of a folder <c>supabase</c>, oldest first. Throws by name: a file name Supabase would skip, two files
    /// of one version, text that is not UTF-8.
    /// </summary>
    public static IReadOnlyList<MigrationFile> ReadAll(string supabase)
    {
        var folder = System.IO.Path.Combine(supabase, "migrations");
        if (!Directory.Exists(folder))
        {
            throw new PlainError($"There is no folder {folder}; the migrations belong there.");
        }
        var files = Directory.EnumerateFiles(folder, "*.sql").Order(StringComparer.Ordinal).Select(Read).ToList();
        if (files.GroupBy(file => file.Version).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new MigrationFault(MigrationFaultKind.DuplicateVersion, $"Two files have the version {twice.Key}: {string.Join(" and ", twice.Select(file => file.Title + ".sql"))}; give one of them another timestamp.");
        }
        return files;
    }

    private static MigrationFile Read(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        var parts = NamePattern().Match(name);
        if (!parts.Success)
        {
            throw new MigrationFault(MigrationFaultKind.BadName, $"{name} is not the name of a migration; write 14 digits, an underscore, and a name of small letters, digits, underscores and dashes, as in 20251208000001_call_pattern_analysis.sql.");
        }
        return new(parts.Groups[1].Value, parts.Groups[2].Value, path, ReadText(path));
    }

    /// <summary>The text of a script, lines ended by <c>\n</c> wherever it was checked out.</summary>
    internal static string ReadText(string path)
    {
        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            return File.ReadAllText(path, strict).ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException error)
        {
            throw new PlainError($"{System.IO.Path.GetFileName(path)} is not UTF-8; save it as UTF-8.", error);
        }
    }

    private string Beside(string folder) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(Path)!)!, folder, System.IO.Path.GetFileName(Path));

    [GeneratedRegex("^([0-9]{14})_([a-z0-9_-]+)\\.sql$")]
    private static partial Regex NamePattern();
}
