using System.Diagnostics;
using System.Globalization;
using ClientVitals.CallPatterns.BackTests;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Statistics;

namespace ClientVitals.Benchmarks;

/// <summary>
/// The back-test's scores (days; less is better) of the four rules on several files of calls in one go, and what share of the score of the best
/// simple rule the calibrated one reaches: the judge of every change to the judge. Each file may name a zone after an @, and a part of
/// its clients after a # (0 or 1, by a stable hash of the address), so that one half can be tuned on and the other held out.
/// </summary>
internal static class RealHistories
{
    public static int Run(string[] files)
    {
        double logs = 0;
        Console.WriteLine("history                    eligible  fixed silence  own gap  calibrated  ÷ best simple  ahead of all   at .25 .5 1 1.5 2 3");
        foreach (var given in files)
        {
            var (path, part) = Split(given, '#');
            (path, var zone) = Split(path, '@');
            var watch = Stopwatch.StartNew();
            var tested = Test(path, BusinessZone.Of(zone ?? "UTC"), part);
            double Score(BacktestRule rule) => tested.Curve(rule).Score.Value;
            var share = Score(BacktestRule.Calibrated) / tested.BestSimple.Score.Value;
            logs += Math.Log(share) / files.Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Path.GetFileName(path) + (part is null ? "" : "#" + part),-26} {tested.Eligible,8}  {Score(BacktestRule.FixedSilence),13:0.00}  {Score(BacktestRule.OwnGap),7:0.00}  {Score(BacktestRule.Calibrated),10:0.00}  {share,13:0.000}  {tested.BeatsBestSimple,12:0.00}   {string.Join(' ', tested.Curve(BacktestRule.Calibrated).AtVolumes.Select(at => at.Delay.Value.ToString("0.0", CultureInfo.InvariantCulture)))}   {watch.Elapsed.TotalSeconds:0.0} s"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"calibrated ÷ best simple, geometric mean: {Math.Exp(logs):0.000}"));
        return 0;
    }

    private static Backtest Test(string path, BusinessZone zone, string? part)
    {
        using var file = CallFile.Open(path, new CallFileOptions(TimeProvider.System.GetUtcNow(), zone));
        IReadOnlyList<ClientHistory> book = BookOfFile.CheckedAt(file, zone, WhatCounts.Default, new TimeOnly(8, 0), null, CancellationToken.None).Histories;
        var active = book.SelectMany(history => history.Days).Where(day => day.Calls > 0).Select(day => day.Day).ToList();
        var (from, to) = BacktestProtocol.Window(DateOnly.FromDayNumber(active.Min()), DateOnly.FromDayNumber(active.Max()), null, null);
        if (part is not null)
            book = [.. book.Where(history => SplitMix64.Of(777, history.Client).Below(2) == int.Parse(part, CultureInfo.InvariantCulture))];
        return Backtest.Of(book, new BacktestProtocol(from, to), PatternBudgets.Default, null, CancellationToken.None);
    }

    private static (string, string?) Split(string text, char at) =>
        text.LastIndexOf(at) is var place and >= 0 ? (text[..place], text[(place + 1)..]) : (text, null);
}
