namespace ClientVitals.Server.Web;

/// <summary>A page in the navigation.</summary>
/// <param name="Icon">Its name in the icon package (heroicons, outline).</param>
/// <param name="Place">Its position; lower is higher up. The first four that somebody sees are the tabs of their phone.</param>
/// <param name="IsFor">Whether somebody sees it.</param>
internal sealed record NavEntry(string Title, string Address, string Icon, int Place, Func<PageContext, bool> IsFor)
{
    /// <summary>The heading under which it is listed, such as Insights; entries of one name are listed together. Null = none.</summary>
    public string? Group { get; init; }

    /// <summary>How much waits there, as the caller may see it; null = nothing is counted.</summary>
    public Func<IServiceProvider, PageContext, CancellationToken, Task<int>>? Count { get; init; }
}

/// <summary>Something to do that the palette offers by name: it opens the place where it is done.</summary>
/// <param name="Title">As a button would say it: Import a file of calls.</param>
/// <param name="IsFor">Whether somebody may do it.</param>
internal sealed record PaletteAction(string Title, string Address, Func<PageContext, bool> IsFor)
{
    /// <summary>Other words by which people look for it.</summary>
    public string Words { get; init; } = "";
}

/// <summary>The navigation of every page: what the rooms bring, in order.</summary>
/// <param name="bell">What the bell in the head opens and counts; null = no room brings one, and none is shown.</param>
internal sealed class Navigation(IEnumerable<NavEntry> entries, IEnumerable<PaletteAction> actions, NavEntry? bell = null)
{
    /// <summary>Tabs of a phone; the rest is behind More.</summary>
    public const int Tabs = 4;

    private readonly NavEntry[] _entries = [.. entries.OrderBy(entry => entry.Place)];
    private readonly PaletteAction[] _actions = [.. actions.OrderBy(action => action.Title, StringComparer.Ordinal)];

    public IEnumerable<NavEntry> For(PageContext seen) => _entries.Where(entry => entry.IsFor(seen));

    /// <summary>What somebody sees, by heading, in the order of the first of each; an entry without a heading is by itself.</summary>
    public IEnumerable<(string? Group, IReadOnlyList<NavEntry> Entries)> GroupsFor(PageContext seen) =>
        For(seen).GroupBy(entry => entry.Group ?? entry.Address).Select(group => (group.First().Group, (IReadOnlyList<NavEntry>)[.. group]));

    public IEnumerable<PaletteAction> ActionsFor(PageContext seen) => _actions.Where(action => action.IsFor(seen));

    public NavEntry? BellFor(PageContext seen) => bell?.IsFor(seen) == true ? bell : null;
}
