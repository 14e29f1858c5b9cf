namespace ClientVitals.Server.Web;

/// <summary>What a page says of the change that led to it, by the word in its address: nothing of an address is shown as it stands.</summary>
internal static class FlashMessages
{
    public static string? Of(string? word, int? count = null) => word switch
    {
        "answered" => "The answer is kept; the next analysis heeds it.",
        "said-already" => "The same was said today already; nothing was changed.",
        "taken-back" => "The answer is taken back, with what it had changed.",
        "paused" => "The pause is entered; the next analysis takes those days out.",
        "job-ended" => "The run has ended; how it went stands below.",
        "job-begun" => "The run has begun and goes on by itself; look again for how it went.",
        "job-paused" => "The job is paused: it does not run by itself until it is resumed.",
        "job-resumed" => "The job runs again at its hours.",
        "settings-kept" => "The settings are kept; they hold from the next analysis on.",
        "account-closed" => "The account is closed, and its sessions are over.",
        "account-open" => "The account is open again.",
        "key-revoked" => "The key opens nothing any more.",
        "source-there" => "Such a source is there already; this is it.",
        "source-read" => "The source is read by this mapping from now on.",
        "source-on" => "The source's messages are taken again.",
        "source-off" => "The source is paused: its messages are refused until it is resumed.",
        "source-gone" => "The source is removed; its calls stay.",
        "site-allowed" => "The site's pages may call with a key, within half a minute.",
        "site-forbidden" => "The site's pages may call no longer, within half a minute.",
        "several-paused" => $"{Clients(count)} paused; the next analysis takes those days out.",
        "several-changed" => $"{Clients(count)} changed.",
        "back-test-at-work" => "A back-test is at work already; its result will stand here.",
        "calls-given" => count == 1 ? "One call found its client." : $"{count ?? 0} calls found their client.",
        "merged" => $"They are one client now; {(count == 1 ? "one call" : $"{count ?? 0} calls")} went over. The next analysis judges the joined history.",
        "two-persons" => "They are two persons; nobody is asked about them again.",
        "note-kept" => "The note is kept.",
        "note-gone" => "The note is taken back.",
        "call-kept" => "The call is in the book.",
        "call-gone" => "The call is taken out of the book again.",
        "is-back" => "The client is back from today on; the next analysis expects calls again.",
        "delivery-undone" => $"The delivery is undone: {(count == 1 ? "one call was" : $"{count ?? 0} calls were")} removed or restored. Redo brings it back.",
        "delivery-redone" => $"The delivery is back: {(count == 1 ? "one call was" : $"{count ?? 0} calls were")} added or corrected again.",
        "own-addresses-kept" => "The list is kept; it holds for everything that arrives from now on.",
        "pause-gone" => "The pause is taken back.",
        _ => null,
    };

    private static string Clients(int? count) => count == 1 ? "One client is" : $"{count ?? 0} clients are";
}
