using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Web;

/// <summary>
/// Parts of a page (rows of a queue) that the browser shows already: its script says which, each with the mark that came with it, and a part whose mark
/// is still the same is not written again. Without the script, and where a page is opened, all of it is written.
/// </summary>
public sealed class ShownParts
{
    /// <summary>Said by the script: <c>item-5:mark act-7:mark</c>.</summary>
    public const string Header = "Vitals-Shown";

    /// <summary>More than this nobody can say; what is beyond it is written again.</summary>
    private const int MostCharacters = 24 << 10;

    /// <summary>Another build may write the same part in another way.</summary>
    private static readonly string Build = typeof(ShownParts).Module.ModuleVersionId.ToString();

    private readonly HashSet<string> _shown;

    private ShownParts(HashSet<string> shown) => _shown = shown;

    public static ShownParts Of(HttpRequest request) =>
        request.Headers[Header].ToString() is { Length: > 0 and <= MostCharacters } said ? new([.. said.Split(' ')]) : new([]);

    /// <summary>Whether this part is there as it is.</summary>
    public bool Has(string id, string mark) => _shown.Contains($"{id}:{mark}");

    /// <summary>The mark of a part: another one where anything of it is another.</summary>
    /// <param name="seen">For whom it is written, and when.</param>
    /// <param name="parts">All that it shows; each must write itself in full.</param>
    public static string Mark(PageContext seen, params ReadOnlySpan<object?> parts)
    {
        var text = new StringBuilder(512).Append(Build).Append('|').Append(seen.Language.Tag).Append('|').Append(seen.Zone.Id)
            .Append('|').Append(seen.Today.DayNumber).Append('|').Append(seen.Date(seen.Today)).Append('|').Append(seen.Number(1234.5m)).Append('|').Append(seen.Written.Hour(default));
        foreach (var part in parts)
            text.Append('|').Append(part);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 5));
    }
}
