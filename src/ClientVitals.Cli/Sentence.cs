using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Cli;

/// <summary>What a person reads when something went wrong: one sentence, what it was and what to do.</summary>
internal static class Sentence
{
    /// <summary>Somebody pressed Ctrl-C, or asked the process to end.</summary>
    public static bool IsCancellation(Exception error) =>
        error is OperationCanceledException && error.InnerException is not TimeoutException;

    public static string Of(Exception error) => error switch
    {
        PlainError plain => plain.Message,
        PostgresException refused => Refused(refused),
        NpgsqlException { InnerException: TimeoutException } or TimeoutException =>
            "The database did not answer in time; try again, and see its log if it still does not answer.",
        NpgsqlException when EmbeddedServerLog.SaysDiskFull() =>
            "The disk of the database is full, and its server stopped; what was not finished was rolled back and nothing is lost: free some space and try again.",
        NpgsqlException lost => $"The connection to the database was lost ({OneLine(lost.InnerException?.Message ?? lost.Message)}); what was not finished was rolled back: try again.",
        UnauthorizedAccessException or IOException => OneLine(error.Message),
        _ => $"This should not have happened: {OneLine(error.Message)} Run the command again with --verbose to see where.",
    };

    private static string Refused(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction
            or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedObject =>
            $"The database does not have what this version needs ({OneLine(error.MessageText)}); run vitals db push.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"This login may not do that ({OneLine(error.MessageText)}); use an address whose login is a member of service_role, or run vitals db push if the database is new.",
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure =>
            $"Somebody else is working on the same rows ({OneLine(error.MessageText)}); nothing was changed: try again.",
        PostgresErrorCodes.DiskFull => "The database's disk is full; nothing was changed: free some space and try again.",
        PostgresErrorCodes.QueryCanceled => "The database cancelled the command because it took too long; nothing was changed.",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            "The database was stopped while the command ran; what was not finished was rolled back: try again.",
        _ => $"The database refused: {OneLine(error.MessageText)} (SQLSTATE {error.SqlState}).",
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
