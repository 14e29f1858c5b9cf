using System.Globalization;
using ClientVitals.HealthScores.Risk;

namespace ClientVitals.Benchmarks.Health;

/// <summary>
/// Fits the weights that come with the product (<see cref="RiskStack.Shipped"/>) to simulated businesses of their own seeds, and to files where
/// given; each book counts as much as every other. Printed beside the shipped ones.
/// </summary>
internal static class HealthRefit
{
    public static void Run(HealthOptions options)
    {
        var cases = RiskModel.Usual.ToDictionary(horizon => horizon, _ => new List<RiskCase>());
        foreach (var seed in options.Seeds)
            Add(HealthBooks.OfTown(seed, options.Clients, options.Weeks), options, cases);
        foreach (var horizon in RiskModel.Usual)
        {
            var shipped = RiskStack.Shipped(horizon);
            var fitted = RiskCurveFit.Weighed(cases[horizon], new RiskStack(0, .5, .5, 0), 0, 1);
            Print($"{horizon} shipped", shipped, cases[horizon]);
            Print($"{horizon} fitted", fitted, cases[horizon]);
        }
    }

    private static void Add(IReadOnlyList<CallPatterns.Model.ClientHistory> book, HealthOptions options, Dictionary<int, List<RiskCase>> cases)
    {
        var protocol = options.ProtocolOf(book);
        var past = new RiskPast(book, protocol.HeardWithin, protocol.ActiveDays);
        foreach (var morning in protocol.Mornings)
        {
            foreach (var horizon in RiskModel.Usual)
                cases[horizon].AddRange(past.On(morning.DayNumber).Cases(horizon));
            var fitted = past.On(morning.DayNumber).Parameters;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{morning:yyyy-MM-dd} {fitted.Name} r {fitted.R:0.000} alpha {fitted.Alpha:0.000} a {fitted.A:0.000} b {fitted.B:0.000}{(past.On(morning.DayNumber).WhyShipped is { } why ? " shipped: " + why : "")}"));
        }
    }

    private static void Print(string name, RiskStack stack, List<RiskCase> cases) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-12} constant {stack.Constant,8:0.0000} book {stack.Book,8:0.0000} own {stack.Own,8:0.0000} silence {stack.Silence,8:0.0000}   {cases.Count} cases, {cases.Count(one => one.Silent)} silent, loss {RiskCurveFit.Loss(new RiskCurve(Recalibration.Weighed, stack, null, 0, 0), cases):0.00000}, AUC {Statistics.RocArea.Of([.. cases.Select(one => stack.Logit(one.Signs))], [.. cases.Select(one => one.Silent)])?.Area:0.0000}"));
}
