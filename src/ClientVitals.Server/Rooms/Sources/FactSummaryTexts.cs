using ClientVitals.Server.Web;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What the preview of a file of sessions, packages or payments says of what was found in it.</summary>
internal sealed class FactSummaryTexts(Language language)
{
    /// <param name="rows">How many there are, with their name.</param>
    public string Found(string rows, FactPreview preview, PageContext seen)
    {
        var (lines, skipped) = (LinesOf(preview.Lines, seen), LinesOf(preview.Rejected, seen));
        return preview.IsWhole
            ? language.Say("{0} found in {1}, {2} skipped.", rows, lines, skipped)
            : language.Say("{0} found in the first {1}, {2} skipped.", rows, lines, skipped);
    }

    public string OnlyTheFirst(FactPreview preview, PageContext seen) => language.Say("This looks at the first {0} only; an import reads them all.", LinesOf(preview.Lines, seen));

    public string Heading => language.Say("What is in it");

    public string ByField(string field) => language.Say("By {0}", language.Say(field.Replace('_', ' ')));

    public string CountOf(FactPreview.Counted one, PageContext seen) => language.Say("{0} {1}", seen.Whole(one.Rows), language.Say(Wording.Word(one.Word)));

    public string Refused(long lines, PageContext seen) => language.Counted(lines, seen, "1 line is skipped", "{0} lines are skipped");

    public string RefusedLabel => language.Say("Skipped lines");

    public string Why => language.Say("Why");

    public string Lines => language.Say("Lines");

    public string Example => language.Say("For example");

    public string Line(long line, PageContext seen) => language.Say("line {0}:", seen.Whole(line));

    public string Note(ReadingNote note, PageContext seen) => language.Whole(note.OnPage, seen);

    private string LinesOf(long count, PageContext seen) => language.Counted(count, seen, "1 line", "{0} lines");
}
