using ClientVitals.People;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.People;

/// <summary>What a client's page says of who they are to a source.</summary>
internal sealed class ClientAtSourcesTexts(Language language)
{
    public string Title => language.Say("At your other systems");

    public string More => language.Say("More of them: vitals people known");

    /// <summary>Its id and name of them, what they are to it, and since when it was known here so.</summary>
    public string?[] Of(KnownPerson one, PageContext seen) =>
    [
        one.ExternalId,
        one.Called,
        one.Kind switch
        {
            "CUSTOMER" => language.Say("customer"),
            "LEAD" => language.Say("lead"),
            "CONTACT" => language.Say("contact"),
            _ => null,
        },
        one.Delinquent == true && seen.JudgesClients ? language.Say("owes something there") : null,
        one.Account == "DELETED" ? language.Say("deleted there") : null,
        language.Say("known since {0}", seen.Date(seen.Day(one.KnownFrom))),
    ];
}
