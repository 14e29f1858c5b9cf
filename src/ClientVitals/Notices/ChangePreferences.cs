using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Notices;

/// <summary>Saves what one wants to hear of; it holds for what is told from now on.</summary>
public sealed record ChangePreferences(NoticePreferences Wanted) : IAct<NoticePreferences>
{
    private const int MostKinds = 200;

    /// <exception cref="PlainError">A program acts; a kind or a minute cannot be one; half of the quiet hours is missing.</exception>
    public async Task<NoticePreferences> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var user = MarkRead.OwnerOf(work);
        if (Wanted.NoBell.Length > MostKinds || Wanted.NoMail.Length > MostKinds)
            throw new PlainError($"At most {MostKinds} kinds can be turned off.");
        foreach (var kind in Wanted.NoBell.Concat(Wanted.NoMail))
            NoticeKind.Check(kind);
        if ((Wanted.QuietFrom is null) != (Wanted.QuietUntil is null))
            throw new PlainError("Quiet hours have a beginning and an end; give both, or neither.");
        NoticeHours.Check(Wanted.QuietFrom ?? 0, "Quiet from");
        NoticeHours.Check(Wanted.QuietUntil ?? 0, "Quiet until");
        if (Wanted.DigestAt is { } digest && digest != NoticeHours.AtOnce)
            NoticeHours.Check(digest, "The digest");
        var kept = Wanted with { NoBell = [.. Wanted.NoBell.Distinct()], NoMail = [.. Wanted.NoMail.Distinct()] };
        await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<ChangePreferences>(),
            new { user, no_bell = kept.NoBell, no_mail = kept.NoMail, quiet_from = kept.QuietFrom, quiet_until = kept.QuietUntil, digest_at = kept.DigestAt, now = work.Now },
            cancellationToken: ct));
        await new Audit(NoticeActions.PreferencesChanged, Audit.User(user)).RunAsync(work, ct);
        return kept;
    }
}
