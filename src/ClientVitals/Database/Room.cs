namespace ClientVitals.Database;

/// <summary>What the ground floor brings: the audit log, which every act writes.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new("Database", new Table("audit_log"));
}
