using ClientVitals.Access;
using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Tests;

/// <summary>Acts of a test: in a unit of work of their own, or within a connection that the test holds.</summary>
internal static class SomeActs
{
    /// <summary>Does it as the command line would.</summary>
    public static Task<TDone> RunAsync<TDone>(this IAct<TDone> act, VitalsDatabase database, DateTimeOffset now, CancellationToken ct) =>
        database.DoAsync(act, Actor.CommandLine("test"), now, ct);

    /// <summary>Does it as somebody.</summary>
    public static Task<TDone> RunAsync<TDone>(this IAct<TDone> act, VitalsDatabase database, DateTimeOffset now, Principal by, CancellationToken ct) =>
        database.DoAsync(act, by, now, ct);

    /// <summary>Does it within the test's own connection.</summary>
    public static Task<TDone> RunAsync<TDone>(this IAct<TDone> act, NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        act.RunAsync(db, now, "test", ct);

    /// <summary>As above, by somebody of this name.</summary>
    public static Task<TDone> RunAsync<TDone>(this IAct<TDone> act, NpgsqlConnection db, DateTimeOffset now, string by, CancellationToken ct) =>
        act.RunAsync(UnitOfWork.Within(db, Actor.CommandLine(by), now), ct);
}
