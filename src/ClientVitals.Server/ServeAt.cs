using System.Net;
using ClientVitals.Server.Mail;
using ClientVitals.Server.Security;

namespace ClientVitals.Server;

/// <summary>The address the server listens on, and how it is reached from outside.</summary>
/// <param name="Address">The address it listens on; loopback unless somebody says otherwise.</param>
/// <param name="Port">0 = any free one.</param>
/// <param name="BehindProxy">
/// The proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are believed; empty = nobody's.
/// </param>
/// <param name="PublicUrl">How people and senders of webhooks reach it from outside, for links and for signatures made over the address; null = as the request came.</param>
/// <param name="LogsRequests">Whether each request leaves a line in the log.</param>
/// <param name="Mail">The mail server to send through; null = no mail is sent.</param>
/// <param name="Limits">How much one caller or stranger may ask at once; null = the usual.</param>
public sealed record ServeAt(
    IPAddress Address, int Port, IReadOnlyList<IPNetwork> BehindProxy, Uri? PublicUrl, bool LogsRequests = false, SmtpAddress? Mail = null,
    RequestLimits? Limits = null)
{
    /// <summary>Names under which it is asked, beside that of <see cref="PublicUrl"/>, this machine's and addresses in figures.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Hosts within a private network to which notices may be sent (VITALS_ALLOWED_HOSTS); every other address there is refused.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether it reads a file of its own after the start, so that the first one that somebody sends does not wait.</summary>
    public bool WarmsUp { get; init; }

    /// <summary>On this machine only, at the port of the README.</summary>
    public static readonly ServeAt Default = new(IPAddress.Loopback, 5080, [], null);
}
