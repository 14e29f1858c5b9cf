using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>Another site whose pages may call the API from a browser, with a key; never with the cookie of somebody signed in here.</summary>
public sealed record AllowedOrigin(string Origin, DateTimeOffset CreatedAt);

/// <summary>The other sites whose pages may call the API.</summary>
public static class AllowedOrigins
{
    /// <summary>All of them; at most a thousand.</summary>
    public static async Task<IReadOnlyList<AllowedOrigin>> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        (await db.QueryAsync<AllowedOrigin>(new CommandDefinition(Sql.Of(typeof(AllowedOrigins)), cancellationToken: ct))).AsList();

    /// <summary>As a browser sends it: scheme, host and port, without a slash.</summary>
    internal static string Normal(string site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new PlainError($"\"{site}\" is not a site; write it as https://app.example.com, without a path.");
}
