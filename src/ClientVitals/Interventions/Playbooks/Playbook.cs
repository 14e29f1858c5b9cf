using ClientVitals.Database;

namespace ClientVitals.Interventions.Playbooks;

/// <summary>A version of a playbook: what is done about which cause, by when and with which words.</summary>
/// <param name="Key">Which playbook.</param>
/// <param name="Version">Counts up; the highest of a key holds.</param>
/// <param name="CauseKind">EPISODE, RANG_IN_VAIN, OUTREACH_GAP, ZONE_CHANGE, PACKAGE or OWNER_CHANGE.</param>
/// <param name="Place">Of several that fit, the lowest place wins.</param>
/// <param name="DueDays">By when, in days after the item was opened; 0 = the same day.</param>
/// <param name="IsListed">Whether its items are on Today; false = a suggestion only.</param>
/// <param name="CoolDownDays">For so many days after an item ended, no new one is opened for the same client and kind of cause.</param>
/// <param name="HoldOutShare">Share of clients, 0 to 0.5, who are held out by lot.</param>
/// <param name="IsOn">False = this version switches the playbook off.</param>
/// <param name="OpenItems">Items that follow this version and are open.</param>
public sealed record Playbook(
    long Id,
    string Key,
    int Version,
    string CauseKind,
    string? OnStatus,
    int? DaysFrom,
    int? DaysTo,
    decimal? RiskFrom,
    decimal? ValueFrom,
    int Place,
    string InterventionType,
    string Priority,
    string Channel,
    string Timing,
    int DueDays,
    bool IsListed,
    string Template,
    int CoolDownDays,
    decimal HoldOutShare,
    bool IsOn,
    DateTimeOffset MadeAt,
    string MadeBy,
    int OpenItems)
{
    /// <summary>On which causes it is used, as somebody writes it: status = RED and risk &gt;= 40. Empty = on all of its kind.</summary>
    public string Condition => new PlaybookCondition(OnStatus, DaysFrom, DaysTo, RiskFrom, ValueFrom).ToString();
}

/// <summary>The playbooks: the version that holds of each, or all versions of one.</summary>
public static class KeptPlaybooks
{
    /// <summary>The latest version of each, by cause and place.</summary>
    public static Task<IReadOnlyList<Playbook>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct) =>
        database.AskAsync<Playbook>(who, Sql.Of<Playbook>(), new { key = (string?)null }, ct);

    /// <summary>All versions of one, the latest first; empty when there is none of this name.</summary>
    public static Task<IReadOnlyList<Playbook>> OfAsync(VitalsDatabase database, DatabaseIdentity who, string key, CancellationToken ct) =>
        database.AskAsync<Playbook>(who, Sql.Of<Playbook>(), new { key = (string?)key }, ct);
}
