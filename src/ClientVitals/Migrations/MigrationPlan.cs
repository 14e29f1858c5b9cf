namespace ClientVitals.Migrations;

/// <summary>What is in the folder against what is applied.</summary>
/// <param name="Files">All files, oldest first.</param>
/// <param name="Applied">What the database says, oldest first.</param>
public sealed record MigrationPlan(IReadOnlyList<MigrationFile> Files, IReadOnlyList<MigrationLedger> Applied)
{
    /// <summary>What a push would apply, in order.</summary>
    public IReadOnlyList<MigrationFile> Pending => [.. Files.ExceptBy(Applied.Select(a => a.Version), file => file.Version)];

    /// <summary>
    /// Throws by name when a push would not be safe: applied there but missing here, edited after it was applied, older than
    /// what is applied already, without its scripts, or with a concurrent index that does not stand alone.
    /// </summary>
    public MigrationPlan Checked()
    {
        var here = Files.ToDictionary(file => file.Version);
        if (Applied.FirstOrDefault(a => !here.ContainsKey(a.Version)) is { } missing)
        {
            throw new MigrationFault(MigrationFaultKind.MissingHere, $"The database has migration {missing.Version}{(missing.Name is { Length: > 0 } name ? "_" + name : "")}, but its file is not in supabase/migrations; bring the file back (a newer version of the program has it), or roll it back where it is.{AdoptHint}");
        }
        if (Applied.FirstOrDefault(a => !a.IsOf(here[a.Version])) is { } edited)
        {
            throw new MigrationFault(MigrationFaultKind.EditedAfterwards, $"{here[edited.Version].Title}.sql was edited after it was applied; put the released text back and write the change as a new migration.{AdoptHint}");
        }
        if (Applied is [.., var latest] && Pending is [var oldest, ..] && string.CompareOrdinal(oldest.Version, latest.Version) < 0)
        {
            throw new MigrationFault(MigrationFaultKind.OutOfOrder, $"{oldest.Title}.sql is older than {latest.Version}, which is applied already; give it a newer timestamp.");
        }
        if (Pending.SelectMany(file => new[] { file.VerifyPath, file.RollbackPath }).FirstOrDefault(path => !File.Exists(path)) is { } lacking)
        {
            throw new MigrationFault(MigrationFaultKind.MissingScript, $"There is no supabase/{Path.GetFileName(Path.GetDirectoryName(lacking))}/{Path.GetFileName(lacking)}; write it, for a migration needs its verify and its rollback before it is pushed.");
        }
        foreach (var file in Pending)
        {
            ConcurrentIndex.Of(file.Path, file.Text);
        }
        return this;
    }

    /// <summary>Where this program has never pushed, the ledger may be that of the owner's own migrations.</summary>
    private string AdoptHint => Applied.Any(a => a.Hash is not null) ? "" : " " + MigrationFault.Adopt;

    /// <summary>Each migration with its state, for people: oldest first.</summary>
    public IReadOnlyList<MigrationStatus> Status()
    {
        var latest = Applied.Count > 0 ? Applied[^1].Version : "";
        var applied = Applied.ToDictionary(a => a.Version);
        var here = Files.Select(file => applied.TryGetValue(file.Version, out var entry)
            ? new MigrationStatus(file.Version, file.Name, entry.IsOf(file) ? "applied" : "edited", entry.AppliedAt, entry.AppliedBy)
            : new MigrationStatus(file.Version, file.Name, string.CompareOrdinal(file.Version, latest) < 0 ? "out of order" : "pending", null, null));
        var gone = Applied.ExceptBy(Files.Select(file => file.Version), a => a.Version)
            .Select(a => new MigrationStatus(a.Version, a.Name ?? "", "missing here", a.AppliedAt, a.AppliedBy));
        return [.. here.Concat(gone).OrderBy(status => status.Version, StringComparer.Ordinal)];
    }
}

/// <summary>The state of one migration.</summary>
/// <param name="State">applied, pending, edited, out of order, or missing here.</param>
/// <param name="AppliedAt">When this program pushed it; null when another did, or nobody.</param>
/// <param name="AppliedBy">The role that pushed it, as far as this program knows.</param>
public sealed record MigrationStatus(string Version, string Name, string State, DateTimeOffset? AppliedAt, string? AppliedBy);
