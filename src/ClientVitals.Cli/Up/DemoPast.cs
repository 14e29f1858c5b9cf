using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Simulation;
using ClientVitals.Simulation.Walk;

namespace ClientVitals.Cli.Up;

/// <summary>The demo's past: its last 60 days with sessions, packages and payments, lived day by day while the pages are served already.</summary>
internal static class DemoPast
{
    /// <summary>So often it is said how far it is.</summary>
    private const int EveryDays = 10;

    /// <summary>Lives what is missing of it. Whatever goes wrong is said, and does not end the server.</summary>
    /// <returns>Whether it is complete.</returns>
    public static async Task<bool> LiveAsync(VitalsDatabase database, CancellationToken ct)
    {
        CurrentUse.Value = DatabaseUse.Work;
        try
        {
            TownMark? mark;
            await using (var db = await database.OpenAdminAsync(ct)) mark = await TownMark.ReadAsync(db, ct);
            if (mark is not { ToldUntil: { } today }) return true;
            var began = TimeProvider.System.GetTimestamp();
            var walked = await new WalkTown(mark.Town, today).RunAsync(database, TimeProvider.System.GetUtcNow(), new Said(), ct);
            if (walked is { IsComplete: true, Total: > 0 })
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"The demo's past is complete: {walked.Days} days, {walked.Rows} rows of sessions, packages and payments, {walked.Runs} runs of jobs, in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s."));
            }
            return walked.IsComplete;
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // The server stops; the next start goes on.
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync($"The demo's past is not complete yet: {Sentence.Of(broken)} To go on: vitals up --demo");
        }
        return false;
    }

    /// <summary>Said at once, in the order in which it happens.</summary>
    private sealed class Said : IProgress<TownStep>
    {
        private bool _hasBegun;

        public void Report(TownStep value)
        {
            if (!_hasBegun && value.Total > 1)
            {
                Console.WriteLine($"The demo's last {value.Total} days are being filled in: sessions, packages and payments come in and the jobs of each day run. You can look around meanwhile.");
            }
            _hasBegun = true;
            if (value.Next is null && value.Done % EveryDays == 0 && value.Done < value.Total)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {value.Done} of {value.Total} days, until {value.Day:d MMM}"));
            }
        }
    }
}
