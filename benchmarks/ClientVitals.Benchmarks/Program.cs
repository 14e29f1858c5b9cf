using BenchmarkDotNet.Running;
using ClientVitals.Benchmarks;
using ClientVitals.Benchmarks.Book;

if (args is ["calibration", .. var options])
    return Calibration.Run(options);
if (args is ["calibration-speed", ..])
    return CalibrationSpeed.Run(100_000);
if (args is ["dropout", .. var size])
    return DropoutBenchmark.Run(size);
if (args is ["book", .. var sizes])
    return await BookBenchmark.RunAsync(sizes);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
