using System.Globalization;

namespace ClientVitals.Interventions.Playbooks;

/// <summary>
/// On which causes of its kind a playbook is used. Written as terms joined by "and", each at most once: <c>status = WORD</c>, <c>days &gt;= N</c>, <c>days &lt;= N</c>,
/// <c>risk &gt;= N</c>, <c>value &gt;= N</c>. Nothing = on all.
/// </summary>
/// <param name="OnStatus">The cause's status.</param>
/// <param name="DaysFrom">PACKAGE: days until it runs out, at least; negative = over.</param>
/// <param name="DaysTo">At most.</param>
/// <param name="RiskFrom">churn_risk_score, at least.</param>
/// <param name="ValueFrom">Price of the package, at least.</param>
public sealed record PlaybookCondition(string? OnStatus, int? DaysFrom, int? DaysTo, decimal? RiskFrom, decimal? ValueFrom)
{
    /// <summary>How long it may be, in characters.</summary>
    public const int Longest = 200;

    /// <summary>The statuses of each kind of cause; a kind that is not here has none.</summary>
    private static readonly Dictionary<string, string[]> Statuses = new()
    {
        ["EPISODE"] = ["PATTERN_BREAK", "BELOW_PATTERN", "ABOVE_PATTERN"],
        ["ZONE_CHANGE"] = ["RED", "YELLOW"],
        ["PACKAGE"] = ["DUE", "OVERDUE", "LAPSED"],
    };

    /// <summary>Reads it.</summary>
    /// <param name="causeKind">The kind of cause it is for.</param>
    /// <exception cref="PlainError">A term is not known, is used twice, does not belong to this kind of cause, or is out of its bounds.</exception>
    public static PlaybookCondition Read(string? text, string causeKind)
    {
        var read = new PlaybookCondition(null, null, null, null, null);
        if (string.IsNullOrWhiteSpace(text))
            return read;
        if (text.Length > Longest)
            throw new PlainError($"The condition has {text.Length} characters; at most {Longest} are taken.");
        foreach (var term in text.Split(" and ", StringSplitOptions.TrimEntries))
        {
            read = term.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
            {
                ["status", "=", var word] when read.OnStatus is null => read with { OnStatus = Status(word.ToUpperInvariant(), causeKind) },
                ["days", ">=", var days] when read.DaysFrom is null => read with { DaysFrom = Days(days, causeKind) },
                ["days", "<=", var days] when read.DaysTo is null => read with { DaysTo = Days(days, causeKind) },
                ["risk", ">=", var risk] when read.RiskFrom is null => read with { RiskFrom = Number(risk, "risk", 100) },
                ["value", ">=", var value] when read.ValueFrom is null => read with { ValueFrom = Number(value, "value", 1_000_000_000) },
                _ => throw new PlainError($"The condition has \"{term}\"; terms are status = WORD, days >= N, days <= N, risk >= N and value >= N, each at most once, joined by \"and\"."),
            };
        }
        return read;
    }

    public override string ToString() => string.Join(" and ", new[]
    {
        OnStatus is null ? null : $"status = {OnStatus}",
        DaysFrom is null ? null : string.Create(CultureInfo.InvariantCulture, $"days >= {DaysFrom}"),
        DaysTo is null ? null : string.Create(CultureInfo.InvariantCulture, $"days <= {DaysTo}"),
        RiskFrom is null ? null : string.Create(CultureInfo.InvariantCulture, $"risk >= {RiskFrom:0.##}"),
        ValueFrom is null ? null : string.Create(CultureInfo.InvariantCulture, $"value >= {ValueFrom:0.##}"),
    }.OfType<string>());

    private static string Status(string word, string causeKind) =>
        Statuses.GetValueOrDefault(causeKind) is not { } known ? throw new PlainError($"Causes of the kind {causeKind} have no status; leave it out.")
        : known.Contains(word) ? word
        : throw new PlainError($"The status must be one of {string.Join(", ", known)}, not {word}.");

    private static int Days(string text, string causeKind) =>
        causeKind != "PACKAGE" ? throw new PlainError("Only packages have days; leave them out.")
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) && days is >= -366 and <= 366 ? days
        : throw new PlainError($"days must be -366 to 366, not {text}.");

    private static decimal Number(string text, string field, decimal most) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most ? number
        : throw new PlainError($"{field} must be 0 to {most.ToString(CultureInfo.InvariantCulture)}, not {text}.");
}
