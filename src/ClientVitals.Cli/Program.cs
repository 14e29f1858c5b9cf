namespace ClientVitals.Cli;

// Not top-level statements: beside the web framework these would make the program's type public.
internal static class Program
{
    private static Task<int> Main(string[] args) => Door.RunAsync(args);
}
