using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

public sealed class LogisticFitTests
{
    /// <summary>Three decisions and Platt's targets: A and B of LIBSVM, as scikit-learn's tests quote them (P = 1/(1 + e^(A·f + B))).</summary>
    [Fact]
    public void Platt_scaling_gives_the_numbers_of_Libsvm()
    {
        var fitted = LogisticFit.Of([5, -4, 1], 1, LogisticFit.PlattTargets([true, false, false]), [0, 0], [0, 0]);
        // LIBSVM stops at a slope of 1e-5; the optimum itself is a little further.
        fitted[1].ShouldBe(.20261354391187855, 1e-5);
        fitted[0].ShouldBe(-.65236314980010512, 1e-5);
    }

    /// <summary>
    /// Deaths in 54 hospitals of Arizona (COUNT's medpar): logit died on hmo, age80, type2, type3 (Hilbe; design/reference-numbers.md D).
    /// </summary>
    [Fact]
    public void A_regression_of_real_data_gives_the_published_coefficients()
    {
        var rows = File.ReadLines(SharedData.File("ranking", "COUNT_medpar.csv")).Select(line => line.Split(',')).ToArray();
        var head = rows[0].Select(name => name.Trim('"')).ToList();
        double Cell(string[] row, string name) => double.Parse(row[head.IndexOf(name)].Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
        string[] names = ["hmo", "age80", "type2", "type3"];
        double[] features = [.. rows.Skip(1).SelectMany(row => names.Select(name => Cell(row, name)))];
        var fitted = LogisticFit.Of(features, 4, [.. rows.Skip(1).Select(row => Cell(row, "died"))], new double[5], new double[5]);
        fitted.Select(value => Math.Round(value, 5)).ShouldBe([-.93056, .09472, .66688, .34092, .67759]);
    }

    [Fact]
    public void A_prior_keeps_few_cases_near_it_and_lets_many_go()
    {
        double Slope(int copies)
        {
            double[] features = [.. Enumerable.Repeat<double[]>([-1, -1, 1, 1], copies).SelectMany(one => one)];
            double[] targets = [.. Enumerable.Repeat<double[]>([0, 1, 1, 1], copies).SelectMany(one => one)];
            return LogisticFit.Of(features, 1, targets, [0, 1], [0, 20])[1];
        }
        Slope(1).ShouldBe(1, .05);
        Slope(1000).ShouldBeGreaterThan(1.7);
    }

    [Fact]
    public void Cases_that_can_be_separated_still_have_a_fit()
    {
        var fitted = LogisticFit.Of([-2, -1, 1, 2], 1, [0, 0, 1, 1], [0, 1], [.5, 1]);
        fitted.ShouldAllBe(value => double.IsFinite(value));
        fitted[1].ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(0, .5)]
    [InlineData(800, 1)]
    [InlineData(-800, 0)]
    [InlineData(2, .8807970779778823)]
    public void Log_odds_become_a_probability_without_overflow(double logit, double probability) => LogisticFit.Probability(logit).ShouldBe(probability, 1e-15);

    [Fact]
    public void Certainty_has_log_odds_of_a_limit()
    {
        LogisticFit.Logit(0, 8).ShouldBe(-8);
        LogisticFit.Logit(1, 8).ShouldBe(8);
        LogisticFit.Logit(.8807970779778823).ShouldBe(2, 1e-12);
    }
}
