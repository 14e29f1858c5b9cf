namespace ClientVitals.Server.Web;

/// <summary>What is said of days that are being caught up.</summary>
internal sealed class CatchUpTexts(Language language)
{
    public string Progress(int done, int total, PageContext seen) =>
        language.Say("Past days are being filled in: {0} of {1} done. You can use everything meanwhile.", seen.Whole(done), seen.Whole(total));

    public string Done => language.Say("Days done");
}
