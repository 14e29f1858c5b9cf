using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>What can be wrong with migrations, each by its own name.</summary>
public enum MigrationFaultKind
{
    BadName,
    DuplicateVersion,
    OutOfOrder,
    MissingHere,
    EditedAfterwards,
    MissingScript,
    OwnTransaction,
    CopiesRows,
    FailedStatement,
    NotVerified,
    NotApplied,
    NotAlone,
    Occupied,
}

/// <summary>
/// A migration that cannot go on. Its message is for people: what, in which file, what to do; for a failed statement also the
/// line with a caret under the fault.
/// </summary>
public sealed partial class MigrationFault(MigrationFaultKind kind, string message, Exception? cause = null) : PlainError(message, cause)
{
    public MigrationFaultKind Kind { get; } = kind;

    /// <summary>What to do with a database that others made.</summary>
    internal const string Adopt = "If the owner's own migrations made this database, vitals db adopt takes it over with every row; vitals db adopt --dry-run shows how.";

    /// <summary>The same fault, with what to do about it.</summary>
    internal MigrationFault With(string advice) => new(Kind, $"{Message}\n  {advice}", InnerException);

    /// <summary>The fault of one statement, told by file, line, caret and SQLSTATE.</summary>
    internal static MigrationFault Of(PostgresException error, string path, string text, SqlStatement statement, string consequence)
    {
        var (inside, exact) = Place(error, statement.Text);
        var at = Math.Min(statement.Offset + inside, text.Length);
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', at);
        var line = text[start..(end < 0 ? text.Length : end)];
        var number = text.AsSpan(0, start).Count('\n') + 1;
        var margin = number.ToString(CultureInfo.InvariantCulture);

        var message = new StringBuilder();
        message.Append(CultureInfo.InvariantCulture, $"{System.IO.Path.GetFileName(path)} line {number}: {error.MessageText} (SQLSTATE {error.SqlState}); {consequence}");
        message.Append(CultureInfo.InvariantCulture, $"\n  {margin} | {line}");
        if (exact)
        {
            // Tabs stay tabs, so that the caret is under its sign wherever tabs end.
            var lead = new string([.. line[..(at - start)].Select(c => c == '\t' ? '\t' : ' ')]);
            message.Append(CultureInfo.InvariantCulture, $"\n  {new string(' ', margin.Length)} | {lead}^");
        }
        Add(message, "detail", error.Detail);
        Add(message, "hint", error.Hint);
        Add(message, "in", error.Where?.Split('\n')[0]);
        return new(MigrationFaultKind.FailedStatement, message.ToString(), error);
    }

    /// <summary>
    /// Where in the statement the fault is, and whether the server named the very sign. A fault in the body of a block or
    /// function is told by the server as a query of its own, which is in the statement word for word, or by its line.
    /// </summary>
    private static (int At, bool Exact) Place(PostgresException error, string statement)
    {
        if (error.Position > 0)
        {
            return (Units(statement, error.Position - 1), true);
        }
        var body = Body(statement);
        var told = LineInBlock().Match(error.Where ?? "");
        var line = told.Success ? LineStart(statement, body, int.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture)) : 0;
        // PL/pgSQL hands a perform to the server as a select.
        var (query, skipped) = error.InternalQuery is ['S', 'E', 'L', 'E', 'C', 'T', ' ', .. var rest] && !statement.Contains(error.InternalQuery, StringComparison.Ordinal)
            ? (rest, 7)
            : (error.InternalQuery ?? "", 0);
        if (query.Length > 0 && error.InternalPosition > skipped && statement.IndexOf(query, line, StringComparison.Ordinal) is >= 0 and var found)
        {
            return (found + Units(query, error.InternalPosition - 1 - skipped), true);
        }
        return (line > 0 ? line : Comments(statement), false);
    }

    /// <summary>Where the first body in dollar quotes begins; PL/pgSQL counts its lines from there.</summary>
    private static int Body(string statement) =>
        DollarQuote().Match(statement) is { Success: true } quote ? quote.Index + quote.Length : 0;

    private static int LineStart(string text, int from, int line)
    {
        var at = from;
        for (; line > 1 && text.IndexOf('\n', at) is >= 0 and var end; line--)
        {
            at = end + 1;
        }
        return at;
    }

    // Only a block of the file itself: a function it calls is somewhere else.
    [GeneratedRegex(@"inline_code_block line ([0-9]{1,6})\b")]
    private static partial Regex LineInBlock();

    [GeneratedRegex(@"\$([A-Za-z_][A-Za-z_0-9]*)?\$")]
    private static partial Regex DollarQuote();

    private static void Add(StringBuilder message, string what, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            message.Append(CultureInfo.InvariantCulture, $"\n  {what}: {text.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>PostgreSQL counts characters, .NET counts UTF-16 units.</summary>
    private static int Units(string text, int characters)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (characters-- <= 0)
            {
                break;
            }
            units += rune.Utf16SequenceLength;
        }
        return units;
    }

    /// <summary>How far the statement's own words are from its beginning, which may be comments.</summary>
    private static int Comments(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (string.CompareOrdinal(text, at, "--", 0, 2) == 0 && text.IndexOf('\n', at) is > 0 and var end)
            {
                at = end;
            }
            else
            {
                break;
            }
        }
        return at;
    }
}
