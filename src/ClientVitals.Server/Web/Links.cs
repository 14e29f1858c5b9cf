using System.Net;
using ClientVitals.Access;
using ClientVitals.Sources;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace ClientVitals.Server.Web;

/// <summary>Where one-time links lead.</summary>
/// <param name="listens">The address listened on.</param>
/// <param name="proxies">The proxies in front; empty = none.</param>
/// <param name="publicUrl">How people reach us from outside; null = it is not said.</param>
internal sealed class Links(IPAddress listens, IReadOnlyList<System.Net.IPNetwork> proxies, Uri? publicUrl, IServer server)
{
    /// <summary>As people reach us from outside: by the public address, else as this request came. For the person who asks, to copy.</summary>
    public string To(LinkMade link, HttpRequest request) => Link(publicUrl ?? new Uri($"{request.Scheme}://{request.Host}"), link);

    /// <summary>Where a source sends its messages, likewise.</summary>
    public string ToWebhook(CallSources source, HttpRequest request) =>
        new Uri(publicUrl ?? new Uri($"{request.Scheme}://{request.Host}"), $"/webhooks/{Entities.OfMapping(source.Mapping).Name}/{source.Name}").ToString();

    /// <summary>
    /// The whole addresses under which a sender may have called this one, for signatures made over it: by the public address, and as the
    /// request came; path and query as they were sent.
    /// </summary>
    public IReadOnlyList<string> AsCalled(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] raw ? raw : request.GetEncodedPathAndQuery();
        var asCame = $"{request.Scheme}://{request.Host}{target}";
        return publicUrl is null ? [asCame] : [publicUrl.GetLeftPart(UriPartial.Authority) + target, asCame];
    }

    /// <summary>
    /// For a mail: by the public address, else the one listened on. Never as a request came: its sender chooses its Host, and a
    /// mail from us would lead to them.
    /// </summary>
    public string InMail(LinkMade link) => Link(Own() ?? throw new InvalidOperationException(WhyNotInMail), link);

    /// <summary>A page of ours for a mail or a channel, likewise; null = nobody said how people reach it.</summary>
    public string? PageInMail(string path) => Own() is { } own ? new Uri(own, path).ToString() : null;

    /// <summary>Why no link can be mailed; null = one can.</summary>
    public string? WhyNotInMail => Own() is null ? "the public address of this server is not set (--public-url)" : null;

    private Uri? Own()
    {
        if (publicUrl is { } said)
            return said;
        // Behind a proxy, or listening everywhere: people come by a name that only --public-url can tell.
        if (proxies.Count > 0 || listens.Equals(IPAddress.Any) || listens.Equals(IPAddress.IPv6Any))
            return null;
        return server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address ? new(address) : null;
    }

    private static string Link(Uri to, LinkMade link) => new Uri(to, "/link/" + link.Token).ToString();
}
