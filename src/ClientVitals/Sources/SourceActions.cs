using ClientVitals.Access;

namespace ClientVitals.Sources;

/// <summary>What this room does, as the record names it.</summary>
public static class SourceActions
{
    public static readonly AuditAction Changed = new("source_changed");
    public static readonly AuditAction FactsUndone = new("facts_undone");
    public static readonly AuditAction SitesChanged = new("sites_changed");
}
