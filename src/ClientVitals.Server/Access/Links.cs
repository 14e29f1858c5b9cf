using ClientVitals.Access;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Access;

/// <summary>Where one-time links lead.</summary>
internal sealed class Links(ServeAt at)
{
    /// <summary>As people reach us from outside: by the public address, else as this request came.</summary>
    public string To(LinkMade link, HttpRequest request) =>
        new Uri(at.PublicUrl ?? new Uri($"{request.Scheme}://{request.Host}"), "/link/" + link.Token).ToString();
}
