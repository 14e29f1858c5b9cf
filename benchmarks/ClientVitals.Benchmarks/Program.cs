using BenchmarkDotNet.Running;
using ClientVitals.Benchmarks;

if (args is ["calibration", .. var options])
    return Calibration.Run(options);
if (args is ["book", .. var bookOptions])
    return await ClientVitals.Benchmarks.Book.BookBenchmark.RunAsync(bookOptions);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
