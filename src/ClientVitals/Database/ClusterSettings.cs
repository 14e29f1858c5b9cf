using System.Globalization;

namespace ClientVitals.Database;

/// <summary>How the embedded server is tuned: reasonable on a machine with 2 GB of memory.</summary>
/// <param name="Durable">False only for clusters that tests throw away: writes are then not forced to disk.</param>
/// <param name="MaxConnections">Server processes at most.</param>
/// <param name="MemoryBytes">The machine's memory; null = as this process finds it (a container's limit counts).</param>
public sealed record ClusterSettings(bool Durable = true, int MaxConnections = 200, long? MemoryBytes = null)
{
    /// <summary>
    /// An eighth of the machine, from 128 MB to 2 GB: the indexes of some million calls are then filled in memory, and a small
    /// machine keeps most of its own.
    /// </summary>
    private long SharedBuffersMegabytes =>
        Durable ? Math.Clamp((MemoryBytes ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) / 8 >> 20, 128, 2048) : 128;

    /// <summary>The configuration file that is written again before each start.</summary>
    /// <param name="sockets">Folder of the socket; null where there are none (Windows).</param>
    /// <param name="port">TCP port, also in the socket's name.</param>
    /// <param name="listen">Listen on 127.0.0.1.</param>
    internal string Text(string? sockets, int port, bool listen) => string.Create(CultureInfo.InvariantCulture, $"""
        # Written by the program before each start; changes here are lost. Your own belong at the end of postgresql.conf.
        listen_addresses = '{(listen ? "127.0.0.1" : "")}'
        port = {port}
        unix_socket_directories = '{sockets?.Replace("'", "''", StringComparison.Ordinal)}'
        unix_socket_permissions = 0700
        password_encryption = 'scram-sha-256'
        max_connections = {MaxConnections}
        shared_buffers = {SharedBuffersMegabytes}MB
        effective_cache_size = {Math.Max(SharedBuffersMegabytes * 4, 1024)}MB
        work_mem = 32MB
        maintenance_work_mem = 128MB
        max_wal_size = 2GB
        min_wal_size = 160MB
        checkpoint_timeout = 15min
        wal_compression = on
        random_page_cost = 1.1
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_min_duration_statement = -1
        fsync = {(Durable ? "on" : "off")}
        synchronous_commit = {(Durable ? "on" : "off")}
        full_page_writes = {(Durable ? "on" : "off")}
        {(Durable ? "" : ThrownAway)}

        """);

    /// <summary>
    /// What a cluster does for later: what it would need to recover, to be copied from, and to stay quick for years. A worker of autovacuum in each
    /// of some hundred databases costs more than most of them.
    /// </summary>
    private const string ThrownAway = """
        wal_level = minimal
        max_wal_senders = 0
        wal_compression = off
        max_wal_size = 512MB
        autovacuum = off
        """;
}
