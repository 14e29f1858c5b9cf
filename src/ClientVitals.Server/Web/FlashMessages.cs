using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Web;

/// <summary>What a page says of the change that led to it, by the word in its address: nothing of an address is shown as it stands.</summary>
internal sealed class FlashMessages(Language language)
{
    /// <summary>In the language of the page that is asked for.</summary>
    /// <param name="count">How many it was; null = it is not said.</param>
    public static string? Of(HttpContext http, string? word, int? count = null) =>
        word is null ? null : new FlashMessages(Language.Of(http)).Of(word, count ?? 0);

    private string? Of(string word, int count) => word switch
    {
        "answered" => language.Say("The answer is saved; the next analysis takes it into account."),
        "said-already" => language.Say("The same answer was given today already; nothing was changed."),
        "taken-back" => language.Say("The answer is taken back, and what it changed is undone."),
        "paused" => language.Say("The pause is entered; the next analysis takes those days out."),
        "job-ended" => language.Say("The run has ended; see the result below."),
        "job-begun" => language.Say("The run has started; its result will appear here."),
        "job-paused" => language.Say("The job is paused: it does not run on its schedule until it is resumed."),
        "job-resumed" => language.Say("The job runs on its schedule again."),
        "settings-kept" => language.Say("The settings are saved; they apply from the next analysis on."),
        "account-closed" => language.Say("The account is closed, and its sessions have ended."),
        "account-open" => language.Say("The account is open again."),
        "key-revoked" => language.Say("The key is revoked."),
        "source-there" => language.Say("There is already a source with this name; this is it."),
        "source-read" => language.Say("The source's messages are read and checked as chosen from now on."),
        "source-on" => language.Say("The source's messages are accepted again."),
        "source-off" => language.Say("The source is paused: its messages are refused until it is resumed."),
        "source-gone" => language.Say("The source is removed; its calls stay."),
        "site-allowed" => language.Say("The site's pages can call with a key, within half a minute."),
        "site-forbidden" => language.Say("The site's pages can no longer call, within half a minute."),
        "several-paused" or "together-paused" => language.Count(count, "One client is paused; the next analysis takes those days out.", "{0} clients are paused; the next analysis takes those days out."),
        "several-back" => language.Count(count, "One client is no longer paused: the pause of many is taken back.", "{0} clients are no longer paused: the pause of many is taken back."),
        "several-changed" => language.Count(count, "One client is changed.", "{0} clients are changed."),
        "back-test-at-work" => language.Say("A back-test is already running; its result will appear here."),
        "calls-given" => language.Count(count, "One call was matched.", "{0} calls were matched."),
        "merged" => language.Count(count, "They are one client now; one call moved. The next analysis judges the merged history.", "They are one client now; {0} calls moved. The next analysis judges the merged history."),
        "two-persons" => language.Say("They are marked as two people; the pair is not shown again."),
        "note-kept" => language.Say("The note is saved."),
        "note-gone" => language.Say("The note is taken back."),
        "call-kept" => language.Say("The call is logged."),
        "call-gone" => language.Say("The call is removed again."),
        "is-back" => language.Say("The client is back from today on; the next analysis expects calls again."),
        "delivery-undone" => language.Count(count, "The delivery is undone: one call was removed or restored. Redo brings it back.", "The delivery is undone: {0} calls were removed or restored. Redo brings it back."),
        "delivery-undone-lost" => language.Count(
            count,
            "The delivery is undone: one call was removed or restored. Its corrections were not recorded when it came, so they stay. Redo brings the rest back.",
            "The delivery is undone: {0} calls were removed or restored. Its corrections were not recorded when it came, so they stay. Redo brings the rest back."),
        "delivery-undone-nothing" => language.Say("Nothing changed: another delivery tells all its calls too, so they stay. The delivery counts as undone; Redo takes that back."),
        "delivery-undone-nothing-lost" => language.Say("Nothing changed: its corrections were not recorded when it came, so they stay. The delivery counts as undone; Redo takes that back."),
        "delivery-reread" => language.Say("The file was read again, and the earlier delivery is undone. To return to it: undo this one, then redo that one."),
        "delivery-redone" => language.Count(count, "The delivery is back: one call was added or corrected again.", "The delivery is back: {0} calls were added or corrected again."),
        "own-addresses-kept" => language.Say("The list is kept; it holds for everything that arrives from now on."),
        "reading-forgotten" => language.Say("What was chosen for earlier files of this source is forgotten."),
        "end-entered" => language.Say("The end is entered: from that day on no calls are expected, until then they are watched as before."),
        "end-gone" => language.Say("The end is taken back."),
        "pause-gone" => language.Say("The pause is taken back."),
        _ => null,
    };

    /// <summary>Where what was done can be taken back; null = nothing of it can.</summary>
    public static string? UndoOf(string? word, long? undo) => undo is not { } number ? null
        : FormattableString.Invariant(word == "together-paused" ? $"/call-patterns/together/{number}/take-back" : (FormattableString)$"/answers/{number}/take-back");
}
