using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

public sealed class RocAreaTests
{
    /// <summary>
    /// 43 of the patients of DeLong, DeLong and Clarke-Pearson (1988), as example "Comparing Receiver Operating Characteristic Curves" of the SAS/STAT User's
    /// Guide prints them: albumin, total protein, K-G score, and whether surgery helped (0 is the event).
    /// </summary>
    private static readonly double[] Patients =
    [
        3.0, 5.8, 10, 0, 3.2, 6.3, 5, 1, 3.9, 6.8, 3, 1, 2.8, 4.8, 6, 0, 3.2, 5.8, 3, 1, 0.9, 4.0, 5, 0, 2.5, 5.7, 8, 0, 1.6, 5.6, 5, 1,
        3.8, 5.7, 5, 1, 3.7, 6.7, 6, 1, 3.2, 5.4, 4, 1, 3.8, 6.6, 6, 1, 4.1, 6.6, 5, 1, 3.6, 5.7, 5, 1, 4.3, 7.0, 4, 1, 3.6, 6.7, 4, 0,
        2.3, 4.4, 6, 1, 4.2, 7.6, 4, 0, 4.0, 6.6, 6, 0, 3.5, 5.8, 6, 1, 3.8, 6.8, 7, 1, 3.0, 4.7, 8, 0, 4.5, 7.4, 5, 1, 3.7, 7.4, 5, 1,
        3.1, 6.6, 6, 1, 4.1, 8.2, 6, 1, 4.3, 7.0, 5, 1, 4.3, 6.5, 4, 1, 3.2, 5.1, 5, 1, 2.6, 4.7, 6, 1, 3.3, 6.8, 6, 0, 1.7, 4.0, 7, 0,
        3.7, 6.1, 5, 1, 3.3, 6.3, 7, 1, 4.2, 7.7, 6, 1, 3.5, 6.2, 5, 1, 2.9, 5.7, 9, 0, 2.1, 4.8, 7, 1, 2.8, 6.2, 8, 0, 4.0, 7.0, 7, 1,
        3.3, 5.7, 6, 1, 3.7, 6.9, 5, 1, 3.6, 6.6, 5, 1,
    ];

    private static readonly bool[] Events = [.. Column(3).Select(value => value == 0)];

    private static double[] Column(int number) => [.. Patients.Chunk(4).Select(row => row[number])];

    /// <summary>Low values of albumin and protein, and high K-G scores, go with the event.</summary>
    private static double[] Test(int number) => Array.ConvertAll(Column(number), value => number == 2 ? value : -value);

    /// <summary>The example of scikit-learn's roc_auc_score.</summary>
    [Fact]
    public void The_area_is_that_of_the_published_example() =>
        RocArea.Of([.1, .4, .35, .8], [false, false, true, true])!.Value.Area.ShouldBe(.75, 1e-15);

    [Theory]
    [InlineData(0, .7366, .0927, .5549, .9182)]
    [InlineData(1, .6478, .1000, .4518, .8439)]
    [InlineData(2, .7258, .1028, .5243, .9273)]
    public void DeLongs_interval_is_that_of_his_patients(int test, double area, double error, double low, double high)
    {
        var roc = RocArea.Of(Test(test), Events)!.Value;
        (Math.Round(roc.Area, 4), Math.Round(roc.StandardError, 4)).ShouldBe((area, error));
        (Math.Round(roc.Interval().Low, 4), Math.Round(roc.Interval().High, 4)).ShouldBe((low, high));
        (roc.Happened, roc.Not).ShouldBe((12, 31));
    }

    /// <summary>
    /// The grades of the World Federation of Neurosurgical Societies of 113 patients (Turck et al. 2010; data aSAH of pROC), as counts: 72 with a good outcome, 41 with a poor one.
    /// Area and interval as pROC prints them.
    /// </summary>
    [Fact]
    public void The_area_of_grades_with_many_ties_is_the_published_one()
    {
        (int Good, int Poor)[] grades = [(37, 2), (20, 12), (3, 1), (8, 8), (4, 18)];
        var grade = grades.SelectMany((of, place) => Enumerable.Repeat((double)place, of.Good + of.Poor)).ToArray();
        var poor = grades.SelectMany(of => Enumerable.Repeat(false, of.Good).Concat(Enumerable.Repeat(true, of.Poor))).ToArray();
        var roc = RocArea.Of(grade, poor)!.Value;
        roc.Area.ShouldBe(.823678861788618, 1e-15);
        (Math.Round(roc.Interval().Low, 4), Math.Round(roc.Interval().High, 4)).ShouldBe((.7485, .8988));
    }

