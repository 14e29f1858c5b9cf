using ClientVitals.Server.Web;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What the list of systems that post calls says, and that of the sites that may call.</summary>
internal sealed class SourcesTexts(Language language)
{
    /// <summary>The form of a site; the same in every language.</summary>
    public const string SiteExample = "https://app.example.com";

    public string Title => language.Say("Sources");

    public string AsOf(string when) => language.Say("as of {0}", when);

    public string Settings => language.Say("Settings");

    public string Systems => language.Say("Systems that post calls");

    public string NoSystems => language.Say("None yet. Add your telephone system or CRM below: you get an address and a secret to enter there, and can test both before the first call.");

    public string SystemsLabel => language.Say("The systems as a table");

    public string Name => language.Say("Name");

    public string ReadBy => language.Say("Read by");

    public string StateHead => language.Say("State");

    public string LastMessage => language.Say("Last message");

    public string Messages => language.Say("Messages in 24 hours");

    public string Refused => language.Say("Calls refused in 24 hours");

    public string NoMessage => language.Say("none yet");

    /// <param name="fresh">How fresh it is; null = nothing of it has arrived.</param>
    public string State(CallSources source, SourceFreshness? fresh, PageContext seen) => !source.Enabled ? language.Say("‖ paused")
        : fresh is null ? language.Say("○ nothing arrived in 60 days")
        : fresh.IsStale ? language.Say("≈ stale since {0}", seen.Moment(fresh.LastAt))
        : fresh.UsualSeconds is null ? language.Say("○ too few deliveries to say")
        : language.Say("● fresh");

    public string Connect => language.Say("Connect a system");

    public string NameExample => language.Say("telephony");

    public string Secret => language.Say("Its secret, if you have it");

    public string Add => language.Say("Add the source");

    public string NameHint => language.Say("Small letters, digits and dashes; the name becomes part of the address and is recorded on the calls.");

    public string SecretHint => language.Say("Twilio, Aircall and HubSpot have a secret of their own (Auth Token, webhook token, client secret); you can enter it later. For the others one is made. The source's page says step by step what to enter where.");

    public string Sites => language.Say("Sites that may call from a browser");

    public string NoSites => language.Say("None. A page of another site that calls the API with a key must be listed here; servers and this dashboard need not.");

    public string Forbid => language.Say("Forbid");

    public string ForbidSite(string site) => language.Say("Forbid {0}", site);

    public string Site => language.Say("Site");

    public string Allow => language.Say("Allow");

    /// <summary>What was done, by the word in the address; null = there is no such word.</summary>
    public string? Done(string? word) => word switch
    {
        "source-gone" => language.Say("The source is removed; its calls stay."),
        "site-allowed" => language.Say("The site's pages can call with a key, within half a minute."),
        "site-forbidden" => language.Say("The site's pages can no longer call, within half a minute."),
        _ => null,
    };

    public string GiveName => language.Say("Give the source a name, such as telephony.");

    public string GiveSite => language.Say("Name the site, such as https://app.example.com.");
}
