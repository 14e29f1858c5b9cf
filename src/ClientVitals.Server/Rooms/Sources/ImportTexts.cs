using ClientVitals.Server.Web;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What the page of an import says.</summary>
internal sealed class ImportTexts(Language language)
{
    public string Data => language.Say("Data");

    public string LinesRead => language.Say("Lines read");

    public string CallsInThem => language.Say("Calls in them (a line that names several clients is one call for each)");

    public string RowsInThem => language.Say("Rows in them");

    public string OpenDelivery => language.Say("Open the delivery");

    public string New => language.Say("New");

    public string Known => language.Say("Known already");

    public string Corrected => language.Say("Corrected");

    public string Skipped => language.Say("Skipped");

    public string Unmatched => language.Say("Unmatched");

    public string NewClients => language.Say("New clients");

    public string UnknownWord(string field, string word, long lines, PageContext seen)
    {
        var counted = language.Counted(lines, seen, "1 line", "{0} lines");
        return field == "outcome"
            ? language.Say("The {0} “{1}” ({2}) is not a known value: kept as OTHER.", language.Say(field), word, counted)
            : language.Say("The {0} “{1}” ({2}) is not a known value: kept as UNKNOWN, not counted.", language.Say(field), word, counted);
    }

    public string Note(ReadingNote note, PageContext seen) => language.Whole(note.Said, seen);

    public string SkippedFile => language.Say("The skipped lines as CSV");

    public string Next => language.Say("What next");

    public string NextHint(long calls) => calls == 1
        ? language.Say("The call is imported. Analyse the clients now, or wait for the morning's analysis.")
        : language.Say("The calls are imported. Analyse the clients now, or wait for the morning's analysis.");

    public string Analyse => language.Say("Analyse now");

    public string AnotherFile => language.Say("Another file");

    public string Importing(string name) => language.Say("Importing {0}", name);
}