    /// <summary>The contrasts of the same example.</summary>
    [Theory]
    [InlineData(0, .0108, .0953)]
    [InlineData(1, -.0780, .1046)]
    public void Two_areas_of_the_same_patients_are_compared_as_printed(int test, double difference, double error)
    {
        var over = RocArea.Compare(Test(test), Test(2), Events)!.Value;
        (Math.Round(over.Value, 4), Math.Round(over.StandardError, 4)).ShouldBe((difference, error));
    }

    [Fact]
    public void The_fast_way_gives_what_all_pairs_give()
    {
        var draws = new SplitMix64(5, 1);
        for (var round = 0; round < 50; round++)
        {
            var count = 3 + draws.Below(60);
            var (scores, events) = (new double[count], new bool[count]);
            for (var i = 0; i < count; i++)
                (scores[i], events[i]) = (draws.Below(8), i == 0 || i > 1 && draws.Happens(.4));
            var roc = RocArea.Of(scores, events)!.Value;
            var (area, variance) = ByAllPairs(scores, events);
            roc.Area.ShouldBe(area, 1e-12);
            roc.StandardError.ShouldBe(Math.Sqrt(variance), 1e-12);
        }
    }

    [Fact]
    public void Cases_of_their_own_groups_are_independent_cases()
    {
        int[] each = [.. Enumerable.Range(0, Events.Length)];
        RocArea.Of(Test(0), Events, each)!.Value.StandardError.ShouldBe(RocArea.Of(Test(0), Events)!.Value.StandardError, 1e-12);
        RocArea.Compare(Test(0), Test(1), Events, each)!.Value.StandardError.ShouldBe(RocArea.Compare(Test(0), Test(1), Events)!.Value.StandardError, 1e-12);
    }

    /// <summary>The same patient twice says nothing new: the interval stays almost as wide, where independent cases would make it narrower by √2.</summary>
    [Fact]
    public void A_client_seen_twice_is_no_second_client()
    {
        double[] twice = [.. Test(0), .. Test(0)];
        bool[] events = [.. Events, .. Events];
        int[] patients = [.. Enumerable.Range(0, Events.Length), .. Enumerable.Range(0, Events.Length)];
        var once = RocArea.Of(Test(0), Events)!.Value.StandardError;
        RocArea.Of(twice, events, patients)!.Value.StandardError.ShouldBe(once, once * .01);
        RocArea.Of(twice, events)!.Value.StandardError.ShouldBeLessThan(once * .75);
    }

    [Fact]
    public void Without_both_kinds_there_is_no_area()
    {
        RocArea.Of([1, 2], [true, true]).ShouldBeNull();
        RocArea.Of([1, 2], [false, false]).ShouldBeNull();
        RocArea.Of([], []).ShouldBeNull();
        RocArea.Compare([1, 2], [2, 1], [true, true]).ShouldBeNull();
    }

    [Fact]
    public void One_case_of_a_kind_has_an_area_and_no_error() => RocArea.Of([1, 2], [false, true])!.Value.ShouldBe(new RocArea(1, 0, 1, 1));

    private static (double Area, double Variance) ByAllPairs(double[] scores, bool[] events)
    {
        double[] hits = [.. scores.Where((_, place) => events[place])], misses = [.. scores.Where((_, place) => !events[place])];
        double Ahead(double hit, double miss) => hit > miss ? 1 : hit == miss ? .5 : 0;
        double[] ofHits = [.. hits.Select(hit => misses.Average(miss => Ahead(hit, miss)))], ofMisses = [.. misses.Select(miss => hits.Average(hit => Ahead(hit, miss)))];
        double Variance(double[] parts) => parts.Length < 2 ? 0 : parts.Sum(part => (part - parts.Average()) * (part - parts.Average())) / (parts.Length - 1) / parts.Length;
        return (ofHits.Average(), Variance(ofHits) + Variance(ofMisses));
    }
}
