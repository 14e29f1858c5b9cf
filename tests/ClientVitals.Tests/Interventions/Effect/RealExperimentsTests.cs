using System.Text;
using ClientVitals.Interventions.Effect;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Interventions.Effect;

/// <summary>Experiments on real people, to the digits that others published or computed: Hillstrom's e-mails (2008), LaLonde's job training (1986; Dehejia and Wahba 1999).</summary>
public sealed class RealExperimentsTests
{
    private static readonly string[] Hillstrom = ["recency", "history", "mens", "womens", "newbie"];

    private static Experiment Read(string name, ExperimentColumns columns)
    {
        using var file = SourceFile.At(SharedData.File("experiments", name));
        return ReadExperiment.From(file, columns);
    }

    private static GroupEffect Mails(string group, string outcome, params string[] before) =>
        Read("hillstrom.csv", new("segment", outcome, "No E-Mail", before, null)).Effects().Single(effect => effect.Group == group);

    [Theory]
    [InlineData("Mens E-Mail", "visit", 21307, .076590, .069953, .083227)]
    [InlineData("Mens E-Mail", "conversion", 21307, .006805, .005014, .008641)]
    [InlineData("Womens E-Mail", "visit", 21387, .045233, .038894, .051574)]
    [InlineData("Womens E-Mail", "conversion", 21387, .003111, .001502, .004745)]
    public void Hillstroms_shares(string group, string outcome, int cases, double difference, double low, double high)
    {
        var effect = Mails(group, outcome, Hillstrom);
        (effect.Cases, effect.ControlCases).ShouldBe((cases, 21306));
        (Math.Round(effect.Naive!.Value.Difference, 6), Math.Round(effect.Interval!.Value.Low, 6), Math.Round(effect.Interval.Value.High, 6)).ShouldBe((difference, low, high));
        effect.LooksRandomised.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Mens E-Mail", .769827, .145247, 1.422617)]
    [InlineData("Womens E-Mail", .424412, .130333, 1.077202)]
    public void Hillstroms_spending(string group, double difference, double error, double mean)
    {
        var effect = Mails(group, "spend");
        (Math.Round(effect.Naive!.Value.Difference, 6), Math.Round(effect.Naive.Value.Welch, 6), Math.Round(effect.Mean, 6), Math.Round(effect.ControlMean, 6)).ShouldBe((difference, error, mean, .652789));
    }

    [Fact]
    public void What_was_spent_before_hardly_helps()
    {
        var cuped = Mails("Mens E-Mail", "visit", "history").Cuped!.Value;
        (Math.Round(cuped.Theta, 9), Math.Round(cuped.Difference.Difference, 6), Math.Round(cuped.Explained, 6)).ShouldBe((9.1342e-5, .076411, .004444));
    }

    [Fact]
    public void LaLondes_training_as_Dehejia_and_Wahba_took_it()
    {
        var effect = Read("causaldata_nsw_mixtape.csv", new("treat", "re78", null, ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"], null)).Effects().Single();
        (effect.Cases, effect.ControlCases).ShouldBe((185, 260));
        (Math.Round(effect.Naive!.Value.Difference, 2), Math.Round(effect.Naive.Value.Pooled, 2), Math.Round(effect.Naive.Value.Welch, 2)).ShouldBe((1794.34, 632.85, 671.00));
        effect.LooksRandomised.ShouldBeTrue();
    }

    [Fact]
    public void LaLondes_whole_training()
    {
        var effect = Read("DAAG_nswdemo.csv", new("trt", "re78", "0", ["age", "educ", "black", "hisp", "marr", "nodeg", "re75"], null)).Effects().Single();
        (effect.Cases, effect.ControlCases).ShouldBe((297, 425));
        (Math.Round(effect.Naive!.Value.Difference, 2), Math.Round(effect.Naive.Value.Welch, 2)).ShouldBe((886.30, 488.20));
        effect.LooksRandomised.ShouldBeTrue();
    }

    [Fact]
    public void People_from_a_survey_are_no_control_group_and_it_is_said()
    {
        var effect = Read("MatchIt_lalonde.csv", new("treat", "re78", null, ["age", "educ", "race", "married", "nodegree", "re74", "re75"], null)).Effects().Single();
        (effect.Cases, effect.ControlCases).ShouldBe((185, 429));
        Math.Round(effect.Naive!.Value.Difference, 2).ShouldBe(-635.03);
        (Math.Round(effect.Adjusted!.Value.Difference, 2), Math.Round(effect.Adjusted.Value.StandardError, 2)).ShouldBe((1548.24, 781.28));
        effect.LooksRandomised.ShouldBeFalse();
        effect.Unlike.ShouldContain("married");
        effect.Unlike.ShouldContain("re74");
    }

    private static string Refused(string text, ExperimentColumns columns)
    {
        using var file = SourceFile.Of("cases.csv", Encoding.UTF8.GetBytes(text));
        return Should.Throw<PlainError>(() => ReadExperiment.From(file, columns)).Message;
    }

    [Fact]
    public void A_file_that_cannot_be_compared_says_what_and_where()
    {
        var columns = new ExperimentColumns("group", "came", null, [], null);
        Refused("set,came\na,1\n", columns).ShouldBe("The file has no column \"group\"; it has set, came.");
        Refused("group,came\na,1\na,0\n", columns).ShouldBe("Column \"group\" has 1 different values; a comparison needs 2 to 50 groups.");
        Refused("group,came\na,1\nb,0\n", columns).ShouldBe("Which group is compared with? There are a, b; name one with --control.");
        Refused("group,came\na,1\nb,0\n", columns with { Control = "c" }).ShouldBe("No line is of the group \"c\"; there are a, b.");
        Refused("group,came\na,1\nb,perhaps\n", columns).ShouldBe("Line 3: \"perhaps\" in column \"came\" is no number, and neither yes nor no.");
        using var file = SourceFile.Of("cases.csv", "group,came,when\nyes,Yes,early\nyes,no,early\nno,no,late\nno,yes,early\nyes,1,late\nno,0,late\n"u8.ToArray());
        var effect = ReadExperiment.From(file, columns with { Stratum = "when" }).Effects().Single();
        (effect.Group, effect.Control, effect.Cases).ShouldBe(("yes", "no", 3));
        effect.Stratified!.Value.Difference.ShouldBe((2.0 / 3 * -.5 + 2.0 / 3 * 1) / (4.0 / 3), 1e-12);
    }
}
