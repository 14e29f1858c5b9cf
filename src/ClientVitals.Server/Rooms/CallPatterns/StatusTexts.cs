using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>The words of a client's status, as every list and card says them.</summary>
internal sealed class StatusTexts(Language language)
{
    public string Former => language.Say("Former client");

    /// <param name="status">As the analysis writes it; null = there is none yet.</param>
    /// <param name="hold">Why they are not analysed or not listed.</param>
    public string Of(string? status, string? hold, bool? enoughHistory) => status switch
    {
        "PATTERN_BREAK" => language.Say("Break"),
        "BELOW_PATTERN" => language.Say("Below usual"),
        "ABOVE_PATTERN" => language.Say("Above usual"),
        null => language.Say("No analysis yet"),
        _ => hold switch
        {
            "PAUSED" => language.Say("Paused"),
            "STALE" => language.Say("Data missing"),
            "GONE" => language.Say("Gone"),
            "NEVER_GOT_GOING" => language.Say("Never got going"),
            "TOGETHER" => language.Say("Quiet together"),
            "OUTREACH_GAP" => language.Say("Not contacted by us"),
            "SCHEDULED" => language.Say("Call agreed"),
            _ => enoughHistory == false ? language.Say("Too new") : language.Say("Normal"),
        },
    };
}
