namespace ClientVitals.Simulation.Facts;

/// <summary>One version of a row, as its source wrote it at one moment; later versions of the same row replace it.</summary>
public interface IFactRow<TRow>
    where TRow : struct, IFactRow<TRow>
{
    /// <summary>Seconds since 1970 in UTC: when the source wrote this version down. Before it, nobody can read it.</summary>
    long ModifiedAt { get; }

    /// <summary>Whether the other is a version of the same row.</summary>
    bool IsSameRow(in TRow other);
}

/// <summary>Which versions of rows are read at a moment.</summary>
public static class FactRows
{
    /// <summary>
    /// The newest version of each row that was written before <paramref name="until"/>, unless it was there before <paramref name="from"/> already.
    /// With <paramref name="from"/> at the smallest number these are all rows as known at a moment; else what an export of changes holds.
    /// </summary>
    /// <param name="versions">Versions of one row side by side, in the order in which they were written.</param>
    public static IEnumerable<TRow> Read<TRow>(IReadOnlyList<TRow> versions, long from, long until)
        where TRow : struct, IFactRow<TRow>
    {
        for (var at = 0; at < versions.Count; at++)
        {
            var version = versions[at];
            if (version.ModifiedAt < from || version.ModifiedAt >= until) continue;
            var replaced = at + 1 < versions.Count && versions[at + 1] is var next && next.IsSameRow(version) && next.ModifiedAt < until;
            if (!replaced) yield return version;
        }
    }
}
