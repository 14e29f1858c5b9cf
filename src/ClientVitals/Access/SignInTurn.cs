using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>
/// A try at signing in. It is counted as failed before the password is looked at, and taken back when it was right: a hundred tries at
/// once are counted one after another, whichever server takes them.
/// </summary>
internal sealed class SignInTurn
{
    private readonly string[] kinds;
    private readonly string[] keys;

    private SignInTurn(params IReadOnlyList<(string Kind, string What)> counted)
    {
        // In one order, always: two turns that meet wait for each other instead of both giving up.
        var sorted = counted.OrderBy(c => c.Kind, StringComparer.Ordinal).ToList();
        kinds = [.. sorted.Select(c => c.Kind)];
        keys = [.. sorted.Select(c => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(c.Kind + "\n" + c.What))))];
    }

    private sealed record Lock(string Kind, int Failures, int WaitSeconds);

    /// <param name="email">In its one form.</param>
    /// <param name="address">The client's; null = this machine.</param>
    public static SignInTurn ToSignIn(string email, IPAddress? address) => new(
        (SignInBackoff.Pair, $"{email}\n{Network(address)}"),
        (SignInBackoff.Address, Network(address)),
        (SignInBackoff.Email, email));

    /// <summary>To be sent a link.</summary>
    public static SignInTurn ToReset(string email) => new((SignInBackoff.Reset, email));

    /// <summary>Counts it. 0 = go on; else the seconds to wait, and nothing is counted when the caller rolls back.</summary>
    public async Task<int> TakeAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct)
    {
        var forgotten_before = now - SignInBackoff.Forgotten;
        var counted = (await db.QueryAsync<Lock>(new CommandDefinition(
            Sql.Of<SignInTurn>("Lock"), new { now, kinds, keys, forgotten_before }, cancellationToken: ct))).AsList();
        if (counted.Max(c => c.WaitSeconds) is var wait and > 0)
            return wait;
        var failures = kinds.Select(kind => counted.Single(c => c.Kind == kind).Failures + 1).ToArray();
        var waits = kinds.Select((kind, i) => SignInBackoff.After(kind, failures[i])).ToArray();
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<SignInTurn>("Count"), new { now, kinds, keys, failures, waits }, cancellationToken: ct));
        return 0;
    }

    /// <summary>It was right: the person's own count starts again, the client address's loses this one.</summary>
    public Task GiveBackAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of<SignInTurn>("GiveBack"), new { now, kinds, keys }, cancellationToken: ct));

    /// <summary>Who has an IPv6 address has 2^64 of them: the network is what counts.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null)
            return "here";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
