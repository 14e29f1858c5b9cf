using System.Text.RegularExpressions;

namespace ClientVitals.Tests.House;

/// <summary>What a piece of SQL writes.</summary>
/// <param name="Table">Without its schema.</param>
/// <param name="Columns">Which columns are set; null = whole rows go (delete, truncate, copy).</param>
internal sealed record SqlWrite(string Table, IReadOnlyList<string>? Columns);

/// <summary>Finds the targets of insert, update, delete, merge, truncate and copy, also within a <c>with</c>.</summary>
internal static partial class SqlWrites
{
    public static IReadOnlyList<SqlWrite> In(string sql)
    {
        var text = Strings().Replace(BlockComments().Replace(LineComments().Replace(sql, " "), " "), "''");
        var writes = new List<SqlWrite>();
        foreach (Match verb in Verbs().Matches(text))
        {
            var (kind, table, rest) = (verb.Groups["kind"].Value.Split(' ', '\n')[0].ToLowerInvariant(), verb.Groups["table"].Value, text[(verb.Index + verb.Length)..]);
            // For update, for no key update, do update set, on update cascade: not statements of their own.
            if (kind == "update" && NotAStatement().IsMatch(text[..verb.Index]))
                continue;
            writes.Add(new(table.ToLowerInvariant(), kind switch
            {
                "insert" => [.. Listed(rest), .. OnConflict(rest)],
                "update" => Set(rest),
                _ => null,
            }));
        }
        return writes;
    }

    /// <summary>The columns of an insert: <c>(a, b)</c>, after an alias or without.</summary>
    private static IEnumerable<string> Listed(string rest) => ColumnList().Match(rest) is { Success: true } list
        ? list.Groups[1].Value.Split(',').Select(column => column.Trim().ToLowerInvariant())
        : [];

    private static List<string> OnConflict(string rest)
    {
        // Of this insert and not of a later one.
        var until = NextInsert().Match(rest) is { Success: true } next ? rest[..next.Index] : rest;
        return DoUpdate().Match(until) is { Success: true } update ? Set(until[(update.Index + "do update".Length)..]) : [];
    }

    /// <summary>The columns on the left of <c>set a = …, (b, c) = …</c>.</summary>
    private static List<string> Set(string rest)
    {
        var begins = SetWord().Match(rest);
        if (!begins.Success)
            return [];
        var columns = new List<string>();
        var (depth, left) = (0, "");
        var isLeft = true;
        for (var i = begins.Index + begins.Length; i < rest.Length; i++)
        {
            var c = rest[i];
            if (depth == 0 && (c is ')' or ';' || Ends().Match(rest, i) is { Success: true } end && end.Index == i && !char.IsLetterOrDigit(rest[i - 1])))
                break;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && c == '=' && isLeft)
            {
                columns.AddRange(left.Trim(' ', '\n', '\r', '\t', '(', ')').Split(',').Select(column => column.Trim().ToLowerInvariant()));
                isLeft = false;
            }
            else if (depth == 0 && c == ',')
            {
                (left, isLeft) = ("", true);
            }
            else if (isLeft)
            {
                left += c;
            }
        }
        return columns;
    }

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex LineComments();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex BlockComments();

    [GeneratedRegex(@"'(?:[^']|'')*'")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\b(?<kind>insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy)\s+(?:only\s+)?(?:public\s*\.\s*)?(?<table>[A-Za-z_]\w*)", RegexOptions.IgnoreCase)]
    private static partial Regex Verbs();

    [GeneratedRegex(@"\b(?:for|key|do|on|or|before|after)\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex NotAStatement();

    [GeneratedRegex(@"^\s*(?:as\s+\w+\s*)?\(([\w\s,]+)\)")]
    private static partial Regex ColumnList();

    [GeneratedRegex(@"\binsert\s+into\b", RegexOptions.IgnoreCase)]
    private static partial Regex NextInsert();

    [GeneratedRegex(@"\bdo\s+update\b", RegexOptions.IgnoreCase)]
    private static partial Regex DoUpdate();

    [GeneratedRegex(@"\bset\b", RegexOptions.IgnoreCase)]
    private static partial Regex SetWord();

    [GeneratedRegex(@"(?:from|where|returning)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ends();
}
