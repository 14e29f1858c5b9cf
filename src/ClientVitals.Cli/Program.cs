using ClientVitals.Cli;

return await Door.RunAsync(args);
