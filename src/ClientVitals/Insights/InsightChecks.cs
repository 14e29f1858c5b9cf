using ClientVitals.Database;

namespace ClientVitals.Insights;

/// <summary>
/// The checks of the rooms. A run can be begun from many places and knows no room: so the list of rooms says once, when the program is loaded, where they
/// are.
/// </summary>
public static class InsightChecks
{
    private static Func<IEnumerable<InsightCheck>> _ofRooms = static () => [];

    /// <summary>In the order in which they run: what holds others back comes first, what looks at the others last.</summary>
    public static IReadOnlyList<InsightCheck> All => InOrder(_ofRooms());

    /// <summary>The check of that kind; null = this version has none.</summary>
    public static InsightCheck? Find(string kind) => All.FirstOrDefault(check => check.Kind == kind);

    internal static void AreThoseOf(Func<IEnumerable<InsightCheck>> rooms) => _ofRooms = rooms;

    internal static IReadOnlyList<InsightCheck> InOrder(IEnumerable<InsightCheck> checks) =>
        [.. checks.OrderBy(check => check.IsLast ? 2 : check.SuppressedBy.Count > 0 ? 1 : 0)];
}
