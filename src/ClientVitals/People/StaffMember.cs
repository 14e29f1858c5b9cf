using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>Somebody of the staff.</summary>
public sealed record StaffMember(Guid Id, string Name, string Role)
{
    /// <summary>One of them; null when there is no such id.</summary>
    public static async Task<StaffMember?> FindAsync(VitalsDatabase database, DatabaseIdentity who, Guid id, CancellationToken ct) =>
        (await database.AskAsync<StaffMember>(who, Sql.Of<StaffMember>(), new { id = (Guid?)id }, ct)) is [var found] ? found : null;

    /// <summary>All of them by name; at most a thousand.</summary>
    public static Task<IReadOnlyList<StaffMember>> AllAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct) =>
        database.AskAsync<StaffMember>(who, Sql.Of<StaffMember>(), new { id = (Guid?)null }, ct);

    /// <summary>Puts somebody new on the staff; nothing when somebody of that name is.</summary>
    internal static Task<int> JoinAsync(UnitOfWork work, string name, string role, CancellationToken ct) =>
        work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<StaffMember>("Join"), new { name, role }, cancellationToken: ct));
}
