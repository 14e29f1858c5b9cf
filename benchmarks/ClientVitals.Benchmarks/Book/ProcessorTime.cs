using System.Globalization;

namespace ClientVitals.Benchmarks.Book;

/// <summary>
/// Processor time spent so far, in seconds, by this program and by each process of an embedded cluster (Linux). It says where the time
/// goes also on a machine that does other work.
/// </summary>
internal sealed record ProcessorTime(double Program, IReadOnlyDictionary<int, double> Server)
{
    private const double TicksPerSecond = 100;

    /// <summary>What was spent since; processes that ended meanwhile are left out.</summary>
    public (double Program, double Server) Since(ProcessorTime before) => (
        Program - before.Program,
        Server.Sum(process => process.Value - before.Server.GetValueOrDefault(process.Key)));

    public static ProcessorTime Of(string home)
    {
        var postmaster = File.ReadLines(Path.Combine(home, "cluster", "data", "postmaster.pid")).First();
        var program = 0.0;
        var server = new Dictionary<int, double>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid))
                continue;
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue; // It ended meanwhile.
            }
            // pid (name) state ppid … utime is the 14th field, stime the 15th; a name may hold blanks.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var seconds = (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
            if (pid == Environment.ProcessId)
                program = seconds;
            else if (fields[1] == postmaster)
                server[pid] = seconds;
        }
        return new ProcessorTime(program, server);
    }
}
