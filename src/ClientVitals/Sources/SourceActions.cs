using ClientVitals.Access;

namespace ClientVitals.Sources;

/// <summary>What this room does, as the record names it.</summary>
public static class SourceActions
{
    public static readonly AuditAction Changed = new("source_changed");
    public static readonly AuditAction FactsUndone = new("facts_undone");
    public static readonly AuditAction FactsReread = new("facts_reread");
    public static readonly AuditAction FactsRedone = new("facts_redone");
    public static readonly AuditAction SitesChanged = new("sites_changed");
}
