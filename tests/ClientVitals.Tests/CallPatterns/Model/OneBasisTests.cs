using System.Globalization;
using System.Text.RegularExpressions;
using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

/// <summary>The numbers of a sentence rest on one basis: a reader's own sum agrees with what it says.</summary>
public sealed partial class OneBasisTests
{
    /// <summary>Clients of several kinds who fall silent, some after weeks that were by chance unlike the others.</summary>
    public static TheoryData<string> Kinds => ["by chance", "in waves", "several a day", "weekdays with several a day", "with a holiday"];

    private static ClientHistory Client(string kind, int seed) => kind switch
    {
        "by chance" => Some.Poisson(seed, 1 + .5 * (seed % 7), 26),
        "in waves" => Some.Overdispersed(seed, 2 + seed % 4, 26),
        "several a day" => Busy(Some.Poisson(seed, 2, 26), 2),
        "weekdays with several a day" => Busy(Some.Kept(seed, 2, 26), 3),
        _ => Some.Poisson(seed, 3, 26) with { Pauses = [new Pause(Some.Day(28), Some.Day(30))] },
    };

    private static ClientHistory Busy(ClientHistory history, int calls) => history with { Days = [.. history.Days.Select(day => new ClientDay(day.Day, calls))] };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_week_and_the_weeks_make_what_was_expected(string kind)
    {
        var (compared, wrong) = (0, new List<string>());
        for (var seed = 0; seed < 40; seed++)
        {
            var judged = Client(kind, seed).Judged(Some.Day(26 + seed % 3 + 6));
            if (judged.Status is not (PatternStatus.PatternBreak or PatternStatus.BelowPattern) || Rates().Match(judged.Reason) is not { Success: true } told)
                continue;
            compared++;
            var (rate, expected, weeks) = (Number(told.Groups[1].Value), Number(told.Groups[2].Value), Number(told.Groups[3].Value));
            // What is written is rounded, and a window that begins within a week has more of some weekdays than of others.
            var rounding = .05 * weeks + .05 * rate + (expected >= 10 ? .5 : .05) + .5;
            if (Math.Abs(rate * weeks - expected) > rounding)
                wrong.Add($"{judged.Reason} {rate} × {weeks} = {rate * weeks:0.0}");
        }
        compared.ShouldBeGreaterThan(5);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Weekdays_alone_are_said_where_they_add_up_and_days_away_are_said_to_be_left_out()
    {
        Some.Regular(26, 0, 2, 4).Judged(Some.Day(28)).Reason.ShouldStartWith("Usually Mon, Wed and Fri; no calls since 4 Jul; about 5");
        Busy(Some.Regular(26, 0, 2, 4), 2).Judged(Some.Day(28)).Reason.ShouldMatch(@"^Usually Mon, Wed and Fri, (5|6)(\.\d)? calls a week; no calls since 4 Jul; about 1\d expected in 2 weeks\.$");
        (Some.Regular(26, 0, 2, 4) with { Pauses = [new Pause(Some.Day(27), Some.Day(28))] }).Judged(Some.Day(29)).Reason.ShouldMatch(@"about 2\.8 expected in 1 week, 7 days away not counted\.$");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"([\d.]+) calls? a week;.* about ([\d.]+) expected in ([\d.]+) weeks?")]
    private static partial Regex Rates();
}
