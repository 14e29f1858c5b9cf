using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Security;

/// <summary>
/// How many passwords are checked at once: as many as half the machine's cores, for each costs one of them a good part of a second.
/// Others wait shortly; then they are told to come again, so that a flood of tries leaves room for everything else.
/// </summary>
internal sealed class PasswordTurns(int atOnce, TimeSpan patience) : IDisposable
{
    /// <summary>Seconds after which to try again.</summary>
    private const string Again = "5";

    private readonly SemaphoreSlim _free = new(atOnce, atOnce);

    public PasswordTurns()
        : this(Math.Max(1, Environment.ProcessorCount / 2), TimeSpan.FromSeconds(3))
    {
    }

    /// <summary>A turn, to be given back; null when none came free in time.</summary>
    public async Task<IDisposable?> TakeAsync(CancellationToken cancel) => await _free.WaitAsync(patience, cancel) ? new Turn(_free) : null;

    /// <summary>The sentence for a request that got no turn; the answer is a 503 that says when to try again.</summary>
    public static string Busy(HttpContext http)
    {
        http.Response.Headers.RetryAfter = Again;
        return $"Too many people are signing in right now. Try again in {Again} seconds.";
    }

    public void Dispose() => _free.Dispose();

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
                free.Release();
        }
    }
}
