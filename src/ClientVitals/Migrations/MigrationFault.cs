using System.Globalization;
using System.Text;
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
    FailedStatement,
    NotVerified,
    NotApplied,
}

/// <summary>
/// A migration that cannot go on. Its message is for people: what, in which file, what to do; for a failed statement also the
/// line with a caret under the fault.
/// </summary>
public sealed class MigrationFault(MigrationFaultKind kind, string message, Exception? cause = null) : PlainError(message, cause)
{
    public MigrationFaultKind Kind { get; } = kind;

    /// <summary>The fault of one statement, told by file, line, caret and SQLSTATE.</summary>
    internal static MigrationFault Of(PostgresException error, string path, string text, SqlStatement statement, string consequence)
    {
        var place = error.InternalQuery == statement.Text ? error.InternalPosition : error.Position;
        var at = statement.Offset + (place > 0 ? Units(statement.Text, place - 1) : Comments(statement.Text));
        at = Math.Min(at, text.Length);
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', at);
        var line = text[start..(end < 0 ? text.Length : end)];
        var number = text.AsSpan(0, start).Count('\n') + 1;
        var margin = number.ToString(CultureInfo.InvariantCulture);

        var message = new StringBuilder();
        message.Append(CultureInfo.InvariantCulture, $"{System.IO.Path.GetFileName(path)} line {number}: {error.MessageText} (SQLSTATE {error.SqlState}); {consequence}");
        message.Append(CultureInfo.InvariantCulture, $"\n  {margin} | {line}");
        if (place > 0)
        {
            // Tabs stay tabs, so that the caret stands under its sign wherever tabs end.
            var lead = new string([.. line[..(at - start)].Select(c => c == '\t' ? '\t' : ' ')]);
            message.Append(CultureInfo.InvariantCulture, $"\n  {new string(' ', margin.Length)} | {lead}^");
        }
        Add(message, "detail", error.Detail);
        Add(message, "hint", error.Hint);
        Add(message, "in", error.Where?.Split('\n')[0]);
        return new(MigrationFaultKind.FailedStatement, message.ToString(), error);
    }

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
