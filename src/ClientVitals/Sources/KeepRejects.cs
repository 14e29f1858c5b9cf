using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>Keeps the refused lines of a delivery that leaves no file behind, so that somebody can look at them.</summary>
public sealed record KeepRejects(long Delivery, IReadOnlyList<Reject> Rejects) : IAct<int>
{
    /// <summary>Characters kept of a line.</summary>
    public const int Longest = 4000;

    /// <summary>How long they are kept.</summary>
    public static readonly TimeSpan For = TimeSpan.FromDays(90);

    /// <returns>How many.</returns>
    public Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return WriteAsync(work.Connection, Delivery, Rejects, work.Now, ct);
    }

    internal static Task<int> WriteAsync(NpgsqlConnection db, long delivery, IReadOnlyList<Reject> rejects, DateTimeOffset now, CancellationToken ct) => rejects.Count == 0
        ? Task.FromResult(0)
        : db.ExecuteAsync(new CommandDefinition(
            Sql.Of<KeepRejects>(),
            new
            {
                delivery,
                now,
                lines = rejects.Select(reject => reject.Line).ToArray(),
                reasons = rejects.Select(reject => reject.Reason).ToArray(),
                raws = rejects.Select(reject => Short(reject.Raw)).ToArray(),
            },
            cancellationToken: ct));

    /// <summary>Writes down all that were held meanwhile.</summary>
    internal static async Task WriteAsync(NpgsqlConnection db, long delivery, HeldRejects held, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var batch in held.Batches())
            await WriteAsync(db, delivery, batch, now, ct);
    }

    private static string Short(string raw)
    {
        var text = raw.Replace('\0', '\uFFFD');
        if (text.Length <= Longest)
            return text;
        // Never half a character.
        return text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
