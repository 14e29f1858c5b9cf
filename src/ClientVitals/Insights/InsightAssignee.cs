using ClientVitals.Database;

namespace ClientVitals.Insights;

/// <summary>Somebody to whom a finding can be assigned: owners and admins, and the coach whose book it is about.</summary>
/// <param name="StaffId">A coach: whose book they see. Null = they see every finding.</param>
public sealed record InsightAssignee(Guid Id, string Name, string Email, Guid? StaffId)
{
    /// <summary>The most that are offered.</summary>
    public const int Most = 200;

    /// <summary>Everybody; who sees only one book is offered for that book alone.</summary>
    public static Task<IReadOnlyList<InsightAssignee>> AllAsync(VitalsDatabase database, CancellationToken ct) =>
        database.AskAsync<InsightAssignee>(DatabaseIdentity.Service, Sql.Of<InsightAssignee>(), new { insight = (Guid?)null, most = Most }, ct);

    /// <summary>Whether they see a finding about this book.</summary>
    public bool Sees(Guid? staff) => StaffId is null || StaffId == staff;
}
