using System.CommandLine;
using System.Globalization;
using System.Text;
using ClientVitals.Server;

namespace ClientVitals.Cli;

/// <summary><c>vitals manual</c>: every command with its arguments and options, as Markdown; docs/command-line.md is its output.</summary>
public static class Manual
{
    private static readonly Option<bool> OpenApi = new("--openapi")
    {
        Description = "Print the OpenAPI document instead (OpenAPI 3.1); docs/openapi.json is its output.",
    };

    public static Command Command()
    {
        var command = new Command("manual", "Print this manual; docs/command-line.md is its output.") { OpenApi };
        command.SetAction(async (parsed, cancel) =>
        {
            Console.Write(parsed.GetValue(OpenApi) ? await FrontDoor.OpenApiAsync(cancel) : Text());
            return Door.Done;
        });
        return command;
    }

    /// <summary>The whole manual.</summary>
    public static string Text()
    {
        var root = Door.Root();
        var text = new StringBuilder();
        text.Append("# The command line\n\n");
        text.Append("Printed by `vitals manual`; a test keeps this file true. `vitals` means the script at the root (`./vitals`, on Windows `vitals.cmd`).\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{root.Description}\n\n");
        text.Append("Exit codes: 0 done · 1 an error, which one sentence on standard error explains · 2 the command line was not understood · 130 stopped by Ctrl-C.\n\n");
        text.Append("Every command takes:\n\n");
        foreach (var option in Told(root).Where(option => option.Recursive || option.Name is "--help"))
        {
            Append(text, option);
        }
        text.Append("\n`vitals --version` prints the version. `vitals test` (handled by the script) builds and runs all tests and ends with a line of counts.\n\n");
        text.Append("| variable | meaning |\n|---|---|\n");
        text.Append("| `DATABASE_URL` || address of your own PostgreSQL server; without it the embedded database is used ||\n");
        text.Append("| `DATABASE_ADMIN_URL` || the same server with the login that owns the tables, for migrations and backups; default: DATABASE_URL ||\n");
        text.Append("| `VITALS_HOME` | where the embedded database is kept |\n");
        text.Append("| `VITALS_POSTGRES_BIN` | the folder of another PostgreSQL's programs, 15 or newer |\n");
        Append(text, root, "vitals");
        return text.ToString();
    }

    /// <summary>All commands, arguments and options, for the law that each says what it is for.</summary>
    public static IEnumerable<Symbol> Everything() => Below(Door.Root());

    private static IEnumerable<Symbol> Below(Command command) =>
        [command, .. command.Arguments, .. command.Options, .. command.Subcommands.SelectMany(Below)];

    private static void Append(StringBuilder text, Command parent, string path)
    {
        foreach (var command in parent.Subcommands.Where(c => !c.Hidden))
        {
            var named = $"{path} {command.Name}";
            var options = Told(command).Where(option => option.Name is not "--help").ToList();
            text.Append(CultureInfo.InvariantCulture, $"\n{(path == "vitals" ? "##" : "###")} {named}\n\n{command.Description}\n");
            if (command.Subcommands.All(c => c.Hidden))
            {
                var words = command.Arguments.Where(a => !a.Hidden).Select(Usage).Concat(options.Select(Usage));
                text.Append(CultureInfo.InvariantCulture, $"\n    {string.Join(' ', words.Prepend(named))}\n");
            }
            if (command.Arguments.Any(a => !a.Hidden) || options.Count > 0)
            {
                text.Append('\n');
            }
            foreach (var argument in command.Arguments.Where(a => !a.Hidden))
            {
                text.Append(CultureInfo.InvariantCulture, $"- `{Usage(argument)}` {argument.Description}\n");
            }
            foreach (var option in options)
            {
                Append(text, option);
            }
            Append(text, command, named);
        }
    }

    private static void Append(StringBuilder text, Option option)
    {
        var names = string.Join("`, `", option.Aliases.Where(a => a.StartsWith('-')).Prepend(option.Name));
        text.Append(CultureInfo.InvariantCulture, $"- `{names}{Value(option)}` {option.Description}{Default(option)}\n");
    }

    private static IEnumerable<Option> Told(Command command) => command.Options.Where(option => !option.Hidden);

    private static string Usage(Argument argument)
    {
        var name = argument.HelpName ?? argument.Name.ToUpperInvariant();
        name = argument.Arity.MaximumNumberOfValues > 1 ? name + "…" : name;
        return argument.Arity.MinimumNumberOfValues == 0 || argument.HasDefaultValue ? $"[{name}]" : name;
    }

    private static string Usage(Option option) => option.Required ? option.Name + Value(option) : $"[{option.Name}{Value(option)}]";

    private static string Value(Option option) =>
        option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? "" : " " + (option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant());

    private static string Default(Option option)
    {
        if (!option.HasDefaultValue || option.ValueType == typeof(bool) || option.GetDefaultValue() is not { } value || value is Array { Length: 0 })
        {
            return "";
        }
        var words = value is Enum ? value.ToString()!.ToLowerInvariant() : Convert.ToString(value, CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(words) ? "" : $" Default: {words}.";
    }
}
