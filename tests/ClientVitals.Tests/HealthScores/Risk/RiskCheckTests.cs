using ClientVitals.CallPatterns.Model;
using ClientVitals.HealthScores.Risk;
using ClientVitals.Tests.CallPatterns;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Risk;

/// <summary>How well the risk told last time: of clients it had not seen the end of, and of enough of them.</summary>
public sealed class RiskCheckTests
{
    private static List<ClientHistory> Book(int clients) => [.. Enumerable.Range(0, clients).Select(seed => Some.Poisson(seed, 1 + (seed % 3), seed % 4 > 0 ? 70 : 40 + (seed % 25)))];

    private static RiskPast Past(IReadOnlyList<ClientHistory> book) => new(book, RiskModel.HeardWithin, RiskModel.ActiveDays);

    [Fact]
    public void What_was_predicted_knew_nothing_that_came_later()
    {
        var (book, today) = (Book(200), Some.Day(60));
        var morning = RiskCheck.MorningOf(today);
        var seen = RiskCheck.Of(Past(book), today)!;
        // The same clients, had none of them called again: as much was predicted, and all of them fell silent.
        var silent = RiskCheck.Of(Past([.. book.Select(history => history with { Days = [.. history.Days.Where(day => day.Day < morning)] })]), today)!;
        silent.Tenths.Select(tenth => Math.Round(tenth.Predicted, 9)).ShouldBe(seen.Tenths.Select(tenth => Math.Round(tenth.Predicted, 9)));
        silent.Tenths.ShouldAllBe(tenth => tenth.Happened == tenth.Cases);
        seen.Tenths.Sum(tenth => tenth.Happened).ShouldBeInRange(1, seen.Tenths.Sum(tenth => tenth.Cases) / 2);
        // Each client who was asked about is counted once.
        seen.Tenths.Sum(tenth => tenth.Cases).ShouldBe(Past(book).On(morning).AtRisk.Count(row => row.IsThere(RiskModel.Churn)));
    }

    [Fact]
    public void Of_too_few_clients_nothing_is_said()
    {
        var today = Some.Day(60);
        int AskedOf(int clients) => Past(Book(clients)).On(RiskCheck.MorningOf(today)).AtRisk.Count;
        var enough = Enumerable.Range(RiskCheck.FewestClients, 100).First(clients => AskedOf(clients) == RiskCheck.FewestClients);
        RiskCheck.Of(Past(Book(enough)), today).ShouldNotBeNull();
        RiskCheck.Of(Past(Book(enough - 1)), today).ShouldBeNull();
    }
}
