using ClientVitals.Database;

namespace ClientVitals.Settings;

/// <summary>What the settings bring.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Settings",
        // Kept for good: runs name the version they used.
        new Table("settings"));
}
