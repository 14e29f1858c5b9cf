namespace ClientVitals.Backups;

/// <summary>A sequence and the number it gives next.</summary>
public sealed record BackupSequence(string Schema, string Name, long Next);
