using ClientVitals.Calls.Previews;
using ClientVitals.Server.Web;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What the preview of a file says: what will count, what the words mean, what would change, which addresses are our own.</summary>
internal sealed class PreviewTexts(Language language)
{
    /// <summary>An own address as one writes it; the same in every language.</summary>
    public const string OwnExample = "+971 4 440 0001, *@example.com";

    public string Account(CallPreview preview, PageContext seen)
    {
        var (calls, rows, skipped) = (Calls(preview.Calls, seen), Rows(preview.Lines, seen), Rows(preview.Rejected, seen));
        return preview.IsWhole
            ? language.Say("{0} found in {1}, {2} skipped.", calls, rows, skipped)
            : language.Say("{0} found in the first {1}, {2} skipped.", calls, rows, skipped);
    }

    public string OnlyTheFirst(CallPreview preview, PageContext seen) => preview.AboutLines is { } about
        ? language.Say("This looks at the first {0} of about {1} only; an import reads them all.", Lines(preview.Lines, seen), seen.Whole(about))
        : language.Say("This looks at the first {0} only; an import reads them all.", Lines(preview.Lines, seen));

    public string Counting(long calls, PageContext seen) => language.Counted(calls, seen, "1 call will count", "{0} calls will count");

    /// <summary>How a time or a length is read, as the core says it.</summary>
    public string ReadAs(Sentence sentence, PageContext seen) => language.Whole(sentence, seen);

    public string LooksLike(string unit) => language.Say("The numbers look like {0}: choose it below if so.", language.Say(unit));

    public string NotCounting(long calls, PageContext seen) => language.Say("{0} will not", seen.Whole(calls));

    public string NotCountingLabel => language.Say("What will not count");

    public string Why => language.Say("Why");

    public string CallsHead => language.Say("Calls");

    public string Example => language.Say("For example");

    /// <summary>Of a kept call; why a line is skipped is kept with the delivery as it is said.</summary>
    public string Reason(NotCounting one) => language.Say(one.Reason);

    public string SkippedLine => language.Say("– skipped");

    public string Line(long line, PageContext seen) => language.Say("line {0}:", seen.Whole(line));

    public string Note(ReadingNote note, PageContext seen) => language.Whole(note.OnPage, seen);

    public string Changes => language.Say("What would change");

    public string Known => language.Say("Known already");

    public string Corrected => language.Say("Corrected");

    public string NewClients => language.Say("New clients");

    public string FirstClients(IntakeComparison change, PageContext seen)
    {
        var first = string.Join(", ", change.FirstClients.Select(client => client.Name is null ? client.Address : $"{client.Name} ({client.Address})"));
        return change.ClientsMade > change.FirstClients.Count
            ? language.Say("New: {0} and {1} more.", first, seen.Whole(change.ClientsMade - change.FirstClients.Count))
            : language.Say("New: {0}.", first);
    }

    public string NoComparison(Sentence? why) => why is null ? language.Say("The comparison is missing.") : language.Say("The comparison is missing: {0}.", language.Say(why));

    public string Words => language.Say("What the words mean");

    public string UnknownWords(int count, PageContext seen) => language.Counted(count, seen,
        "One word is not known: choose what it means. It is remembered for the next file of this source.",
        "{0} words are not known: choose what they mean. They are remembered for the next file of this source.");

    public string Column(int number) => language.Say("column {0}", number);

    public string ReadAsField(string field) => language.Say("read as {0}", language.Say(field));

    public string LinesOf(ValueReading one, PageContext seen)
    {
        var lines = Lines(one.Lines, seen);
        return one.IsKnown ? lines
            : one.Suggestion is { } hint ? language.Say("{0}, perhaps {1}", lines, Meaning(hint))
            : language.Say("{0}, not known", lines);
    }

    /// <summary>What a word is read as where nothing is chosen.</summary>
    public string Unchosen(ValueReading one, string field) => one.Chosen is not null ? language.Say("as recognised")
        : one.IsKnown ? language.Say("{0} (recognised)", string.Join(", ", Meanings(one.Meaning)))
        : field == "outcome" ? language.Say("other (not known)")
        : language.Say("not known, not counted");

    /// <summary>What a value means, each word once; "other" says nothing beside what became of the call.</summary>
    private IEnumerable<string> Meanings(string meaning)
    {
        var words = meaning.Split(", ").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return words.Where(word => words.Count == 1 || !word.Equals("other", StringComparison.OrdinalIgnoreCase)).Select(Meaning);
    }

    public string Meaning(string meaning) => language.Say(Wording.Word(meaning));

    public string Suggested(string meaning) => language.Say("{0} (suggested)", Meaning(meaning));

    public string RarerValues(long count, PageContext seen) => language.Counted(count, seen, "1 rarer value is not shown.", "{0} rarer values are not shown.");

    public string Own => language.Say("Own and test addresses");

    public string OwnHint => language.Say("Calls with these addresses are kept, but belong to no client and add none. The list holds for everything that arrives.");

    public string OwnInSettings => language.Say("Change the list in the settings");

    public string InFile(IEnumerable<OwnAddress> listed, PageContext seen) =>
        language.Say("In this file: {0}.", string.Join(", ", listed.Select(one => $"{one.Address} ({Calls(one.Calls, seen)})")));

    public string MaybeOwn(OwnAddress one, PageContext seen) => language.Say(
        "{0}: {1}; {2}", one.Address, seen.Sentence(one.Why), language.Counted(one.Calls, seen, "1 call as a client's", "{0} calls as a client's"));

    public string Another => language.Say("Another one");

    private string Calls(long count, PageContext seen) => language.Counted(count, seen, "1 call", "{0} calls");

    private string Rows(long count, PageContext seen) => language.Counted(count, seen, "1 row", "{0} rows");

    private string Lines(long count, PageContext seen) => language.Counted(count, seen, "1 line", "{0} lines");
}
