using System.Globalization;

namespace ClientVitals.CallPatterns.Model;

/// <summary>Many clients who fell silent on the same days: a holiday of theirs, or a system that stopped sending; not each by themselves.</summary>
/// <param name="Since">The first silent business day, about.</param>
/// <param name="Silent">Clients without a call since, of those who called in the two weeks before.</param>
/// <param name="Usual">How many of them are usually without one for so long.</param>
public sealed record SilentTogether(DateOnly Since, int Silent, double Usual)
{
    /// <summary>With fewer lines on the list than this nothing is held back: they are read as fast as a remark.</summary>
    public const int FewestHeld = 5;

    /// <summary>What is said of each who is held back, before what is said of them alone.</summary>
    public string Reason => string.Create(
        CultureInfo.InvariantCulture, $"Quiet since about {Since:d MMM}, as many others are: a holiday, or a phone system that stopped sending?");

    /// <summary>The first day is sure but for a weekend or a day off, on which few call anyway.</summary>
    private const int Unsure = 2;

    /// <summary>
    /// Whether an open episode is a part of it: it opened after these days began, and no call came since; or the client was silent by then and has
    /// called once since.
    /// </summary>
    public bool Holds(Judgement judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        var begun = Since.AddDays(Unsure);
        return judged.Status is PatternStatus.PatternBreak or PatternStatus.BelowPattern
            && judged.Open is { } open && open.OpenedOn > Since
            && (judged.Hold == PatternHold.BackOnce ? open.DriftSince <= begun : !(judged.LastActive >= begun));
    }
}
