using System.Net;
using System.Net.Sockets;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>
/// Where this server may post to. A host is resolved when it is connected to, and the connection goes to the very address that was looked at: a name
/// that changes in between leads nowhere else. Private, loopback, link-local and other special addresses are refused unless the host is allowed
/// by <see cref="AllowedHosts.Variable"/>; redirects are not followed; http is only for allowed hosts.
/// </summary>
internal sealed class OutboundGuard(IEnumerable<string> allowed)
{
    private const string Variable = AllowedHosts.Variable;

    private const int LongestAddress = 2000;

    /// <summary>Special purpose by the registries of RFC 6890 and what metadata services use beside them.</summary>
    private static readonly IPNetwork[] Special = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    }.Select(text => IPNetwork.Parse(text))];

    private readonly HashSet<string> _allowed = new(allowed, StringComparer.OrdinalIgnoreCase);

    /// <summary>How a name becomes addresses.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>An address to post to, as a person entered it.</summary>
    /// <exception cref="PlainError">It is not one, or of a kind that is refused; it is not repeated, because it is a secret.</exception>
    public Uri Read(string? address)
    {
        if (address is null || address.Length > LongestAddress || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.IdnHost.Length == 0)
            throw new PlainError("This is not the address of a webhook; copy it whole, from https:// on.");
        if (uri.UserInfo.Length > 0)
            throw new PlainError("The address has a user or a password before its host; remove them.");
        if (uri.Scheme == "http" && !Allows(uri))
            throw new PlainError($"The address must begin with https://; only hosts named in {Variable} may be sent to without encryption.");
        if (IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var ip) && IsSpecial(ip) && !Allows(uri))
            throw new PlainError(Refusal);
        return uri;
    }

    /// <summary>Handles requests within these rules; each has a connection of its own.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        // A connection that is used again may be closed just then, and nobody knows whether the message was read.
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseHeadersLength = 16,
        ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    };

    /// <summary>Whether an address is of a special purpose; one of IPv4 inside of IPv6 counts as that of IPv4.</summary>
    internal static bool IsSpecial(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(Special, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    private static string Refusal =>
        $"the host is in a private or special network, to which notices are not sent; if it is yours, name it in {Variable} and start the server again";

    private bool Allows(Uri uri) => Allows(uri.IdnHost.Trim('[', ']'));

    private bool Allows(string host) => _allowed.Contains(host);

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var figure) ? [figure] : await ResolveAsync(host, ct);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        // One that is refused is enough: a name of ours and theirs is a trick.
        if (!Allows(host) && Array.Exists(addresses, IsSpecial))
            throw new PlainError(Refusal);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
