using BenchmarkDotNet.Running;
using ClientVitals.Benchmarks;

if (args is ["calibration", .. var options])
    return Calibration.Run(options);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
