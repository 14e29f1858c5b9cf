using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.Insights;

/// <summary>
/// Accepts, snoozes, dismisses or assigns a finding. Whatever somebody does with it, those who got its alarm are told when it recovers. The same act again
/// changes nothing.
/// </summary>
/// <param name="Insight">Which.</param>
/// <param name="Act">What.</param>
/// <param name="Until">SNOOZED: the business day whose first run looks at it again, at most 90 days ahead; null = tomorrow.</param>
/// <param name="To">ASSIGNED: the account's number, e-mail or name; null or empty = nobody in particular.</param>
/// <param name="Note">What somebody wants to remember.</param>
public sealed record ActOnInsight(Guid Insight, InsightAct Act, DateOnly? Until = null, string? To = null, string? Note = null) : IAct<ActOnInsight.Acted>
{
    /// <summary>What is said of a finding that is not there, and of one of another coach's book.</summary>
    public const string NoSuchFinding = InsightOfCaller.NoSuchFinding;

    /// <summary>The result.</summary>
    /// <param name="Event">With it <see cref="UndoInsightAct"/> undoes the act; null = it was so already, nothing was changed.</param>
    /// <param name="AssignedTo">Whose it is now, by name; null = nobody's in particular.</param>
    public sealed record Acted(long? Event, Guid Insight, InsightState State, DateOnly? Until, string? AssignedTo);

    /// <summary>Does it.</summary>
    /// <exception cref="PlainError">The finding has recovered; <see cref="Until"/>, <see cref="To"/> or <see cref="Note"/> does not fit.</exception>
    /// <exception cref="NotFoundException">The actor sees no such finding.</exception>
    public async Task<Acted> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        FieldLimits.Check("note", Note);
        FieldLimits.Check("to", To);
        var found = await InsightOfCaller.TakeAsync(work, Insight, ct);
        if (!found.IsThere)
            throw new PlainError("This finding has recovered. Nothing was changed; the list shows what is open.");
        var until = Act == InsightAct.Snoozed ? await UntilAsync(work, ct) : null;
        if (until is null && Until is not null)
            throw new PlainError("Only snoozed has a day; leave it out.");
        var to = Act == InsightAct.Assigned ? await AssigneeAsync(work, found, ct) : null;
        var state = Act switch
        {
            InsightAct.Accepted => InsightState.Accepted,
            InsightAct.Snoozed => InsightState.Snoozed,
            InsightAct.Dismissed => InsightState.Dismissed,
            _ => found.State,
        };
        // Who takes it up has it, unless it is somebody's already.
        var assigned = Act switch
        {
            InsightAct.Assigned => to?.Id,
            InsightAct.Accepted => found.AssignedUserId ?? work.Actor().UserId,
            _ => found.AssignedUserId,
        };
        if (state == found.State && until == found.SnoozedUntil && assigned == found.AssignedUserId)
            return new(null, Insight, state, until, to?.Name);
        var silenced = state is InsightState.Snoozed or InsightState.Dismissed ? found.Priority : null;
        var id = await work.Connection.ExecuteScalarAsync<long>(new CommandDefinition(
            Sql.Of<ActOnInsight>("Write"),
            new
            {
                insight = Insight,
                kind = Act.Word(),
                state = InsightWord.Of(state),
                until,
                silenced,
                assigned,
                to = to?.Id,
                now = work.Now,
                by = work.By.Name,
                note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(),
            },
            cancellationToken: ct));
        await new Audit(InsightActions.Acted, $"insight:{Insight}", new Dictionary<string, string> { ["did"] = Act.Word().ToLowerInvariant(), ["kind"] = found.Kind }).RunAsync(work, ct);
        await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<LookForFindings>("Tell"), cancellationToken: ct));
        return new(id, Insight, state, until, to?.Name);
    }

    private async Task<DateOnly?> UntilAsync(UnitOfWork work, CancellationToken ct)
    {
        var zone = (await BusinessSettings.InForceAsync(work.Connection, ct)).Zone;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(work.Now, zone).DateTime);
        var until = Until ?? today.AddDays(1);
        return until > today && until <= today.AddDays(InsightActWords.LongestSnoozeDays) ? until
            : throw new PlainError($"The day must be {today.AddDays(1):yyyy-MM-dd} to {today.AddDays(InsightActWords.LongestSnoozeDays):yyyy-MM-dd}, not {until:yyyy-MM-dd}.");
    }

    private async Task<InsightAssignee?> AssigneeAsync(UnitOfWork work, InsightStanding found, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(To))
            return null;
        var mayBe = (await work.Connection.QueryAsync<InsightAssignee>(new CommandDefinition(
            Sql.Of<InsightAssignee>(), new { insight = found.Id, most = InsightAssignee.Most }, cancellationToken: ct))).AsList();
        var to = To.Trim();
        return mayBe.Where(one => one.Id.ToString() == to || Same(one.Email, to)).ToList() is [var one] ? one
            : mayBe.Where(one => Same(one.Name, to)).ToList() switch
            {
                [var named] => named,
                [] => throw new PlainError($"\"{to}\" does not see this finding; assign it to one of: {string.Join(", ", mayBe.Select(one => one.Name))}."),
                _ => throw new PlainError($"Several colleagues are called \"{to}\"; say the e-mail address of one."),
            };
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What this room does, as the record names it.</summary>
public static class InsightActions
{
    public static readonly AuditAction Acted = new("insight_changed");
}
