using System.Net.Sockets;
using Npgsql;

namespace ClientVitals.Database;

/// <summary>How a connection is opened: the embedded server is started first where it does not run, and what fails becomes a sentence.</summary>
public sealed partial class VitalsDatabase
{
    /// <param name="purpose">null = the owner's.</param>
    private async Task<NpgsqlConnection> OpenOrStartAsync(ConnectionPurpose? purpose, CancellationToken cancel)
    {
        if (cluster is null)
        {
            return await OpenOrSayAsync(purpose, cancel);
        }
        if (pools is null && cluster.Remembered() is { } remembered)
        {
            Use(remembered);
        }
        if (pools is not null)
        {
            try
            {
                return await OpenAsync(purpose, cancel);
            }
            catch (NpgsqlException error) when (IsNotThere(error))
            {
                // It has stopped, moved to another port or was never made: start it below.
            }
        }
        await starting.WaitAsync(cancel);
        try
        {
            var address = await cluster.StartAsync(cancel: cancel);
            await EmbeddedPostgres.MakeDatabaseAsync(address, name, template: null, cancel);
            Use(address);
        }
        finally
        {
            starting.Release();
        }
        return await OpenOrSayAsync(purpose, cancel);
    }

    private async Task<NpgsqlConnection> OpenOrSayAsync(ConnectionPurpose? purpose, CancellationToken cancel)
    {
        try
        {
            return await OpenAsync(purpose, cancel);
        }
        catch (Exception error) when (error is NpgsqlException or SocketException or TimeoutException)
        {
            throw Unreachable(error, purpose is null ? new(pools!.Admin.ConnectionString) : pools!.Address);
        }
    }

    private Task<NpgsqlConnection> OpenAsync(ConnectionPurpose? purpose, CancellationToken cancel) =>
        purpose is { } given ? pools!.OpenAsync(given, cancel) : pools!.Admin.OpenConnectionAsync(cancel).AsTask();

    private static PlainError Unreachable(Exception error, NpgsqlConnectionStringBuilder address)
    {
        var place = ServerAddress.Plainly(address);
        return error switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                new($"The server refused the login ({place}); check user and password in DATABASE_URL.", error),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                new($"There is no such database ({place}); create it, or correct DATABASE_URL.", error),
            PostgresException refused => new($"The server refuses the connection ({place}): {refused.MessageText}.", error),
            _ => new($"The database cannot be reached ({place}): {Innermost(error).TrimEnd('.')}; check that the server runs and that DATABASE_URL is right.", error),
        };
    }

    private static string Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }
        return error.Message.ReplaceLineEndings(" ");
    }

    private void Use(ClusterAddress address)
    {
        var (serving, admin) = (address.To(name, ClusterAddress.Server), address.To(name, ClusterAddress.Owner));
        // Started again at the same place: what is open and idle there finds out by itself, and what is at work goes on.
        if (pools is null || pools.Address.ConnectionString != serving.ConnectionString)
        {
            pools = new(serving, admin, onThisMachine: true);
        }
    }

    private static bool IsNotThere(NpgsqlException error) => error switch
    {
        PostgresException said => said.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification,
        _ => true,
    };
}
