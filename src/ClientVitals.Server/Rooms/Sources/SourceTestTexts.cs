using ClientVitals.Server.Web;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What came of a test of a source, in sentences.</summary>
internal sealed class SourceTestTexts(Language language)
{
    public string NoSecret => language.Say("Nothing was tested: the source has no secret on this server; enter or make one.");

    public string Refused(string? fault) => language.Say("Refused as from outside it would be (401). {0}", language.Say(fault ?? ""));

    public string RefusedPaused => language.Say("Refused as from outside it would be (401). The source is paused; resume it first.");

    public string NotAccepted(Sentence why) => language.Say("It would be answered with 400. {0}", language.Say(why));

    public string NotSigned(Sentence why) => language.Say("Nothing was signed. {0}", language.Say(why));

    public string NothingIn(string entity) => entity switch
    {
        "sessions" => language.Say("The signature was accepted and it would be answered with 200, but the mapping finds no session in this message: nothing is recorded from such messages."),
        "packages" => language.Say("The signature was accepted and it would be answered with 200, but the mapping finds no package in this message: nothing is recorded from such messages."),
        "payments" => language.Say("The signature was accepted and it would be answered with 200, but the mapping finds no payment in this message: nothing is recorded from such messages."),
        "people" => language.Say("The signature was accepted and it would be answered with 200, but the mapping finds no person in this message: nothing is recorded from such messages."),
        _ => language.Say("The signature was accepted and it would be answered with 200, but the mapping finds no call in this message: nothing is recorded from such messages."),
    };

    public string Read(string entity, MessageTaken taken, IReadOnlyList<string> fields)
    {
        var calls = entity switch
        {
            "sessions" => language.Count(taken.Read, "one session", "{0} sessions"),
            "packages" => language.Count(taken.Read, "one package", "{0} packages"),
            "payments" => language.Count(taken.Read, "one payment", "{0} payments"),
            "people" => language.Count(taken.Read, "one person", "{0} people"),
            _ => language.Count(taken.Read, "one call", "{0} calls"),
        };
        var known = taken.Added == taken.Read
            ? language.Say("new")
            : language.Say("{0} new, {1} known, {2} corrected, {3} refused", taken.Added, taken.Unchanged, taken.Corrected, taken.Rejected);
        return language.Say(
            "The signature was accepted and it would be answered with 200. The mapping read {0} ({1}) in {2} fields: {3}. All of it was undone; nothing of the test is stored.",
            calls, known, fields.Count, string.Join(", ", fields));
    }
}
