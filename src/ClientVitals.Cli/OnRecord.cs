using ClientVitals.Access;
using ClientVitals.Database;

namespace ClientVitals.Cli;

/// <summary>Writes down what was done from the command line to a person, where the verb itself knows nobody who does it.</summary>
internal static class OnRecord
{
    public static async Task AddAsync(VitalsDatabase database, AuditAction action, Dictionary<string, string> details, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await new Audit(action, null, details).RunAsync(work.Connection, TimeProvider.System.GetUtcNow(), Actor.CommandLine(Environment.UserName).Who, ct);
        await work.CommitAsync(ct);
    }
}
