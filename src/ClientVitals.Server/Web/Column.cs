using Microsoft.AspNetCore.Components;

namespace ClientVitals.Server.Web;

/// <summary>A column of a <see cref="DataTable{TRow}"/>.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Title">Its heading.</param>
public sealed record Column<TRow>(string Key, string Title, RenderFragment<TRow> Cell)
{
    public bool IsNumber { get; init; }

    /// <summary>Always shown: without it nobody knows whose row it is.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Shown when nobody chose.</summary>
    public bool IsUsual { get; init; } = true;

    /// <summary>The list is sorted by it with this word in the address ("" = without one); null = it cannot be.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether the sort begins with the last.</summary>
    public bool IsDescending { get; init; }
}

/// <summary>
/// Where a page of a list begins, and where the pages before it began, so that one goes back as one came: each begins at its own mark
/// (keyset), and none is counted to. The address carries the last ten.
/// </summary>
/// <param name="After">The mark after which it begins; null = the first page.</param>
/// <param name="Before">The marks of the pages before it, joined by a point; 0 is the first.</param>
public sealed record PageTrail(string? After, string? Before)
{
    private const int Most = 10;

    private string[] Marks => Before?.Split('.', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What the address of the next page says.</summary>
    internal (string, string?)[] Next(string mark) => [("before", string.Join('.', Marks.Append(After ?? "0").TakeLast(Most))), ("after", mark)];

    /// <summary>What the address of the page before says; null = this is the first.</summary>
    internal (string, string?)[]? Previous => After is null ? null
        : Marks is not [.. var earlier, var last] ? []
        : [("before", earlier.Length == 0 ? null : string.Join('.', earlier)), ("after", last == "0" ? null : last)];
}
