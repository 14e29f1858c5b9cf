using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What is said of rows of one kind or another: calls, sessions, packages, payments, people.</summary>
internal sealed class KindTexts(Language language)
{
    /// <summary>What a file holds, to be chosen.</summary>
    public string Name(string kind) => kind switch
    {
        "calls" => language.Say("Calls"),
        "sessions" => language.Say("Sessions: booked, attended, missed"),
        "packages" => language.Say("Packages: services, passes, memberships"),
        "payments" => language.Say("Payments: charges, refunds, failed attempts"),
        "people" => language.Say("People: customers and contacts of another system"),
        _ => language.Say(kind),
    };

    /// <summary>How many of them.</summary>
    public string Counted(string kind, long count, PageContext seen) => kind switch
    {
        "calls" => language.Counted(count, seen, "1 call", "{0} calls"),
        "sessions" => language.Counted(count, seen, "1 session", "{0} sessions"),
        "packages" => language.Counted(count, seen, "1 package", "{0} packages"),
        "payments" => language.Counted(count, seen, "1 payment", "{0} payments"),
        "people" => language.Counted(count, seen, "1 person", "{0} people"),
        _ => language.Counted(count, seen, "1 row", "{0} rows"),
    };

    /// <summary>What an import brought.</summary>
    public string CountedNew(string kind, long count, PageContext seen) => kind switch
    {
        "calls" => language.Counted(count, seen, "1 new call", "{0} new calls"),
        "sessions" => language.Counted(count, seen, "1 new session", "{0} new sessions"),
        "packages" => language.Counted(count, seen, "1 new package", "{0} new packages"),
        "payments" => language.Counted(count, seen, "1 new payment", "{0} new payments"),
        "people" => language.Counted(count, seen, "1 new person", "{0} new people"),
        _ => language.Counted(count, seen, "1 new row", "{0} new rows"),
    };

    public string New(string kind) => kind switch
    {
        "calls" => language.Say("New calls"),
        "sessions" => language.Say("New sessions"),
        "packages" => language.Say("New packages"),
        "payments" => language.Say("New payments"),
        "people" => language.Say("New people"),
        _ => language.Say("New"),
    };

    public string NowMatched(string kind) => kind == "calls" ? language.Say("Earlier unmatched calls that get their client") : language.Say("Earlier unmatched rows that get their client");

    public string Unmatched(string kind) => kind == "calls"
        ? language.Say("Unmatched: kept, and count once you say whose they are") : language.Say("Unmatched: kept until it is known whose they are");

    /// <summary>What is left to do after an import.</summary>
    public string NextHint(string kind) => kind switch
    {
        "sessions" => language.Say("The sessions are imported. Score the clients now, or wait for the morning's scoring."),
        "packages" => language.Say("The packages are imported. Score the clients now, so that what is left is counted, or wait for the morning's scoring."),
        "people" => language.Say("The people are imported, and rows that came earlier under their ids have found their clients. Import another file, or look at the clients."),
        _ => language.Say("The payments are imported. Look at those that failed, or import another file."),
    };

    public string Score => language.Say("Score now");

    public string ShowClients => language.Say("Show clients");

    public string ShowFailed => language.Say("Show failed payments");

    public string AskUndo(string kind) => kind switch
    {
        "sessions" => language.Say("The sessions it added are removed, and those it corrected say again what they said before. Clients it made, of whom nothing else is known, are removed too."),
        "packages" => language.Say("The packages it added are removed, and those it corrected say again what they said before. Clients it made, of whom nothing else is known, are removed too."),
        "people" => language.Say("The people it added are removed, and those it corrected say again what they said before. Clients it made, of whom nothing else is known, are removed too; rows that found their client stay with them."),
        _ => language.Say("The payments it added are removed, and those it corrected say again what they said before. Clients it made, of whom nothing else is known, are removed too."),
    };
}
