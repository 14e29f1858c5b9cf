namespace ClientVitals.CallPatterns.Model;

/// <summary>A whole book at once, as of a file: who fell silent on the same days is held back. The database does the same part by part.</summary>
public static class SilentBook
{
    /// <summary>Holds back who is a part of it among all who were judged; null, and nothing done, when they are few or none.</summary>
    public static SilentTogether? HoldBack(IReadOnlyList<ClientHistory> book, Judgement[] judged, Moment asOf)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(judged);
        var counts = new SilentCounts(asOf.Today);
        foreach (var history in book)
            counts.Add(history);
        if (counts.Find() is not { } together || judged.Count(together.Holds) < SilentTogether.FewestHeld)
            return null;
        for (var place = 0; place < judged.Length; place++)
        {
            if (together.Holds(judged[place]))
                judged[place] = judged[place].HeldBack(together.Reason);
        }
        return together;
    }
}
