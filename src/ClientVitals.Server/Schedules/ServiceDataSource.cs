using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Server.Schedules;

/// <summary>
/// The serving address, as the alarm clock's store asks for it: each transaction begun on it acts as service_role and leaves nothing
/// behind, so the store lives by the same rule as everything else (a role lasts a transaction), also behind a pooler.
/// </summary>
internal sealed class ServiceDataSource(VitalsDatabase database) : DbDataSource
{
    public override string ConnectionString => "";

    protected override DbConnection CreateDbConnection() => new Connection(database);

    protected override DbCommand CreateDbCommand(string? commandText = null) => new Command { CommandText = commandText };

    private sealed class Connection(VitalsDatabase database) : DbConnection
    {
        private NpgsqlConnection? inner;

        public NpgsqlConnection Inner => inner ?? throw new InvalidOperationException("The connection is not open.");

        [AllowNull]
        public override string ConnectionString { get => ""; set { } }

        public override string Database => database.Name;

        public override string DataSource => "";

        public override string ServerVersion => Inner.ServerVersion;

        public override ConnectionState State => inner?.State ?? ConnectionState.Closed;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("The alarm clock stays in its database.");

        public override void Open() => inner = database.OpenBareAsync(CancellationToken.None).GetAwaiter().GetResult();

        public override async Task OpenAsync(CancellationToken cancellationToken) => inner = await database.OpenBareAsync(cancellationToken);

        public override void Close()
        {
            inner?.Dispose();
            inner = null;
        }

        public override async Task CloseAsync()
        {
            if (inner is not null)
                await inner.DisposeAsync();
            inner = null;
        }

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
        {
            var transaction = Inner.BeginTransaction(isolationLevel);
            using var act = Act();
            act.ExecuteNonQuery();
            return transaction;
        }

        protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken)
        {
            var transaction = await Inner.BeginTransactionAsync(isolationLevel, cancellationToken);
            await using var act = Act();
            await act.ExecuteNonQueryAsync(cancellationToken);
            return transaction;
        }

        protected override DbCommand CreateDbCommand() => new Command { Connection = this };

        protected override void Dispose(bool disposing)
        {
            Close();
            base.Dispose(disposing);
        }

        public override async ValueTask DisposeAsync()
        {
            await CloseAsync();
            await base.DisposeAsync();
        }

        private NpgsqlCommand Act() => new(DatabaseIdentity.Sql, Inner)
        {
            Parameters = { new() { Value = DatabaseIdentity.Service.Role }, new() { Value = DatabaseIdentity.Service.Claims } },
        };
    }

    /// <summary>A command of the driver, on whichever connection it is put.</summary>
    private sealed class Command : DbCommand
    {
        private readonly NpgsqlCommand inner = new();
        private Connection? on;

        [AllowNull]
        [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The store's own statements, passed through.")]
        public override string CommandText { get => inner.CommandText; set => inner.CommandText = value; }

        public override int CommandTimeout { get => inner.CommandTimeout; set => inner.CommandTimeout = value; }

        public override CommandType CommandType { get => inner.CommandType; set => inner.CommandType = value; }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get => inner.UpdatedRowSource; set => inner.UpdatedRowSource = value; }

        protected override DbConnection? DbConnection
        {
            get => on;
            set
            {
                on = (Connection?)value;
                inner.Connection = on is { State: ConnectionState.Open } ? on.Inner : null;
            }
        }

        protected override DbParameterCollection DbParameterCollection => inner.Parameters;

        protected override DbTransaction? DbTransaction { get => inner.Transaction; set => inner.Transaction = (NpgsqlTransaction?)value; }

        public override void Cancel() => inner.Cancel();

        public override int ExecuteNonQuery() => inner.ExecuteNonQuery();

        public override object? ExecuteScalar() => inner.ExecuteScalar();

        public override void Prepare() => inner.Prepare();

        public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => inner.ExecuteNonQueryAsync(cancellationToken);

        public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => inner.ExecuteScalarAsync(cancellationToken);

        protected override DbParameter CreateDbParameter() => inner.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => inner.ExecuteReader(behavior);

        protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
            await inner.ExecuteReaderAsync(behavior, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
