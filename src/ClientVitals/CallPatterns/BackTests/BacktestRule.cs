namespace ClientVitals.CallPatterns.BackTests;

/// <summary>The rules that a back-test compares, each with one constant that makes it alert more or less often.</summary>
public enum BacktestRule
{
    /// <summary>This week against the 30-day average. Constant: the share of the average below which it calls a break (documented: 0.5).</summary>
    Documented,
    /// <summary>So many days without a call, the same for everybody. Constant: exposed days.</summary>
    FixedSilence,
    /// <summary>Beyond a multiple of the client's own 95 % gap. Constant: the multiple.</summary>
    OwnGap,
    /// <summary>The product's rule. Constant: the budget, false breaks per 100 client-weeks.</summary>
    Calibrated,
}

/// <summary>One rule at one constant.</summary>
public readonly record struct BacktestSetting(BacktestRule Rule, double Constant);

/// <summary>How the rules and their constants are called.</summary>
public static class BacktestWords
{
    public static string Word(this BacktestRule rule, SaySentence? say = null)
    {
        say ??= PlainEnglish.Say;
        return rule switch
        {
            BacktestRule.Documented => say($"documented"),
            BacktestRule.FixedSilence => say($"fixed silence"),
            BacktestRule.OwnGap => say($"own gap"),
            BacktestRule.Calibrated => say($"calibrated"),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }

    /// <summary>The constant in words: "silent 21 days", "beyond 2 × their own 95 % gap", "budget 1".</summary>
    public static string Words(this BacktestSetting setting, SaySentence? say = null)
    {
        say ??= PlainEnglish.Say;
        return setting.Rule switch
        {
            BacktestRule.Documented => say($"below {100 * setting.Constant:0.#} % of the average"),
            BacktestRule.FixedSilence => say($"silent {setting.Constant:0} days"),
            BacktestRule.OwnGap => say($"beyond {setting.Constant:0.##} × their own 95 % gap"),
            BacktestRule.Calibrated => say($"budget {setting.Constant:0.###}"),
            _ => throw new ArgumentOutOfRangeException(nameof(setting)),
        };
    }
}
