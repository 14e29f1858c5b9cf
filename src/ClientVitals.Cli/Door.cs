using System.CommandLine;
using ClientVitals.Cli.Db;
using ClientVitals.Database;

namespace ClientVitals.Cli;

/// <summary>The side door: parse, call, print. One sentence on stderr and exit 1 when something is wrong, 2 when the words are off.</summary>
public static class Door
{
    /// <summary>Exit codes, as the manual states them.</summary>
    public const int Done = 0, Failed = 1, Usage = 2, Cancelled = 130;

    /// <summary>Shows the stack trace behind an error's sentence.</summary>
    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show the stack trace of an error.",
        Recursive = true,
    };

    /// <summary>Works on the demo's database, whatever DATABASE_URL says.</summary>
    public static readonly Option<bool> Demo = new("--demo")
    {
        Description = "Use the demo's own database, even when DATABASE_URL is set.",
        Recursive = true,
    };

    /// <summary>The whole command line as one tree; the manual in docs/ is printed from it.</summary>
    public static RootCommand Root() => Root(CliRooms.All);

    /// <inheritdoc cref="Root()"/>
    internal static RootCommand Root(IEnumerable<CliRoom> rooms)
    {
        var root = new RootCommand("Client Vital Suite: shows which clients fall silent, how sure that is, and why.")
        {
            Verbose,
            Demo,
            Up.UpCommand.Command(),
            Serve.ServeCommand.Command(),
            DbCommand.Command(),
        };
        foreach (var command in rooms.SelectMany(room => room.Commands))
            root.Add(command());
        root.Add(Doctor.DoctorCommand.Command());
        root.Add(Simulate.SimulateTown.Command());
        root.Add(Manual.Command());
        return root;
    }

    /// <summary>Where a command works that is run within another program, instead of what the process has: its database, and what it prints into.</summary>
    private sealed record Surroundings(Func<VitalsDatabase> Database, TextWriter Output);

    private static readonly AsyncLocal<Surroundings?> Within = new();

    /// <summary>The database a command works on: the demo's when asked, else <see cref="VitalsDatabase.Find"/>.</summary>
    public static VitalsDatabase Database(ParseResult parsed) =>
        Within.Value is { } within ? within.Database()
        : parsed.GetValue(Demo) ? VitalsDatabase.Embedded(VitalsDatabase.DemoName) : VitalsDatabase.Find();

    /// <summary>Where lists are printed within another program; null = on the process's own output.</summary>
    internal static TextWriter? ListsInto => Within.Value?.Output;

    /// <summary>Runs one command line within another program, on its database; the tests of the cases do. Sentences go to the console, lists to <paramref name="output"/>.</summary>
    internal static async Task<int> RunAsync(string[] args, Func<VitalsDatabase> database, TextWriter output)
    {
        // Set within an asynchronous method, so that the caller's own surroundings stay as they are.
        Within.Value = new(database, output);
        return await RunAsync(args);
    }

    /// <summary>Runs one command line and returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        Rows.Teach();
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }
            await Console.Error.WriteLineAsync($"Try {Named(parsed.CommandResult.Command)} --help.");
            return Usage;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // What was asked to stop may finish its statement or roll back first.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
            });
        }
        catch (Exception error) when (Sentence.IsCancellation(error))
        {
            await Console.Error.WriteLineAsync("Stopped before it was finished.");
            return Cancelled;
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync(parsed.GetValue(Verbose) ? error.ToString() : Sentence.Of(error));
            return Failed;
        }
    }

    private static string Named(Command command)
    {
        var names = new List<string>();
        for (Symbol? here = command; here is not null; here = here.Parents.FirstOrDefault())
        {
            names.Insert(0, here is RootCommand ? "vitals" : here.Name);
        }
        return string.Join(' ', names);
    }
}
