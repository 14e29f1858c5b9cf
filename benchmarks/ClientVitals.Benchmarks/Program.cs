using BenchmarkDotNet.Running;
using ClientVitals.Benchmarks;
using ClientVitals.Benchmarks.Book;
using ClientVitals.Benchmarks.Health;
using ClientVitals.Benchmarks.Refits;
using ClientVitals.Benchmarks.Timetables;

if (TrialNode.IsAsked)
{
    await TrialNode.ServeAsync();
    return 0;
}
if (args is ["calibration", .. var options])
    return Calibration.Run(options);
if (args is ["refit", .. var fit])
    return Refit.Run(fit);
if (args is ["calibration-speed", ..])
    return CalibrationSpeed.Run(100_000);
if (args is ["real-histories", .. var files])
    return RealHistories.Run(files);
if (args is ["dropout", .. var people])
    return DropoutBenchmark.Run(people);
if (args is ["health", "book", .. var scored])
    return await HealthBook.RunAsync(scored);
if (args is ["health", .. var health])
    return HealthBenchmark.Run(health);
if (args is ["book", .. var sizes])
    return await BookBenchmark.RunAsync(sizes);
if (args is ["kill-rounds", .. var rounds])
    return await ImportFaults.KillAsync(rounds);
if (args is ["odd-file", .. var size])
    return await ImportFaults.OddAsync(size);
if (args is ["appointments", .. var appointments])
    return await ImportFaults.AppointmentsAsync(appointments);
if (args is ["server", .. var load])
    return await ClientVitals.Benchmarks.Server.ServerBenchmark.RunAsync(load);
if (args is ["server-load", .. var crowd])
    return await ClientVitals.Benchmarks.Server.ServerBenchmark.RunLoadAsync(crowd);
if (args is ["book-step", .. var step])
    return await BookStep.RunAsync(step);
if (args is ["server-chaos", .. var chaos])
    return await ServerChaos.RunAsync(chaos);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
