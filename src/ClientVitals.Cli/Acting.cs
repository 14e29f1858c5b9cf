using ClientVitals.Access;
using ClientVitals.Database;

namespace ClientVitals.Cli;

/// <summary>Changes on behalf of the user logged in to this machine, each as one unit of work.</summary>
internal static class Acting
{
    /// <summary>Who is logged in to this machine.</summary>
    public static Actor Self => Actor.CommandLine(Environment.UserName);

    /// <summary>Runs one act and commits it.</summary>
    public static Task<TDone> DoAsync<TDone>(this VitalsDatabase database, IAct<TDone> act, CancellationToken ct) =>
        database.DoAsync(act.RunAsync, ct);

    /// <summary>Runs several steps as one unit of work and commits them together.</summary>
    public static Task<TDone> DoAsync<TDone>(this VitalsDatabase database, Func<UnitOfWork, CancellationToken, Task<TDone>> steps, CancellationToken ct) =>
        database.DoAsync(steps, Self, TimeProvider.System.GetUtcNow(), ct);
}
