using System.CommandLine;
using ClientVitals.Database;

namespace ClientVitals.Cli;

/// <summary>The side door: parse, call, print. One sentence on stderr and exit 1 when something is wrong, 2 when the words are off.</summary>
public static class Door
{
    /// <summary>Shows the stack trace behind an error's sentence.</summary>
    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show the stack trace behind an error's sentence.",
        Recursive = true,
    };

    /// <summary>The whole command line as one tree; the manual in docs/ is printed from it.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("Client Vital Suite: sees which clients fall silent, says how sure it is and why.")
        {
            Verbose,
            Simulate.SimulateTown.Command(),
        };
        return root;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        Rows.Teach();
        var parsed = Root().Parse(args);
        try
        {
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors)
                {
                    await Console.Error.WriteLineAsync(error.Message);
                }
                await Console.Error.WriteLineAsync("Try --help.");
                return 2;
            }
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (PlainError error)
        {
            await Console.Error.WriteLineAsync(parsed.GetValue(Verbose) ? error.ToString() : error.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before the end; nothing was half done.");
            return 130;
        }
    }
}
