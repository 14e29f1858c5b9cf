using ClientVitals.Server.Web;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What is said of one delivery: on its page, where it is undone, and where its file is read again.</summary>
internal sealed class DeliveryTexts(Language language)
{
    /// <summary>Said by <see cref="Core"/>: a file is read again beside the request that asked for it.</summary>
    public const string RereadBroke = "Something failed on the server; nothing was changed. Try again, and read the log if it fails again.";

    public string Title(long id) => language.Say("Delivery {0}", id);

    public string AsOf(string when) => language.Say("as of {0}", when);

    public string Data => language.Say("Data");

    public string Of(long id, string source) => language.Say("Delivery {0} from {1}", id, source);

    public string State(RecordedDelivery delivery, PageContext seen) => delivery.UndoneAt is { } undone ? language.Say("Undone {0}.", seen.Moment(undone))
        : delivery.Error is not null ? language.Say("Failed {0}.", seen.Moment(delivery.StartedAt))
        : language.Say("Arrived {0}.", seen.Moment(delivery.StartedAt));

    public string Account(RecordedDelivery delivery, PageContext seen) => language.Say(
        "{0}: {1} new, {2} known already, {3} corrected, {4} skipped; {5} unmatched.",
        Lines(delivery.Read, seen), seen.Whole(delivery.Added), seen.Whole(delivery.Unchanged), seen.Whole(delivery.Corrected), seen.Whole(delivery.Rejected), seen.Whole(delivery.Unmatched));

    public string CorrectsFirst => language.Say("It read the file of an earlier delivery again, with other options:");

    public string CorrectedBy => language.Say("Its file was read again, and the later delivery replaces this one:");

    public string Link(long id) => language.Say("delivery {0}", id);

    public string Skipped => language.Say("Skipped, and why:");

    public string Lines(long count, PageContext seen) => language.Counted(count, seen, "one line", "{0} lines");

    public string File => language.Say("The original file");

    public string FileNotKept(string days) => language.Say("Not stored. Files and messages are stored for {0} days; calls posted to the API are not stored as a file.", days);

    public string Download => language.Say("Download the original file");

    public string FileSize(long bytes, string days, PageContext seen) => language.Say("({0} KB compressed; deleted after {1} days)", seen.Whole((bytes + 1023) / 1024), days);

    public string FileErased => language.Say("No longer stored: a person in it was erased, and the file could not be rewritten without them.");

    public string FileForOwners => language.Say("Only an owner can download it.");

    public string ReadAgain => language.Say("Read it again");

    public string WouldBe => language.Say("Read this way, the result would be as follows; nothing is changed yet:");

    public string Rejected(long lines, PageContext seen) => language.Counted(lines, seen, "one line skipped", "{0} lines skipped");

    public string Clients(long now, long before, PageContext seen) =>
        language.Say("{0} added, {1} before", language.Counted(now, seen, "one client", "{0} clients"), seen.Whole(before));

    /// <summary>A sentence that the core wrote about a file.</summary>
    public string Core(Sentence sentence) => language.Say(sentence);

    public string ReadThisWay => language.Say("Read it again this way");

    public string Zone => language.Say("Time zone of times that name none");

    public string Dates => language.Say("Dates like 03/04/2025 or 25-11-03");

    public string AsFile => language.Say("as the file shows");

    public string DayFirst => language.Say("day first");

    public string MonthFirst => language.Say("month first");

    public string YearFirst => language.Say("year first");

    public string Columns => language.Say("Columns, one on each line");

    public string Words => language.Say("Words, one on each line");

    public string Preview => language.Say("Preview");

    public string Redo => language.Say("Redo");

    public string RedoOf(long id) => language.Say("Redo delivery {0}", id);

    public string AskUndo => language.Say("Undo…");

    public string UndoOf(long id) => language.Say("Undo delivery {0}", id);

    public string UndoQuestion(RecordedDelivery delivery, PageContext seen)
    {
        var calls = language.Counted(delivery.Added, seen, "the call", "the {0} calls");
        return delivery.Corrected == 0
            ? language.Say("Remove {0} it added and the clients it made? Calls that another delivery also contains stay.", calls)
            : language.Say(
                "Remove {0} it added and the clients it made, and take back {1}? Calls that another delivery also contains stay.",
                calls, language.Counted(delivery.Corrected, seen, "its correction", "its {0} corrections"));
    }

    public string Undo => language.Say("Undo");

    public string UndoNow(long id) => language.Say("Undo delivery {0} now", id);

    /// <summary>What was done to a delivery, by the word in the address; null = there is no such word.</summary>
    public string? Done(string? word, int? count, PageContext seen) => word switch
    {
        "delivery-undone" => language.Counted(count ?? 0, seen,
            "The delivery is undone: one call was removed or restored. Redo brings it back.",
            "The delivery is undone: {0} calls were removed or restored. Redo brings it back."),
        "delivery-undone-lost" => language.Counted(count ?? 0, seen,
            "The delivery is undone: one call was removed or restored. Its corrections were not recorded when it came, so they stay. Redo brings the rest back.",
            "The delivery is undone: {0} calls were removed or restored. Its corrections were not recorded when it came, so they stay. Redo brings the rest back."),
        "delivery-undone-nothing" => language.Say("Nothing changed: another delivery also contains all its calls, so they stay. The delivery counts as undone; Redo takes that back."),
        "delivery-undone-nothing-lost" => language.Say("Nothing changed: its corrections were not recorded when it came, so they stay. The delivery counts as undone; Redo takes that back."),
        "facts-undone" => language.Counted(count ?? 0, seen,
            "The delivery is undone: one row was removed or restored. Redo, on its page, reads its file again as long as that is stored.",
            "The delivery is undone: {0} rows were removed or restored. Redo, on its page, reads its file again as long as that is stored."),
        "facts-undone-nothing" => language.Say("Nothing changed: later deliveries also contain all its rows, so they stay. The delivery counts as undone."),
        "delivery-reread" => language.Say("The file was read again, and the earlier delivery is undone. To return to it: undo this one, then redo that one."),
        "facts-reread" => language.Say("The file was read again, and the earlier delivery is undone."),
        "facts-redone" => language.Counted(count ?? 0, seen,
            "The file of the undone delivery was read again: one row is back.",
            "The file of the undone delivery was read again: {0} rows are back."),
        "delivery-redone" => language.Counted(count ?? 0, seen,
            "The delivery is back: one call was added or corrected again.",
            "The delivery is back: {0} calls were added or corrected again."),
        _ => null,
    };

    public string Rereading(string name) => language.Say("Reading {0} again", name);

    public string RereadInOneStep => language.Say("The delivery is undone and its file read again in one step: until that is done, everything is as before.");

    public string RereadChangesNothing => language.Say("Nothing is changed: this only shows what would be.");

    public string WrongOrder(string order) => language.Say("The order of day, month and year is dmy, mdy or ymd, not \"{0}\".", order);

    public string WrongColumn(string line) => language.Say("\"{0}\" is not of the form column=field; write Call date=started_at.", line);

    public string None => language.Say("No such delivery");

    public string NoneHint => language.Say("There is no delivery of this number, or it was deleted: deliveries are kept for 400 days.");
}
