using ClientVitals.Access;

namespace ClientVitals.Notices;

/// <summary>
/// Who is told: everybody of these roles, these accounts, the accounts of these members of the staff; each once. Accounts that are deactivated or
/// have no password yet are left out. The one who tells decides who may read the sentence: setters and closers are told no judgement.
/// </summary>
public sealed record NoticeReceivers
{
    public IReadOnlyList<AppRole> Roles { get; init; } = [];

    public IReadOnlyList<Guid> Users { get; init; } = [];

    /// <summary>Members of the staff: a coach, for what concerns their book.</summary>
    public IReadOnlyList<Guid> Staff { get; init; } = [];

    /// <summary>Whether the channels of the business (Slack, Teams, webhooks, mailboxes) are told, too.</summary>
    public bool AlsoChannels { get; init; } = true;

    public static NoticeReceivers OfRoles(params IReadOnlyList<AppRole> roles) => new() { Roles = roles };

    /// <summary>People by their accounts, and no channel.</summary>
    public static NoticeReceivers OfUsers(params IReadOnlyList<Guid> users) => new() { Users = users, AlsoChannels = false };

    /// <summary>As the table keeps it: roles by name, the others by number.</summary>
    internal string Written => string.Join(", ", Parts().DefaultIfEmpty("nobody"));

    private IEnumerable<string> Parts()
    {
        foreach (var role in Roles)
            yield return role.Word();
        if (Users.Count > 0)
            yield return FormattableString.Invariant($"{Users.Count} accounts");
        if (Staff.Count > 0)
            yield return FormattableString.Invariant($"{Staff.Count} of the staff");
        if (AlsoChannels)
            yield return "channels";
    }
}
