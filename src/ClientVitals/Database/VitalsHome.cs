namespace ClientVitals.Database;

/// <summary>
/// The one folder where the program keeps what it makes on this machine: the embedded cluster, its passwords, its locks.
/// </summary>
/// <param name="Path">Absolute path; <c>VITALS_HOME</c>, else <c>/var/lib/client-vitals</c> for root, else the user's own data folder.</param>
public sealed record VitalsHome(string Path)
{
    /// <summary>The folder that belongs to the user who runs PostgreSQL; nobody else may enter it (0700), for it holds the socket too.</summary>
    public string Cluster => System.IO.Path.Combine(Path, "cluster");

    /// <summary>PostgreSQL's data directory.</summary>
    public string Data => System.IO.Path.Combine(Cluster, "data");

    /// <summary>What the server writes about itself.</summary>
    public string Log => System.IO.Path.Combine(Cluster, "server.log");

    /// <summary>The generated passwords, in the form psql reads (<c>PGPASSFILE</c>), 0600.</summary>
    public string Passwords => System.IO.Path.Combine(Path, "pgpass");

    /// <summary>Where the running cluster listens.</summary>
    public string Address => System.IO.Path.Combine(Path, "address");

    /// <summary>Held while somebody starts or stops the cluster.</summary>
    public string Lock => System.IO.Path.Combine(Path, "cluster.lock");

    /// <summary>When each database was last backed up from here, a file for each; holds an instant.</summary>
    public string LastBackup(string database) => System.IO.Path.Combine(Path, "backups", string.Concat(database.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_')));

    /// <summary>The home this process should use.</summary>
    public static VitalsHome Find()
    {
        var asked = Environment.GetEnvironmentVariable("VITALS_HOME");
        if (!string.IsNullOrWhiteSpace(asked))
        {
            return new(System.IO.Path.GetFullPath(asked));
        }
        if (OperatingSystem.IsWindows())
        {
            return new(System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "client-vitals"));
        }
        if (Environment.IsPrivilegedProcess)
        {
            return new("/var/lib/client-vitals");
        }
        var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        if (string.IsNullOrWhiteSpace(data) || !System.IO.Path.IsPathRooted(data))
        {
            var own = Environment.GetEnvironmentVariable("HOME");
            if (string.IsNullOrWhiteSpace(own))
            {
                own = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            }
            if (string.IsNullOrWhiteSpace(own))
            {
                throw new PlainError("There is no home folder for this user to keep the database in; set VITALS_HOME to a folder you may write.");
            }
            data = System.IO.Path.Combine(own, ".local", "share");
        }
        return new(System.IO.Path.Combine(data, "client-vitals"));
    }

    /// <summary>Makes the folder when it is absent. Says so when this user may not.</summary>
    public void Make()
    {
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new PlainError($"The folder {Path} cannot be made ({error.Message.TrimEnd('.')}); set VITALS_HOME to a folder you may write.", error);
        }
    }
}
