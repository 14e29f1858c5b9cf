using ClientVitals.Database;
using ClientVitals.Sources;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Security;

/// <summary>
/// Which other sites' pages may call from a browser: those the settings allow, read again each half minute. They come with a key;
/// the cookie of somebody signed in here is never sent along.
/// </summary>
internal sealed class OtherSites(VitalsDatabase database, TimeProvider clock) : ICorsPolicyProvider, IDisposable
{
    public const string Policy = "other sites";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _looking = new(1, 1);
    private CorsPolicy? _policy;
    private DateTimeOffset _readAt;

    public static void Add(IServiceCollection services)
    {
        services.AddCors();
        services.AddSingleton<ICorsPolicyProvider, OtherSites>();
    }

    public void Dispose() => _looking.Dispose();

    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var now = clock.GetUtcNow();
        if (_policy is { } known && now - _readAt < Fresh)
            return known;
        // One looks, the others go on with what was known: this is asked before anybody is known.
        if (!await _looking.WaitAsync(_policy is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, context.RequestAborted))
            return _policy;
        try
        {
            return _policy is { } looked && now - _readAt < Fresh ? looked : await LookAsync(now, context.RequestAborted);
        }
        finally
        {
            _looking.Release();
        }
    }

    private async Task<CorsPolicy> LookAsync(DateTimeOffset now, CancellationToken cancel)
    {
        CurrentUse.Value = DatabaseUse.Stranger;
        await using var db = await database.OpenAsync(cancel);
        var origins = (await AllowedOrigins.ReadAsync(db, cancel)).Select(site => site.Origin).ToArray();
        var fresh = new CorsPolicyBuilder(origins)
            .WithMethods("GET", "POST", "DELETE", "PATCH", "PUT")
            .WithHeaders("authorization", "apikey", "content-type", "idempotency-key", "prefer", "x-client-info", "x-supabase-api-version", "content-profile", "accept-profile", "x-region", "x-retry-count")
            .WithExposedHeaders("content-range", "x-correlation-id")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))
            .Build();
        (_policy, _readAt) = (fresh, now);
        return fresh;
    }
}
