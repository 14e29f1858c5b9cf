using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>
/// What the ledger says of a run that broke: readers of the ledger are not readers of the book, and what an exception says of itself may
/// quote a client.
/// </summary>
internal static class BrokenWords
{
    public static string Of(Exception error) => error switch
    {
        PlainError plain => plain.Message,
        PostgresException refused => $"The database refused it (SQLSTATE {refused.SqlState}).",
        _ => $"It failed ({error.GetType().Name}); the log says where.",
    };
}
