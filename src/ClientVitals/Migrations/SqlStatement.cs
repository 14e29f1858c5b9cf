namespace ClientVitals.Migrations;

/// <summary>One statement of a migration file.</summary>
/// <param name="Text">Without its semicolon and without the blank space around it, as the ledger keeps it.</param>
/// <param name="Offset">Where <paramref name="Text"/> begins in the file, in UTF-16 units.</param>
/// <param name="HoldsSemicolon">A semicolon is in its body: in parentheses or in <c>begin atomic … end</c>.</param>
public sealed record SqlStatement(string Text, int Offset, bool HoldsSemicolon)
{
    private enum Within
    {
        Plain,
        /// <summary>One dash: a second one opens a comment.</summary>
        Dash,
        LineComment,
        /// <summary>A slash, or nested block comments when the depth is above 0.</summary>
        Block,
        Quote,
        /// <summary>A quote that closed, unless the same sign follows.</summary>
        QuoteEnd,
        /// <summary>A dollar sign, perhaps of <c>$tag$</c>.</summary>
        Tag,
        Dollar,
        Backslash,
    }

    /// <summary>
    /// Splits a file where Supabase's command line splits it, so that both write the same ledger: at semicolons outside
    /// quotes, dollar quotes, comments (which nest), parentheses and <c>begin atomic … end</c>. Comments stay with the
    /// statement they precede; empty statements are dropped. Like there, backslash quotes (<c>E'\''</c>) are not known,
    /// and one closing parenthesis ends all that are open. Unlike there, and as in psql, a <c>case … end</c> within <c>begin atomic</c> does
    /// not end it, nor does a name that ends with these letters.
    /// </summary>
    public static IReadOnlyList<SqlStatement> Split(string sql)
    {
        var statements = new List<SqlStatement>();
        var reader = new Reader(sql);
        var start = 0;
        for (var end = 1; end <= sql.Length; end++)
        {
            if (reader.EndsStatement(start, end))
            {
                Keep(statements, sql, start, end, reader.HoldsSemicolon);
                start = end;
                reader = new Reader(sql);
            }
        }
        Keep(statements, sql, start, sql.Length, reader.HoldsSemicolon);
        return statements;
    }

    /// <summary>The statement's first words in small letters, comments passed over.</summary>
    internal IReadOnlyList<string> Words(int count)
    {
        var rest = Text.TrimStart();
        while (rest.StartsWith("--", StringComparison.Ordinal) || rest.StartsWith("/*", StringComparison.Ordinal))
        {
            var end = rest[0] == '-' ? rest.IndexOf('\n', StringComparison.Ordinal) : rest.IndexOf("*/", StringComparison.Ordinal) + 1;
            rest = end <= 0 ? "" : rest[(end + 1)..].TrimStart();
        }
        return [.. rest.Split((char[]?)null, count + 1, StringSplitOptions.RemoveEmptyEntries).Take(count).Select(word => word.ToLowerInvariant())];
    }

    private static void Keep(List<SqlStatement> statements, string sql, int start, int end, bool holdsSemicolon)
    {
        var raw = sql[start..end];
        var text = raw.TrimEnd(';').Trim();
        if (text.Length > 0)
        {
            statements.Add(new(text, start + raw.Length - raw.TrimStart().Length, holdsSemicolon));
        }
    }

    /// <summary>Where the reading is: inside what, and which closings are still to come.</summary>
    private sealed class Reader(string sql)
    {
        private readonly Stack<string> closings = new();
        private Within within = Within.Plain;
        private string delimiter = "";
        private int depth;
        private int tagAt;

        /// <summary>The sign after those read.</summary>
        private char next;

        public bool HoldsSemicolon { get; private set; }

        /// <summary>Reads the sign before <paramref name="end"/>; true when it is the semicolon that ends the statement.</summary>
        public bool EndsStatement(int start, int end)
        {
            var read = sql.AsSpan(start, end - start);
            next = end < sql.Length ? sql[end] : ' ';
            var open = closings.Count;
            if (!Read(read, read[^1]))
            {
                HoldsSemicolon |= closings.Count > 0;
                return closings.Count == 0;
            }
            if (closings.Count > 0 && closings.Count <= open && within is Within.Plain && closings.Peek() == End)
            {
                if (IsWord(read, End))
                {
                    closings.Pop();
                }
                return false;
            }
            while (closings.Count > 0 && closings.Count <= open && within is Within.Plain && closings.Peek() != End && read.EndsWith(closings.Peek()))
            {
                closings.Pop();
            }
            return false;
        }

        /// <summary>False at a semicolon outside quotes and comments; the place is then left as it was.</summary>
        private bool Read(ReadOnlySpan<char> read, char sign)
        {
            switch (within)
            {
                case Within.Dash when sign == '-':
                    return Enter(Within.LineComment);
                case Within.LineComment:
                    return sign == '\n' ? Enter(Within.Plain) : true;
                case Within.Block when read.EndsWith("/*"):
                    depth++;
                    return true;
                case Within.Block when depth > 0:
                    return !read.EndsWith("*/") || --depth > 0 || Enter(Within.Plain);
                case Within.Quote:
                    return sign == delimiter[0] ? Enter(Within.QuoteEnd) : true;
                case Within.QuoteEnd when sign == delimiter[0]:
                    return Enter(Within.Quote);
                case Within.Tag when sign == '$':
                    delimiter = read[tagAt..].ToString();
                    return Enter(Within.Dollar);
                case Within.Tag when char.IsLetterOrDigit(sign) || sign == '_':
                    return true;
                case Within.Dollar:
                    return read.EndsWith(delimiter, StringComparison.Ordinal) ? Enter(Within.Plain) : true;
                case Within.Backslash:
                    return Enter(Within.Plain);
                default:
                    return ReadPlain(read, sign);
            }
        }

        private bool ReadPlain(ReadOnlySpan<char> read, char sign)
        {
            switch (sign)
            {
                case ';':
                    return false;
                case '$':
                    tagAt = read.Length - 1;
                    return Enter(Within.Tag);
                case '\'' or '"':
                    delimiter = sign.ToString();
                    return Enter(Within.Quote);
                case '-':
                    return Enter(Within.Dash);
                case '/':
                    depth = 0;
                    return Enter(Within.Block);
                case '\\':
                    return Enter(Within.Backslash);
                case '(':
                    closings.Push(")");
                    return Enter(Within.Plain);
                case 'c' or 'C' when read.Length > 6 && read.EndsWith("atomic", StringComparison.OrdinalIgnoreCase) && char.IsWhiteSpace(read[^7]):
                    closings.Push(End);
                    return Enter(Within.Plain);
                case 'e' or 'E' when closings.Count > 0 && closings.Peek() == End && IsWord(read, "case"):
                    closings.Push(End);
                    return Enter(Within.Plain);
                default:
                    return Enter(Within.Plain);
            }
        }

        private const string End = "end";

        /// <summary>Whether what was read ends with this word, and not with a name that holds it.</summary>
        private bool IsWord(ReadOnlySpan<char> read, string word) =>
            read.EndsWith(word, StringComparison.OrdinalIgnoreCase) && !IsOfAName(next) && (read.Length == word.Length || !IsOfAName(read[^(word.Length + 1)]));

        private static bool IsOfAName(char sign) => char.IsLetterOrDigit(sign) || sign is '_' or '$' or '.';

        private bool Enter(Within place)
        {
            within = place;
            return true;
        }
    }
}
