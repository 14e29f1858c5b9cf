using Spectre.Console;

namespace ClientVitals.Cli;

/// <summary>Shows that something is going on while one waits; on stderr, and only for people.</summary>
internal static class Waiting
{
    public static async Task<T> ForAsync<T>(string what, Func<IProgress<string>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return await work(new Progress<string>());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Status().StartAsync(
            Markup.Escape(what + " …"),
            status => work(new Progress<string>(step => status.Status(Markup.Escape($"{what}: {step} …")))));
    }
}

/// <summary>Steps that the core says, as a command line writes them.</summary>
internal sealed class InEnglish(IProgress<string> to) : IProgress<ClientVitals.Sentence>
{
    public void Report(ClientVitals.Sentence value) => to.Report(value.ToString());
}
