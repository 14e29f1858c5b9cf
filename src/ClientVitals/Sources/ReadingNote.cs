namespace ClientVitals.Sources;

/// <summary>
/// What a reader should know about how a file is read: one sentence, and what changes it, once as an option of the command line and once as a
/// field of the page. Each door says its own.
/// </summary>
/// <param name="Said">The sentence, without its full stop.</param>
/// <param name="Option">What changes it on a command line; null = nothing does.</param>
/// <param name="Field">The same on a page.</param>
public sealed record ReadingNote(Sentence Said, Sentence? Option = null, Sentence? Field = null)
{
    public Sentence InCommand => With(Option);

    public Sentence OnPage => With(Field);

    /// <summary>A note of an earlier delivery, without the option that versions before 20260127000001 kept with it.</summary>
    public static string Kept(string said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var option = said.LastIndexOf(" (--", StringComparison.Ordinal);
        return option >= 0 && said.EndsWith(')') ? said[..option] : said;
    }

    private Sentence With(Sentence? change) => change is null ? Said : $"{Said} ({change})";
}
