using System.Globalization;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>
/// A database address as people write it: <c>postgres://user:password@host:port/database?sslmode=require</c>, or Npgsql's
/// own <c>Host=…;Username=…</c>.
/// </summary>
public static class ServerAddress
{
    /// <summary>Reads an address. Throws one sentence that never shows the address itself, for it may hold a password.</summary>
    /// <param name="text">The address.</param>
    /// <param name="named">Where it stood, for the sentence: for example DATABASE_URL.</param>
    public static NpgsqlConnectionStringBuilder Read(string text, string named)
    {
        var trimmed = text.Trim();
        try
        {
            var address = trimmed.Contains("://", StringComparison.Ordinal) ? FromUrl(trimmed, named) : new NpgsqlConnectionStringBuilder(trimmed);
            if (string.IsNullOrEmpty(address.Host))
            {
                throw new PlainError($"{named} names no server; write it as postgres://user:password@host:5432/database.");
            }
            return address;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new PlainError($"{named} is not an address a database can be reached at; write it as postgres://user:password@host:5432/database?sslmode=require.", error);
        }
    }

    /// <summary>The same place without its password, for people to read.</summary>
    public static string Plainly(NpgsqlConnectionStringBuilder address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Database ?? address.Username} at {address.Host}{(address.Port == 5432 || address.Host?.Contains(',', StringComparison.Ordinal) == true ? "" : ":" + address.Port)} as {address.Username}");

    private static NpgsqlConnectionStringBuilder FromUrl(string url, string named)
    {
        var scheme = url[..url.IndexOf("://", StringComparison.Ordinal)];
        if (scheme is not ("postgres" or "postgresql"))
        {
            throw new PlainError($"{named} begins with {scheme}://, but only postgres:// and postgresql:// are supported.");
        }
        var rest = url[(scheme.Length + 3)..];
        var (body, query) = Cut(rest, '?');
        var (authority, path) = Cut(body, '/');
        var at = authority.LastIndexOf('@');
        var (user, password) = Cut(at < 0 ? "" : authority[..at], ':');
        var address = new NpgsqlConnectionStringBuilder();
        var hosts = authority[(at + 1)..];
        if (hosts.Length > 0)
        {
            SetHosts(address, hosts);
        }
        if (user.Length > 0)
        {
            address.Username = Plain(user);
        }
        if (password.Length > 0)
        {
            address.Password = Plain(password);
        }
        if (path.Length > 0)
        {
            address.Database = Plain(path);
        }
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(pair, '=');
            Set(address, Plain(name), Plain(value), named);
        }
        return address;
    }

    private static void SetHosts(NpgsqlConnectionStringBuilder address, string hosts)
    {
        var list = hosts.Split(',');
        if (list.Length > 1)
        {
            address.Host = string.Join(',', list.Select(Plain));
            return;
        }
        var colon = hosts.LastIndexOf(':');
        var hasPort = colon > hosts.LastIndexOf(']');
        address.Host = Plain(hasPort ? hosts[..colon] : hosts).Trim('[', ']');
        if (hasPort && colon < hosts.Length - 1)
        {
            address.Port = int.Parse(hosts[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }

    private static void Set(NpgsqlConnectionStringBuilder address, string name, string value, string named)
    {
        switch (name)
        {
            case "host": address.Host = value; break;
            case "port": address.Port = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture); break;
            case "dbname": address.Database = value; break;
            case "user": address.Username = value; break;
            case "password": address.Password = value; break;
            case "sslmode": address.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true); break;
            case "sslrootcert": address.RootCertificate = value; break;
            case "sslcert": address.SslCertificate = value; break;
            case "sslkey": address.SslKey = value; break;
            case "sslnegotiation": address.SslNegotiation = Enum.Parse<SslNegotiation>(value, ignoreCase: true); break;
            case "channel_binding": address.ChannelBinding = Enum.Parse<ChannelBinding>(value, ignoreCase: true); break;
            case "gssencmode": address.GssEncryptionMode = Enum.Parse<GssEncryptionMode>(value, ignoreCase: true); break;
            case "connect_timeout": address.Timeout = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture); break;
            case "application_name": address.ApplicationName = value; break;
            case "options": address.Options = value; break;
            case "passfile": address.Passfile = value; break;
            case "target_session_attrs": address.TargetSessionAttributes = value; break;
            case "pool_max_conns": address.MaxPoolSize = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture); break;
            // What other programs' addresses carry for their own pools says nothing to us.
            case "pgbouncer" or "connection_limit" or "pool_timeout" or "supa": break;
            default: throw new PlainError($"{named} has the parameter {name}, which is not supported; leave it out, or write the address in Npgsql's form.");
        }
    }

    private static string Plain(string encoded) => Uri.UnescapeDataString(encoded);

    private static (string Before, string After) Cut(string text, char at)
    {
        var place = text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text, "") : (text[..place], text[(place + 1)..]);
    }
}
