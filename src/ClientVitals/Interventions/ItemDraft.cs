using ClientVitals.Database;
using ClientVitals.Interventions.Playbooks;

namespace ClientVitals.Interventions;

/// <summary>What the draft of a message about an item is made from.</summary>
/// <param name="Phone">The client's primary number (E.164); null = none is known.</param>
public sealed record ItemDraft(string? Template, string? Firstname, string? Coach, int? Days, string? Phone)
{
    /// <summary>The draft, by the playbook's template; null = the item follows none.</summary>
    public string? Draft => Template is null ? null : DraftMessage.Of(Template, Firstname, Coach, Days);

    /// <summary>Of an item, as the caller may see it; null when they do not.</summary>
    public static async Task<ItemDraft?> OfAsync(VitalsDatabase database, DatabaseIdentity who, long item, DateOnly today, CancellationToken ct) =>
        await database.AskAsync<ItemDraft>(who, Sql.Of<ItemDraft>(), new { item, today }, ct) is [var found] ? found : null;
}
