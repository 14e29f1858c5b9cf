using System.Globalization;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>Where the embedded cluster listens, and who may enter.</summary>
/// <param name="Host">The folder of its socket, or 127.0.0.1.</param>
/// <param name="Port">The TCP port; for a socket, the number in its name.</param>
/// <param name="OpenedPort">It was asked to listen on 127.0.0.1 as well.</param>
/// <param name="Passwords">The generated password of each login role.</param>
public sealed record ClusterAddress(string Host, int Port, bool OpenedPort, IReadOnlyDictionary<string, string> Passwords)
{
    /// <summary>Made by initdb; used to make roles and databases, for nothing else.</summary>
    public const string Superuser = "postgres";

    /// <summary>Owns databases and migrates. Not a superuser.</summary>
    public const string Owner = "vitals_owner";

    /// <summary>Serves: owns nothing, is a member of anon, authenticated and service_role.</summary>
    public const string Server = "vitals";

    /// <summary>The login roles of the cluster.</summary>
    public static readonly IReadOnlyList<string> Logins = [Superuser, Owner, Server];

    /// <summary>How <paramref name="role"/> reaches <paramref name="database"/>.</summary>
    public NpgsqlConnectionStringBuilder To(string database, string role) => new()
    {
        Host = Host,
        Port = Port,
        Username = role,
        Password = Passwords[role],
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        Timeout = 15,
    };

    /// <summary>As an address other programs take, with its password. A socket has the form <c>postgresql://…/db?host=/folder</c>.</summary>
    public string Url(string database, string role)
    {
        var who = $"{role}:{Uri.EscapeDataString(Passwords[role])}";
        return OpenedPort || !Path.IsPathRooted(Host)
            ? string.Create(CultureInfo.InvariantCulture, $"postgresql://{who}@127.0.0.1:{Port}/{database}?sslmode=disable")
            : string.Create(CultureInfo.InvariantCulture, $"postgresql://{who}@/{database}?host={Uri.EscapeDataString(Host)}&port={Port}");
    }

    /// <summary>Reads what <see cref="Remember"/> wrote; null when no cluster was ever started in this home.</summary>
    public static ClusterAddress? Of(VitalsHome home)
    {
        try
        {
            return File.ReadAllLines(home.Address) is [var host, var port, var opened, ..] && int.TryParse(port, CultureInfo.InvariantCulture, out var number)
                ? new(host, number, opened == "open", ReadPasswords(home))
                : null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new PlainError($"The database in {home.Path} belongs to another user; set VITALS_HOME to a folder of your own, or DATABASE_URL to a server.", error);
        }
    }

    /// <summary>Writes where the cluster listens, for the next command.</summary>
    internal void Remember(VitalsHome home)
    {
        var fresh = home.Address + ".new";
        File.WriteAllLines(fresh, [Host, Port.ToString(CultureInfo.InvariantCulture), OpenedPort ? "open" : "closed"]);
        File.Move(fresh, home.Address, overwrite: true);
    }

    internal static Dictionary<string, string> ReadPasswords(VitalsHome home) =>
        File.ReadAllLines(home.Passwords).Select(line => line.Split(':', 5)).Where(parts => parts.Length == 5).ToDictionary(parts => parts[3], parts => parts[4]);
}
