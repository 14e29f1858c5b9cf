using System.Security.Cryptography;
using System.Text;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Security;

/// <summary>What a request shows to be known by: a key, or a session's cookie, or nothing.</summary>
internal readonly record struct Credential(string? Text, bool IsKey)
{
    /// <summary>Longer ones are nobody's, and are not even hashed.</summary>
    private const int Longest = 200;

    public static Credential Of(HttpRequest request)
    {
        var said = request.Headers.Authorization.ToString();
        if (said.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return new(said["Bearer ".Length..].Trim(), true);
        if (request.Headers["apikey"].ToString() is { Length: > 0 } key)
            return new(key, true);
        return new(request.Cookies[EndpointAccess.SessionCookie] is { Length: > 0 } session ? session : null, false);
    }

    /// <summary>Whose it is, as of now; null = nobody's. Asks the database, unless it can be nobody's.</summary>
    /// <param name="isNoted">Whether its use is written down.</param>
    public Task<Caller?> FindAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken cancel, bool isNoted = true) => Text is null
        ? Task.FromResult<Caller?>(null)
        : IsKey ? FindCaller.ByKeyAsync(database, Text, now, cancel, isNoted) : FindCaller.BySessionAsync(database, Text, now, cancel, isNoted);

    /// <summary>A word under which it is remembered, of which it cannot be made again.</summary>
    public static string? Mark(string? text) =>
        string.IsNullOrEmpty(text) || text.Length > Longest ? null : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Without the credential.</summary>
    public override string ToString() => IsKey ? "a key" : Text is null ? "nothing" : "a session";
}
