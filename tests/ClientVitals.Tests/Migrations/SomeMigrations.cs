namespace ClientVitals.Tests.Migrations;

/// <summary>A folder supabase of one's own, made for one test and removed after it.</summary>
public sealed class SomeMigrations : IDisposable
{
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "cv-migrations-" + Guid.NewGuid().ToString("N")[..8], "supabase");

    public SomeMigrations With(string file, string forward, string? rollback = null, string? verify = null)
    {
        Write("migrations", file, forward);
        Write("rollback", file, rollback ?? "-- Undo of it.\nselect 1;");
        Write("verify", file, verify ?? "select 1;");
        return this;
    }

    public SomeMigrations Without(string file)
    {
        File.Delete(Path.Combine(Folder, "migrations", file));
        return this;
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);

    private void Write(string folder, string file, string text)
    {
        Directory.CreateDirectory(Path.Combine(Folder, folder));
        File.WriteAllText(Path.Combine(Folder, folder, file), text);
    }
}
