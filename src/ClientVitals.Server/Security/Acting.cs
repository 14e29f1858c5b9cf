using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Security;

/// <summary>Changes on behalf of the account or key that sent the request, each as one unit of work.</summary>
internal static class Acting
{
    /// <summary>Runs one act and commits it.</summary>
    public static Task<TDone> DoAsync<TDone>(this HttpContext http, IAct<TDone> act, CancellationToken ct) => http.DoAsync(act.RunAsync, ct);

    /// <summary>Runs several steps as one unit of work and commits them together.</summary>
    public static Task<TDone> DoAsync<TDone>(this HttpContext http, Func<UnitOfWork, CancellationToken, Task<TDone>> steps, CancellationToken ct) =>
        http.RequestServices.GetRequiredService<VitalsDatabase>().DoAsync(
            steps, http.MaybeCaller()?.ToActor() ?? Actor.Nobody, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), ct);
}
