using ClientVitals.Database;
using ClientVitals.Interventions.Playbooks;

namespace ClientVitals.Interventions;

/// <summary>What is suggested for a client, from their open item.</summary>
/// <param name="ClientEmail">Primary e-mail, else phone.</param>
/// <param name="SuccessProbability">Share of clients who were back within 30 days, of all items of the same playbook; null = of fewer than 30 it is known.</param>
public sealed record Recommendation(
    long Item,
    Guid ClientId,
    string ClientEmail,
    string ClientName,
    string? Firstname,
    string? Coach,
    string InterventionType,
    string Priority,
    string? Timing,
    string? Channel,
    string? Template,
    int? Days,
    decimal? SuccessProbability,
    string Reasoning)
{
    /// <summary>The draft of a message, by the playbook's template; null = the item follows none.</summary>
    public string? Draft => Template is null ? null : DraftMessage.Of(Template, Firstname, Coach, Days);
}

/// <summary>What is suggested, the most worth first.</summary>
public static class Recommendations
{
    /// <summary>At most, and when nobody says how many.</summary>
    public const int Most = 500, Usual = 20;

    /// <param name="email">Only this client's; null = of all.</param>
    /// <param name="zones">Only clients in these health zones; empty = in any, also those without a score.</param>
    /// <param name="most">1 to <see cref="Most"/>.</param>
    public static Task<IReadOnlyList<Recommendation>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, string? email, IReadOnlyList<string> zones, int most, DateOnly today, CancellationToken ct) =>
        database.AskAsync<Recommendation>(who, Sql.Of<Recommendation>(), new { email, zones = zones.ToArray(), most, today }, ct);
}
