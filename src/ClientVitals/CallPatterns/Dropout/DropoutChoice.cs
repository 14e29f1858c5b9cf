namespace ClientVitals.CallPatterns.Dropout;

/// <summary>The models tried on a book and the one used, or the reason why none can be.</summary>
/// <param name="Used">Null when the book cannot carry a model.</param>
/// <param name="Compared">BG/NBD, MBG/NBD and the MBG/CNBD-k used; likelihoods of the same days.</param>
/// <param name="WhyNot">One sentence; null when there is a model.</param>
public sealed record DropoutChoice(DropoutFit? Used, IReadOnlyList<DropoutFit> Compared, string? WhyNot)
{
    /// <summary>Clients with a first call, below which nothing is fitted.</summary>
    public const int FewestClients = 30;

    /// <summary>Clients who called again, below which nothing is fitted.</summary>
    public const int FewestRepeated = 15;

    /// <summary>The chance to leave must be known at least to within this factor either way (90 %).</summary>
    public const double WidestFactor = 4;

    /// <summary>
    /// Always MBG/CNBD-k is used, with k = 1 (MBG/NBD) where that is likelier: under BG/NBD a client who called once only is active for certain,
    /// however long ago that was. BG/NBD is fitted for comparison.
    /// </summary>
    /// <param name="compare">False: leave the comparison out.</param>
    public static DropoutChoice Of(DropoutLikelihood book, bool compare = true)
    {
        ArgumentNullException.ThrowIfNull(book);
        if (book.Clients < FewestClients)
            return None(Text($"Too few clients to fit: {book.Clients} have called so far, {FewestClients} are needed."));
        if (book.Repeated < FewestRepeated)
            return None(Text($"Too few clients to fit: {book.Repeated} have called on more than one day, {FewestRepeated} are needed."));
        var used = DropoutFit.OfBestRegularity(book);
        var compared = compare ? new[] { DropoutFit.Of(book, leavesAfterFirst: false), DropoutFit.Of(book, leavesAfterFirst: true), used } : [used];
        if (!used.SawLeaving)
            return None(compared, "No client in this book has been silent long enough to have left, so the model cannot be fitted.");
        if (used.LeaveLow is not { } low || used.LeaveHigh is not { } high || high / used.Parameters.LeaveChance > WidestFactor
            || used.Parameters.LeaveChance / low > WidestFactor)
        {
            return None(compared, Text(
                $"Too few clients to fit: the chance to leave after a call cannot be estimated to within a factor of {WidestFactor} from {book.Clients} clients."));
        }
        return new DropoutChoice(used, [.. compared.Distinct()], null);
    }

    private static DropoutChoice None(string why) => new(null, [], why);

    private static DropoutChoice None(IEnumerable<DropoutFit> compared, string why) => new(null, [.. compared.Distinct()], why);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
