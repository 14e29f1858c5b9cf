using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What is said of a file that is read again: of calls by their name, of facts as of rows.</summary>
/// <param name="ofCalls">Whether the file holds calls.</param>
internal sealed class RereadTexts(Language language, bool ofCalls)
{
    public string Moved(long rows, PageContext seen) => ofCalls
        ? language.Counted(rows, seen, "one call at another time", "{0} calls at another time")
        : language.Counted(rows, seen, "one row at another time", "{0} rows at another time");

    public string Changed(long rows, PageContext seen) => ofCalls
        ? language.Counted(rows, seen, "one call with a different status, length, note or similar", "{0} calls with a different status, length, note or similar")
        : language.Counted(rows, seen, "one row with a different status, amount, coach or similar", "{0} rows with a different status, amount, coach or similar");

    public string Same(long rows, PageContext seen) => ofCalls
        ? language.Counted(rows, seen, "one call unchanged", "{0} calls unchanged") : language.Counted(rows, seen, "one row unchanged", "{0} rows unchanged");

    public string Added(long rows, PageContext seen) => ofCalls
        ? language.Counted(rows, seen, "one call added", "{0} calls added") : language.Counted(rows, seen, "one row added", "{0} rows added");

    public string Gone(long rows, PageContext seen) => ofCalls
        ? language.Counted(rows, seen, "one call removed", "{0} calls removed") : language.Counted(rows, seen, "one row removed", "{0} rows removed");

    public string Stay(long rows, PageContext seen) => ofCalls
        ? language.Counted(rows, seen, "one call stays, because another delivery also contains it", "{0} calls stay, because another delivery also contains them")
        : language.Counted(rows, seen, "one row stays, because a later delivery also contains it", "{0} rows stay, because a later delivery also contains them");

    public string Hint => ofCalls
        ? language.Say("For a wrong time zone, order of day and month, column or word: the delivery is undone and its file is read again in one step, so no call is doubled.")
        : language.Say("For a wrong time zone, order of day and month, column or word: the delivery is undone and its file is read again in one step, so nothing is doubled.");

    public string ColumnsExample => ofCalls ? language.Say("Call date=started_at") : language.Say("Client e-mail=client_email");

    public string WordsExample => ofCalls ? language.Say("Result:Signed in=COMPLETED") : language.Say("Status:Signed in=ATTENDED");
}
