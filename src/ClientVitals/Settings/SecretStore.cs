using ClientVitals.Database;

namespace ClientVitals.Settings;

/// <summary>
/// What must be known to few: from the environment (<c>VITALS_SECRET_WEBHOOK_TELEPHONY</c>), else from a file of its own under the
/// program's home (<c>secrets/webhook-telephony</c>) that only its owner may read. Never in the database, in a log or in an answer.
/// </summary>
public sealed record SecretStore(VitalsHome Home)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string Folder => Path.Combine(Home.Path, "secrets");

    /// <summary>The name of the environment variable.</summary>
    public static string Variable(string name) => "VITALS_SECRET_" + name.Replace('-', '_').ToUpperInvariant();

    /// <summary>The secret; null when there is none.</summary>
    /// <param name="name">Lower-case words joined by dashes, such as <c>webhook-telephony</c> or <c>smtp</c>.</param>
    /// <exception cref="PlainError">Its file may be read by others: then it is no secret.</exception>
    public string? Find(string name)
    {
        CheckName(name);
        if (IsOfEnvironment(name))
            return Environment.GetEnvironmentVariable(Variable(name))!.Trim();
        var file = Path.Combine(Folder, name);
        if (!File.Exists(file))
            return null;
        if (IsLoose(file))
            throw new PlainError($"{file} can be read by others and is not used; run chmod 600 on it, or make a new secret if somebody may have seen it.");
        return File.ReadAllText(file).Trim() is { Length: > 0 } kept ? kept : null;
    }

    /// <summary>Whether it comes from the environment: a file of it is not looked at then.</summary>
    public static bool IsOfEnvironment(string name) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable(name)));

    /// <summary>Takes its file away; there may be none.</summary>
    public void Forget(string name)
    {
        CheckName(name);
        if (Directory.Exists(Folder))
            File.Delete(Path.Combine(Folder, name));
    }

    /// <summary>Keeps a secret in its file, in place of an earlier one.</summary>
    public void Keep(string name, string secret)
    {
        CheckName(name);
        Home.Make();
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Folder);
        else
            Directory.CreateDirectory(Folder, OwnerOnly | UnixFileMode.UserExecute);
        var fresh = Path.Combine(Folder, name + ".new");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        File.Delete(fresh);
        using (var file = new StreamWriter(fresh, options))
            file.WriteLine(secret);
        File.Move(fresh, Path.Combine(Folder, name), overwrite: true);
    }

    /// <summary>Its files, and that of the database's passwords, that others may read; whole paths.</summary>
    public IReadOnlyList<string> Loose()
    {
        if (OperatingSystem.IsWindows())
            return [];
        string[] kept = [.. Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [], .. File.Exists(Home.Passwords) ? [Home.Passwords] : Array.Empty<string>()];
        return [.. kept.Where(IsLoose).Order(StringComparer.Ordinal)];
    }

    private static bool IsLoose(string file) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~OwnerOnly) != 0;

    private static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > 80 || !name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            throw new PlainError($"\"{name}\" cannot name a secret; use small letters, digits and dashes.");
    }
}
