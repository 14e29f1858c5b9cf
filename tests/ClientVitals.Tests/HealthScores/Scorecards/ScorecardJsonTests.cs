using ClientVitals.HealthScores.Scorecards;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Scorecards;

public sealed class ScorecardJsonTests
{
    private const string Small = """
        {
          "name": "small", "version": 2,
          "inputs": [{ "name": "visits", "source": "sessions", "measure": "attended", "days": 28 }, { "name": "before", "source": "sessions", "measure": "attended", "days": 28, "days_before": 28 }],
          "derived": [{ "name": "change", "kind": "change_percent", "of": "visits", "by": "before" }],
          "dimensions": [{ "name": "engagement", "weight": 1, "base": 40, "parts": [{ "name": "visits", "rules": [{ "points": 60, "when": [{ "input": "visits", "at_least": 4 }] }] }] }],
          "zones": [{ "name": "GREEN", "at_least": 70 }, { "name": "RED", "at_least": 0 }]
        }
        """;

    [Fact]
    public void A_scorecard_reads_as_it_was_written()
    {
        foreach (var card in new[] { ShippedScorecards.Documented, ScorecardJson.Read(Small) })
        {
            var text = ScorecardJson.Write(card);
            ScorecardJson.Write(ScorecardJson.Read(text)).ShouldBe(text);
        }
    }

    [Fact]
    public void What_is_left_out_is_empty()
    {
        var card = ScorecardJson.Read(Small);
        (card.Id, card.Decimals, card.Risk, card.Levers.Count, card.Segments.Count, card.Trend).ShouldBe(("small-v2", 0, null, 0, 0, new ScorecardTrend(7, 5)));
        card.Inputs[1].DaysBefore.ShouldBe(28);
        card.Derived[0].Factor.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"version\": 2", "\"version\": 0", "version must be 1 or more, not 0")]
    [InlineData("\"version\": 2", "\"version\": 2, \"decimals\": 9", "decimals must be 0 to 4, not 9")]
    [InlineData("\"name\": \"small\"", "\"name\": \" \"", "give it a name")]
    [InlineData("\"name\": \"engagement\"", "\"name\": \"mood\"", "\"mood\" is not a dimension; use engagement, package")]
    [InlineData("\"weight\": 1", "\"weight\": 0", "weight of engagement must be above 0")]
    [InlineData("\"name\": \"before\"", "\"name\": \"visits\"", "\"visits\" is the name of 2 inputs")]
    [InlineData("\"name\": \"before\"", "\"name\": \"zone\"", "an input cannot be called \"zone\"")]
    [InlineData("\"by\": \"before\"", "\"by\": \"nothing\"", "computed from \"nothing\", which is not an input")]
    [InlineData("\"days\": 28 }", "\"days\": 0 }", "the window of \"visits\" must be 1 to 3660 days")]
    [InlineData("\"at_least\": 4", "\"at_least\": 4, \"below\": 9", "needs exactly one of at_least, above, at_most, below and is; it has 2")]
    [InlineData("\"input\": \"visits\", \"at_least\": 4", "\"input\": \"visits\"", "it has 0")]
    [InlineData("\"input\": \"visits\", \"at_least\": 4", "\"input\": \"zone\", \"is\": \"RED\"", "\"zone\" cannot be compared with a word here")]
    [InlineData("\"input\": \"visits\", \"at_least\": 4", "\"input\": \"risk\", \"at_least\": 4", "\"risk\" cannot be compared with a number here")]
    [InlineData("\"at_least\": 0 }]", "\"at_least\": 5 }]", "the last zone must begin at 0")]
    [InlineData("\"at_least\": 70", "\"at_least\": 0", "zones go from the best to the worst")]
    [InlineData("\"parts\": [{ \"name\": \"visits\"", "\"parts\": [{ \"name\": \"base\"", "a part cannot be called \"base\"")]
    [InlineData("\"version\": 2", "\"version\": 2, \"levers\": [{ \"name\": \"come\", \"most\": 0, \"changes\": [] }]", "must be tried with 1 to 100 units")]
    [InlineData("\"version\": 2", "\"version\": 2, \"levers\": [{ \"name\": \"come\", \"most\": 5, \"changes\": [{ \"input\": \"visits\" }] }]", "must either add to \"visits\" or set it")]
    [InlineData("\"version\": 2", "\"version\": 2, \"segments\": [{ \"segment\": \"NEW\", \"weights\": { \"package\": 1 } }]", "segment NEW weighs \"package\"")]
    [InlineData("\"version\": 2", "\"version\": 2, \"segments\": [{ \"segment\": \"NEW\", \"weights\": { \"engagement\": 0 } }]", "segment NEW gives no dimension any weight")]
    [InlineData("\"version\": 2", "\"version\": 2, \"trend\": { \"days\": 0, \"points\": 5 }", "a trend needs at least 1 day")]
    [InlineData("\"version\": 2", "\"versions\": 2", "versions")]
    [InlineData("\"version\": 2", "\"version\": \"two\"", "$.version, line 2")]
    [InlineData("\"kind\": \"change_percent\"", "\"kind\": \"guess\"", "$.derived[0].kind")]
    [InlineData("\"points\": 60", "\"points\": 60, \"points\": 70", "points")]
    public void A_fault_is_named_with_its_place(string good, string bad, string says)
    {
        Small.ShouldContain(good);
        Should.Throw<PlainError>(() => ScorecardJson.Read(Small.Replace(good, bad, StringComparison.Ordinal))).Message.ShouldContain(says);
    }
}
