using System.Globalization;
using ClientVitals.Sources.Intake;
using Spectre.Console;

namespace ClientVitals.Cli.Facts;

/// <summary>The bar one watches while a file comes in; on stderr, and only for people.</summary>
internal static class ImportBar
{
    public static async Task<TDone> ForAsync<TDone>(string name, Func<IProgress<ImportProgress>?, Task<TDone>> work)
    {
        if (Console.IsErrorRedirected)
            return await work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(name));
                return await work(new Shown(bar, name));
            });
    }

    private sealed class Shown(ProgressTask bar, string name) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            bar.IsIndeterminate = value.Bytes is null || value.Step is not ("reading" or "comparing");
            if (value.Bytes is { } bytes and > 0)
                bar.Value = 100.0 * value.BytesRead / bytes;
            bar.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{name}: {value.Step}, {Wording.Count(value.Lines, "line")}"));
        }
    }
}
