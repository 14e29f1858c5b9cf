using System.Text.RegularExpressions;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.Notices;

/// <summary>Adds a channel, or changes what it is told. The secret address of one that is posted to is kept by the door that calls this, in the same breath.</summary>
/// <param name="Name">Small letters, digits and dashes, at most 40.</param>
/// <param name="Target">The host of the address, for people; of mail, the address.</param>
/// <param name="Kinds">Kinds of notices it is for; null or empty = all.</param>
public sealed partial record ChangeChannel(string Name, ChannelKind Kind, string Target, NoticeSeverity LeastSeverity, IReadOnlyList<string>? Kinds = null) : IAct<bool>
{
    private const int LongestTarget = 300, MostKinds = 50;

    /// <returns>Whether it is new.</returns>
    /// <exception cref="PlainError">The name, the target or a kind cannot be one; there is one of this name and of another kind; there are too many.</exception>
    /// <exception cref="ForbiddenException">Only people who manage the business may.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        work.Actor().MustManage();
        CheckName(Name);
        var target = Kind == ChannelKind.Mail ? Email.Require(Target) : Target;
        if (target.Length is 0 or > LongestTarget)
            throw new PlainError($"The address of a channel has a host of 1 to {LongestTarget} characters; this one has {target.Length}.");
        if (Kinds?.Count > MostKinds)
            throw new PlainError($"A channel lists at most {MostKinds} kinds; leave them out to mean all.");
        foreach (var kind in Kinds ?? [])
            NoticeKind.Check(kind);
        if (await NoticeChannel.FindAsync(work.Connection, Name, ct) is { } there && there.Kind != Kind.Word())
            throw new PlainError($"There is a channel {Name} already, of the kind {there.Kind}; give another name, or remove that one first.");
        var isNew = await work.Connection.ExecuteScalarAsync<bool?>(new CommandDefinition(
            Sql.Of<ChangeChannel>(),
            new { name = Name, kind = Kind.Word(), target, least_severity = LeastSeverity.Word(), kinds = Kinds is { Count: > 0 } ? Kinds.Distinct().ToArray() : null, now = work.Now, who = work.By.Who, most = NoticeChannel.Most },
            cancellationToken: ct)) ?? throw new PlainError($"There are {NoticeChannel.Most} channels already; remove one first.");
        await new Audit(NoticeActions.ChannelChanged, $"channel:{Name}", new Dictionary<string, string> { ["did"] = isNew ? "added" : "changed", ["kind"] = Kind.Word() }).RunAsync(work, ct);
        return isNew;
    }

    /// <exception cref="PlainError">It cannot be the name of a channel.</exception>
    public static void CheckName(string name)
    {
        if (name is null || !NameForm().IsMatch(name) || name.EndsWith(NoticeChannel.SigningEnd, StringComparison.Ordinal))
            throw new PlainError($"\"{name}\" cannot name a channel; use small letters, digits and dashes, at most 40, and do not end it with {NoticeChannel.SigningEnd}.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
