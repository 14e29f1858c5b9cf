namespace ClientVitals.Server.Web;

/// <summary>What a page says of the change that led to it, by the word in its address: nothing of an address is shown as it stands.</summary>
internal static class FlashMessages
{
    public static string? Of(string? word, int? count = null) => word switch
    {
        "answered" => "The answer is saved; the next analysis takes it into account.",
        "said-already" => "The same answer was given today already; nothing was changed.",
        "taken-back" => "The answer is taken back, and what it changed is undone.",
        "paused" => "The pause is entered; the next analysis takes those days out.",
        "job-ended" => "The run has ended; see the result below.",
        "job-begun" => "The run has started; its result will appear here.",
        "job-paused" => "The job is paused: it does not run on its schedule until it is resumed.",
        "job-resumed" => "The job runs on its schedule again.",
        "settings-kept" => "The settings are saved; they apply from the next analysis on.",
        "account-closed" => "The account is closed, and its sessions have ended.",
        "account-open" => "The account is open again.",
        "key-revoked" => "The key is revoked.",
        "source-there" => "There is already a source with this name; this is it.",
        "source-read" => "The source's messages are read and checked as chosen from now on.",
        "source-on" => "The source's messages are accepted again.",
        "source-off" => "The source is paused: its messages are refused until it is resumed.",
        "source-gone" => "The source is removed; its calls stay.",
        "site-allowed" => "The site's pages can call with a key, within half a minute.",
        "site-forbidden" => "The site's pages can no longer call, within half a minute.",
        "several-paused" => $"{Clients(count)} paused; the next analysis takes those days out.",
        "together-paused" => $"{Clients(count)} paused; the next analysis takes those days out.",
        "several-back" => $"{Clients(count)} no longer paused: the pause of many is taken back.",
        "several-changed" => $"{Clients(count)} changed.",
        "back-test-at-work" => "A back-test is already running; its result will appear here.",
        "calls-given" => count == 1 ? "One call was matched." : $"{count ?? 0} calls were matched.",
        "merged" => $"They are one client now; {(count == 1 ? "one call" : $"{count ?? 0} calls")} moved. The next analysis judges the merged history.",
        "two-persons" => "They are marked as two people; the pair is not shown again.",
        "note-kept" => "The note is saved.",
        "note-gone" => "The note is taken back.",
        "call-kept" => "The call is logged.",
        "call-gone" => "The call is removed again.",
        "is-back" => "The client is back from today on; the next analysis expects calls again.",
        "delivery-undone" => $"The delivery is undone: {(count == 1 ? "one call was" : $"{count ?? 0} calls were")} removed or restored. Redo brings it back.",
        "delivery-undone-lost" => $"The delivery is undone: {(count == 1 ? "one call was" : $"{count ?? 0} calls were")} removed or restored. Its corrections were not recorded when it came, so they stay. Redo brings the rest back.",
        "delivery-undone-nothing" => "Nothing changed: another delivery tells all its calls too, so they stay. The delivery counts as undone; Redo takes that back.",
        "delivery-undone-nothing-lost" => "Nothing changed: its corrections were not recorded when it came, so they stay. The delivery counts as undone; Redo takes that back.",
        "delivery-reread" => "The file was read again, and the earlier delivery is undone. To return to it: undo this one, then redo that one.",
        "delivery-redone" => $"The delivery is back: {(count == 1 ? "one call was" : $"{count ?? 0} calls were")} added or corrected again.",
        "own-addresses-kept" => "The list is kept; it holds for everything that arrives from now on.",
        "reading-forgotten" => "What was chosen for earlier files of this source is forgotten.",
        "end-entered" => "The end is entered: from that day on no calls are expected, until then they are watched as before.",
        "end-gone" => "The end is taken back.",
        "pause-gone" => "The pause is taken back.",
        _ => null,
    };

    /// <summary>Where what was done can be taken back; null = nothing of it can.</summary>
    public static string? UndoOf(string? word, long? undo) => undo is not { } number ? null
        : FormattableString.Invariant(word == "together-paused" ? $"/call-patterns/together/{number}/take-back" : (FormattableString)$"/answers/{number}/take-back");

    private static string Clients(int? count) => count == 1 ? "One client is" : $"{count ?? 0} clients are";
}
