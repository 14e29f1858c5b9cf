using System.Diagnostics;
using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;

namespace ClientVitals.Benchmarks.Import;

/// <summary>
/// The file of <see cref="Appointments"/>, imported as sessions by the command line, twice: its account against its maker's truth, the table, and the
/// seconds. <c>dotnet run -c Release --project benchmarks/ClientVitals.Benchmarks -- appointments [--rows 110527] [--persons 62299]</c>
/// </summary>
internal static class AppointmentRun
{
    public static async Task<int> RunAsync(string folder, int rows, int persons)
    {
        var cluster = new EmbeddedPostgres(new VitalsHome(Path.Combine(folder, "home")));
        var program = new VitalsProgram(cluster.Home.Path);
        try
        {
            var file = Path.Combine(folder, "appointments.csv");
            var made = new Appointments(20251208, rows, persons);
            await using (var to = new StreamWriter(file))
                made.Write(to);
            Say($"{rows} appointments of {persons} persons, {new FileInfo(file).Length / 1e6:0.0} MB: {made.NoShows} did not come, {made.BookedAfter} booked after their day, {made.NegativeAges} with a negative age");
            await using var database = VitalsDatabase.Embedded(cluster: cluster);
            await new PushMigrations(database, MigrationFile.Folder()).RunAsync(null, default);
            await using var db = await database.OpenAdminAsync();
            var agree = await ImportAsync(program, db, file, rows, added: rows, made);
            agree &= await ImportAsync(program, db, file, rows, added: 0, made);
            var there = await db.QuerySingleAsync<(long Rows, long NoShows, long Attended, long Persons)>(
                "select count(*), count(*) filter (where status = 'NO_SHOW'), count(*) filter (where status = 'ATTENDED'), count(distinct client_key) from public.sessions");
            Say($"in the table: {there.Rows} sessions, {there.NoShows} NO_SHOW, {there.Attended} ATTENDED, {there.Persons} persons");
            return agree && there == (rows, made.NoShows, rows - made.NoShows, Math.Min(rows, persons)) ? 0 : 1;
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.StopAsync();
        }
    }

    private static async Task<bool> ImportAsync(VitalsProgram program, NpgsqlConnection db, string file, int rows, int added, Appointments made)
    {
        var clock = Stopwatch.StartNew();
        var ended = await program.RunAsync("sessions", "import", file, "--format", "json");
        if (ended.Exit != 0)
            throw new InvalidOperationException(ended.Complained);
        using var json = System.Text.Json.JsonDocument.Parse(ended.Said);
        var done = json.RootElement[0];
        long N(string name) => done.GetProperty(name).GetInt64();
        var notes = await db.ExecuteScalarAsync<string>("select details ->> 'notes' from public.deliveries order by id desc limit 1") ?? "";
        var closes = N("read") == N("added") + N("unchanged") + N("corrected") + N("rejected");
        var isRight = closes && N("read") == rows && N("added") == added && N("unchanged") == rows - added
            && notes.Contains(FormattableString.Invariant($"{made.BookedAfter:N0} sessions were booked after they began"), StringComparison.Ordinal);
        Say($"read {N("read")} = added {N("added")} + unchanged {N("unchanged")} + corrected {N("corrected")} + rejected {N("rejected")}; unmatched {N("unmatched")}; {(isRight ? "as its maker knows" : "NOT AS ITS MAKER KNOWS: " + notes)}; {clock.Elapsed.TotalSeconds:0.0} s, peak of the program {ended.PeakMemory / 1048576.0:0} MB");
        return isRight;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
