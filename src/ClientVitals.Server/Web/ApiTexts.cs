namespace ClientVitals.Server.Web;

/// <summary>What the page of the API's document says around it.</summary>
internal sealed class ApiTexts(Language language)
{
    public string Title => language.Say("API");

    public string NeedsScript => language.Say("This page needs JavaScript.");

    public string Document => language.Say("The document itself, as JSON");

    public string NotPacked => language.Say("This build was made without the packages of npm; the document is at /api/v1/openapi.json.");
}
