using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>Other sites whose pages may call the API from a browser, with a key; never with the cookie of somebody signed in here.</summary>
public sealed record AllowedOrigins(string Origin, DateTimeOffset CreatedAt)
{
    /// <summary>All of them; at most a thousand.</summary>
    public static async Task<IReadOnlyList<AllowedOrigins>> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        (await db.QueryAsync<AllowedOrigins>(new CommandDefinition(Sql.Of<AllowedOrigins>(), cancellationToken: ct))).AsList();

    /// <summary>As a browser sends it: scheme, host and port, without a slash.</summary>
    internal static string Normal(string site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new PlainError($"\"{site}\" is not a site; write it as https://app.example.com, without a path.");
}
