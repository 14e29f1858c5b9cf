using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>Texts of this room with a number that is written as the business writes numbers, and sentences that the core wrote.</summary>
internal static class LanguageCounts
{
    /// <summary>A text of how many there are, <c>{0}</c>.</summary>
    public static string Counted(this Language language, long count, PageContext seen, string one, string many) =>
        language.Say(count == 1 ? one : many, seen.Whole(count));

    /// <summary>What the core says without a capital and a full stop.</summary>
    public static string Whole(this Language language, Sentence said, PageContext seen) => language.Say("{0}.", Wording.First(seen.Sentence(said)));
}
