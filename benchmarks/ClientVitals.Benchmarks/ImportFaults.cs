using System.Globalization;
using ClientVitals.Benchmarks.Import;
using ClientVitals.Database;

namespace ClientVitals.Benchmarks;

/// <summary>The runs that put the import under faults, each in a folder of its own that is gone afterwards.</summary>
internal static class ImportFaults
{
    public static Task<int> KillAsync(string[] options) => InFolderAsync(async folder =>
    {
        var done = await new KillRounds(folder, Option(options, "--lines", 20_000), Console.WriteLine).RunAsync(Option(options, "--rounds", 50));
        Console.WriteLine(FormattableString.Invariant($"{done.Rounds} kills within an import ({done.TooLate} imports ended first and were started again), {done.Equal} equal to the clean run"));
        return done.Equal == done.Rounds ? 0 : 1;
    });

    public static Task<int> OddAsync(string[] options) => InFolderAsync(folder => OddFileRun.RunAsync(folder, Option(options, "--lines", 1_000_000)));

    public static Task<int> AppointmentsAsync(string[] options) => InFolderAsync(
        folder => AppointmentRun.RunAsync(folder, Option(options, "--rows", Appointments.Rows), Option(options, "--persons", Appointments.Persons)));

    private static async Task<int> InFolderAsync(Func<string, Task<int>> run)
    {
        Rows.Teach();
        // Not a private temporary folder: as root, PostgreSQL runs as another user, who must reach it.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"vitals-faults-{Environment.ProcessId}"));
        try
        {
            return await run(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Option(string[] options, string name, int otherwise)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
