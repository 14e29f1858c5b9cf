using ClientVitals.Server.Web;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What is said while a file is read.</summary>
internal sealed class WorkTexts(Language language)
{
    public string Data => language.Say("Data");

    public string Progress(ImportProgress progress, PageContext seen) =>
        language.Say("{0}: {1}", language.Say(Wording.First(progress.Step)), language.Counted(progress.Lines, seen, "1 line", "{0} lines"));

    public string ReadOfFile => language.Say("Read of the file");

    public string Started => language.Say("It has started.");

    public string MayLeave => language.Say("You can leave this page; it updates by itself.");
}
