using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientVitals.Database;

/// <summary>
/// A query whose conditions are optional, with only those in it that are asked for. A line <c>and (@coach::text is null or …)</c> becomes
/// <c>and (…)</c> where a coach is given, and <c>and true</c> where none is: what is left says the same and can be planned once, before
/// the values are known.
/// </summary>
public static partial class Narrowed
{
    private static readonly ConcurrentDictionary<(string Sql, string Missing), string> Texts = new();

    /// <param name="sql">The query as it is in its file.</param>
    /// <param name="missing">The names of its parameters that are null.</param>
    public static string Of(string sql, IEnumerable<string> missing)
    {
        var left = missing.Where(name => sql.Contains($"(@{name}::", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return Texts.GetOrAdd((sql, string.Join(' ', left)), static (key, left) => Rewrite(key.Sql, left), left);
    }

    private static string Rewrite(string sql, List<string> missing)
    {
        var text = new StringBuilder(sql.Length);
        foreach (var line in sql.Split('\n'))
        {
            var optional = Optional().Match(line);
            if (!optional.Success)
                text.Append(line);
            else if (missing.Contains(optional.Groups["name"].Value))
                text.Append(optional.Groups["before"].Value).Append("true");
            else
                text.Append(optional.Groups["before"].Value).Append('(').Append(optional.Groups["rest"].Value).Append(')');
            text.Append('\n');
        }
        return text.ToString();
    }

    [GeneratedRegex(@"^(?<before> *(?:and|where) )\(@(?<name>\w+)::[\w\[\]]+ is null or (?<rest>.+)\)$")]
    private static partial Regex Optional();
}
