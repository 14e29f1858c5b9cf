using BenchmarkDotNet.Running;
using ClientVitals.Benchmarks;

if (args is ["calibration", .. var options])
    return Calibration.Run(options);
if (args is ["calibration-speed", ..])
    return CalibrationSpeed.Run(100_000);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
