using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Web;

/// <summary>What a page says of the change that led to it, by the word in its address: nothing of an address is shown as it is.</summary>
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
        "several-paused" or "together-paused" => language.Count(count, "One client is paused; the next analysis takes those days out.", "{0} clients are paused; the next analysis takes those days out."),
        "several-back" => language.Count(count, "One client is no longer paused: the pause of many is taken back.", "{0} clients are no longer paused: the pause of many is taken back."),
        "several-changed" => language.Count(count, "One client is changed.", "{0} clients are changed."),
        "back-test-at-work" => language.Say("A back-test is already running; its result will appear here."),
        "merged" => language.Count(count, "They are one client now; one call moved. The next analysis judges the merged history.", "They are one client now; {0} calls moved. The next analysis judges the merged history."),
        "two-persons" => language.Say("They are marked as two people; the pair is not shown again."),
        "note-kept" => language.Say("The note is saved."),
        "note-gone" => language.Say("The note is taken back."),
        "call-kept" => language.Say("The call is logged."),
        "call-gone" => language.Say("The call is removed again."),
        "is-back" => language.Say("The client is back from today on; the next analysis expects calls again."),
        "end-entered" => language.Say("The end is entered: from that day on no calls are expected, until then they are watched as before."),
        "end-gone" => language.Say("The end is taken back."),
        "health-set" => language.Say("The zone is set by hand; lists show it, and the computed score stays beside it."),
        "health-unset" => language.Say("What was set by hand is taken back."),
        "pause-gone" => language.Say("The pause is taken back."),
        _ => null,
    };

    /// <summary>Where what was done can be taken back; null = nothing of it can.</summary>
    public static string? UndoOf(string? word, long? undo) => undo is not { } number ? null
        : FormattableString.Invariant(word == "together-paused" ? $"/call-patterns/together/{number}/take-back" : (FormattableString)$"/answers/{number}/take-back");
}
