using BenchmarkDotNet.Running;
using ClientVitals.Benchmarks;

if (args is ["calibration", .. var options])
    return Calibration.Run(options);
if (args is ["calibration-speed", ..])
    return CalibrationSpeed.Run(100_000);
if (args is ["debug", ..])
{
    var f = new CalibrationFamily(Habit.Bursts, 1);
    var first = 738_000 - 738_000 % 7;
    for (var c = 0; c < 4; c++)
    {
        var h = f.Client(new Random(c), first, 52 * 7);
        var b = new ClientVitals.CallPatterns.Baseline();
        var e = new ClientVitals.CallPatterns.DriftEvidence();
        var i = 0;
        for (var d = first; d < first + 52 * 7; d++)
        {
            if (d % 7 == 0) b.StartWeek();
            var n = 0;
            while (i < h.Days.Length && h.Days[i].Day <= d) n = h.Days[i++].Calls;
            var rate = b.ActiveDaysPerWeek;
            var g = e.Silence; var fl = e.Break;
            e.Add(d, b.Observe(d % 7, n), n > 0);
            if (n > 0) Console.WriteLine($"{d - first} gap evidence {g:0.0} fall {fl:0.0}  rate {rate:0.00} {b.Debug}");
        }
    }
    return 0;
}
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
