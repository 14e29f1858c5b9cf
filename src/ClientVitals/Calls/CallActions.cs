using ClientVitals.Access;

namespace ClientVitals.Calls;

/// <summary>What this room does, as the record names it.</summary>
internal static class CallActions
{
    public static readonly AuditAction TakenBack = new("call_taken_back");
    public static readonly AuditAction DeliveryUndone = new("delivery_undone");
    public static readonly AuditAction DeliveryRedone = new("delivery_redone");
    public static readonly AuditAction DeliveryReread = new("delivery_reread");
    public static readonly AuditAction RollupsRebuilt = new("rollups_rebuilt");
}
