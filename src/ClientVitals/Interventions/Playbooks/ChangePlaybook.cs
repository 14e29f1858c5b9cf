using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Interventions.Playbooks;

/// <summary>
/// Adds a version of a playbook: what is given changes, the rest stays as in the latest version. Nothing that was there is changed; items that are open keep the version
/// they follow until their cause becomes worse. What equals the latest version adds none.
/// </summary>
/// <param name="Key">Which playbook.</param>
/// <param name="Condition">As <see cref="PlaybookCondition"/> reads it; empty = on all causes of its kind. Null = as before, like all of the following.</param>
/// <param name="Priority">CRITICAL, HIGH, MEDIUM or LOW; a critical one holds nobody out.</param>
/// <param name="DueDays">0 to 60.</param>
/// <param name="CoolDownDays">0 to 366.</param>
/// <param name="HoldOutPercent">0 to 50; 0 = nobody is held out. A change draws new lots, because it is a new version.</param>
/// <param name="IsOn">False switches it off.</param>
/// <param name="Seen">The version that the one who changes it had seen: a later one refuses this. Null = not asked.</param>
public sealed record ChangePlaybook(
    string Key,
    string? Condition = null,
    string? Priority = null,
    string? Channel = null,
    string? Timing = null,
    int? DueDays = null,
    bool? IsListed = null,
    string? Template = null,
    int? CoolDownDays = null,
    decimal? HoldOutPercent = null,
    bool? IsOn = null,
    int? Seen = null) : IAct<ChangePlaybook.Changed>
{
    /// <summary>The longest template, in characters.</summary>
    public const int LongestTemplate = 2000;

    /// <summary>The most that may be held out, in percent.</summary>
    public const decimal MostHeldOut = 50;

    private static readonly string[] Priorities = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];

    /// <summary>Words by which a draft would promise something that the coach has not decided.</summary>
    private static readonly string[] Promises = ["complimentary", "for free", "free of charge", "free session", "refund", "guarantee", "discount"];

    /// <summary>The result.</summary>
    /// <param name="Version">The version that holds now.</param>
    /// <param name="IsNew">False = nothing was changed.</param>
    public sealed record Changed(string Key, int Version, bool IsNew);

    internal sealed record Standing(int Version, string CauseKind, string Priority, decimal HoldOutShare);

    /// <summary>Adds it.</summary>
    /// <exception cref="NotFoundException">There is no such playbook.</exception>
    /// <exception cref="PlainError">A value is out of its bounds; somebody else changed it meanwhile.</exception>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin.</exception>
    public async Task<Changed> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!work.Actor().WorksOnAll)
            throw new ForbiddenException("Only an owner or an admin can change playbooks.");
        CheckValues();
        var db = work.Connection;
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<ChangePlaybook>("Turn"), cancellationToken: ct));
        var standing = await db.QuerySingleOrDefaultAsync<Standing>(new CommandDefinition(Sql.Of<ChangePlaybook>("Standing"), new { key = Key }, cancellationToken: ct))
            ?? throw new NotFoundException($"There is no playbook \"{Key}\"; vitals interventions playbooks lists them.");
        if (Seen is { } seen && seen != standing.Version)
            throw new PlainError($"Somebody changed {Key} meanwhile: version {standing.Version} holds, and you saw {seen}. Look at it, and change it again if it still needs that.");
        var condition = Condition is null ? null : PlaybookCondition.Read(Condition, standing.CauseKind);
        if ((Priority ?? standing.Priority) == "CRITICAL" && (HoldOutPercent ?? standing.HoldOutShare * 100) > 0)
            throw new PlainError("A critical playbook holds nobody out: set the share to 0, or another priority.");
        var version = await db.ExecuteScalarAsync<int?>(new CommandDefinition(Sql.Of<ChangePlaybook>("Write"), new
        {
            key = Key,
            version = standing.Version,
            has_condition = condition is not null,
            on_status = condition?.OnStatus,
            days_from = condition?.DaysFrom,
            days_to = condition?.DaysTo,
            risk_from = condition?.RiskFrom,
            value_from = condition?.ValueFrom,
            priority = Priority,
            channel = Channel?.Trim(),
            timing = Timing?.Trim(),
            due_days = DueDays,
            is_listed = IsListed,
            template = Template?.Trim(),
            cool_down_days = CoolDownDays,
            hold_out_share = HoldOutPercent / 100,
            is_on = IsOn,
            now = work.Now,
            by = work.By.Name,
        }, cancellationToken: ct));
        if (version is null)
            return new(Key, standing.Version, IsNew: false);
        var details = new Dictionary<string, string> { ["version"] = version.Value.ToString(CultureInfo.InvariantCulture) };
        await new Audit(new AuditAction("playbook_changed"), $"playbook:{Key}", details).RunAsync(work, ct);
        return new(Key, version.Value, IsNew: true);
    }

    private void CheckValues()
    {
        if (Priority is not null && !Priorities.Contains(Priority))
            throw new PlainError($"The priority must be one of {string.Join(", ", Priorities)}, not {Priority}.");
        CheckText("channel", Channel, 100);
        CheckText("timing", Timing, 100);
        CheckText("template", Template, LongestTemplate);
        if (DueDays is < 0 or > 60)
            throw new PlainError($"Due days must be 0 to 60, not {DueDays}.");
        if (CoolDownDays is < 0 or > 366)
            throw new PlainError($"Cool-down days must be 0 to 366, not {CoolDownDays}.");
        if (HoldOutPercent is < 0 or > MostHeldOut)
            throw new PlainError($"The share held out must be 0 to {MostHeldOut} percent, not {HoldOutPercent}.");
        if (Template is null)
            return;
        if (Promises.FirstOrDefault(word => Template.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } promise)
            throw new PlainError($"The template says \"{promise}\"; a draft promises nothing. Leave it to the coach.");
        if (DraftMessage.Unknown(Template) is { } unknown)
            throw new PlainError($"The template has {unknown}, which is not known; it can have {string.Join(", ", DraftMessage.Placeholders)}.");
    }

    private static void CheckText(string field, string? text, int most)
    {
        if (text is null)
            return;
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Length > most)
            throw new PlainError($"The {field} must have 1 to {most} characters.");
    }
}
