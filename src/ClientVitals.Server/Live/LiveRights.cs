using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Security;
using Npgsql;

namespace ClientVitals.Server.Live;

/// <summary>
/// What a follower of the live stream may see, as of now and not as of when the stream began: looked at again when the database says that
/// something about them changed, and when their session or key ends by itself.
/// </summary>
internal sealed class LiveRights(Credential shown, Caller caller, VitalsDatabase database, TimeProvider clock)
{
    /// <summary>The account.</summary>
    public Guid? UserId => caller.UserId;

    /// <summary>The key.</summary>
    public Guid? KeyId => caller.KeyId;

    /// <summary>On whose behalf the database is asked.</summary>
    public DatabaseIdentity Who { get; private set; } = caller.ToIdentity();

    /// <summary>How long until they end by themselves; null = they do not.</summary>
    public TimeSpan? Left => caller.EndsAt is { } end ? end - clock.GetUtcNow() : null;

    /// <summary>Whether they end by themselves now, or did.</summary>
    public bool AreOver => Left <= TimeSpan.Zero;

    /// <summary>Whether there are any left. What cannot be looked at counts as none: a follower asks again.</summary>
    public async Task<bool> LookAgainAsync(CancellationToken cancel)
    {
        try
        {
            if (await shown.FindAsync(database, clock.GetUtcNow(), cancel, isNoted: false) is not { } found || !found.May(KeyScope.Read))
                return false;
            caller = found;
            Who = found.ToIdentity();
            return true;
        }
        catch (Exception error) when (error is NpgsqlException or PlainError or TimeoutException)
        {
            return false;
        }
    }
}
