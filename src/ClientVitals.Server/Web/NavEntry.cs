namespace ClientVitals.Server.Web;

/// <summary>A page in the navigation.</summary>
/// <param name="Icon">Its name in the icon package (heroicons, outline).</param>
/// <param name="Place">Where it stands; lower is higher up.</param>
/// <param name="IsFor">Whether somebody sees it.</param>
internal sealed record NavEntry(string Title, string Address, string Icon, int Place, Func<PageContext, bool> IsFor)
{
    /// <summary>How much waits there, as the asker may see it; null = nothing is counted.</summary>
    public Func<IServiceProvider, PageContext, CancellationToken, Task<int>>? Count { get; init; }
}

/// <summary>The navigation of every page: what the rooms bring, in order.</summary>
internal sealed class Navigation(IEnumerable<NavEntry> entries)
{
    private readonly NavEntry[] _entries = [.. entries.OrderBy(entry => entry.Place)];

    public IEnumerable<NavEntry> For(PageContext seen) => _entries.Where(entry => entry.IsFor(seen));
}
