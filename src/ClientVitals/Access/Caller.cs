using System.Text.Json;
using ClientVitals.Database;

namespace ClientVitals.Access;

/// <summary>Who asks, and what they may do. Good for one request: role, book and scopes are those of the moment.</summary>
/// <param name="UserId">The account; null = a service key, the program itself.</param>
/// <param name="KeyId">The key, when a program asks.</param>
/// <param name="SessionId">The session, when a person does.</param>
/// <param name="Name">The account's name, or the key's.</param>
/// <param name="Role">The account's role; null = a service key.</param>
/// <param name="StaffId">Who of the staff the account is.</param>
/// <param name="StaffName">Their name, under which a coach's clients stand.</param>
/// <param name="Scopes">What may be done: by the role, and within it by the key.</param>
public sealed record Caller(
    Guid? UserId, Guid? KeyId, Guid? SessionId, string Name, AppRole? Role, Guid? StaffId, string? StaffName, IReadOnlyList<KeyScope> Scopes)
{
    /// <summary>When the session or the key ends by itself; null = never.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether the role sees how clients are judged: health, patterns, episodes (decision 7).</summary>
    public bool SeesJudgements => Role is null or AppRole.Owner or AppRole.Admin or AppRole.Coach;

    /// <summary>Whether the role sees what arrived from outside.</summary>
    public bool SeesDeliveries => Role is null || Role.Value.Manages();

    /// <summary>As the record keeps it.</summary>
    public string Who => KeyId is { } key ? $"key:{key}" : $"user:{UserId}";

    /// <summary>Whether it is a person who manages the business: who comes in, which keys there are, what was done.</summary>
    public bool Manages => KeyId is null && Role is { } role && role.Manages();

    public bool May(KeyScope scope) => Scopes.Contains(scope);

    /// <summary>For verbs that ask by whom.</summary>
    public Actor ToActor() => new(Who, Name, KeyId is null ? Role : null, UserId, ToIdentity()) { WorksAs = Role, OwnBook = StaffName };

    /// <summary>For the policies of the database.</summary>
    public DatabaseIdentity ToIdentity()
    {
        if (UserId is not { } user || Role is not { } role)
            return DatabaseIdentity.Service;
        var claims = new Dictionary<string, string> { ["sub"] = user.ToString(), ["role"] = "authenticated", ["app_role"] = role.Word() };
        if (StaffId is { } staff)
            claims["staff_id"] = staff.ToString();
        return new("authenticated", JsonSerializer.Serialize(claims));
    }

    internal static Caller Person(Guid user, Guid session, string name, AppRole role, Guid? staff, string? staffName) =>
        new(user, null, session, name, role, staff, staffName, role.Scopes());
}
