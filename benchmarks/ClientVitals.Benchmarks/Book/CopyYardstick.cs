using System.Diagnostics;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Benchmarks.Book;

/// <summary>The yardstick of the import: the same rows by COPY into the same table with its constraints and indexes.</summary>
internal static class CopyYardstick
{
    /// <summary>Rows per second without and with the roll-up's trigger. The table is left filled.</summary>
    public static async Task<(double Bare, double Whole)> RunAsync(VitalsDatabase database, string path)
    {
        await using var db = await database.OpenAdminAsync();
        await using (var rows = await db.BeginRawBinaryCopyAsync(await BookBenchmark.TextAsync("CopyOut.sql")))
        await using (var file = File.Create(path))
            await rows.CopyToAsync(file);
        await db.ExecuteAsync("alter table public.call_records disable trigger user; truncate public.call_records");
        var bare = await FillAsync(db, path);
        await db.ExecuteAsync("alter table public.call_records enable trigger user; truncate public.call_records");
        var whole = await FillAsync(db, path);
        File.Delete(path);
        return (bare, whole);
    }

    private static async Task<double> FillAsync(NpgsqlConnection db, string path)
    {
        var text = await BookBenchmark.TextAsync("CopyIn.sql");
        var clock = Stopwatch.StartNew();
        await using (var rows = await db.BeginRawBinaryCopyAsync(text))
        await using (var file = File.OpenRead(path))
            await file.CopyToAsync(rows, 1 << 20);
        var seconds = clock.Elapsed.TotalSeconds;
        return await db.ExecuteScalarAsync<long>("select count(*) from public.call_records", commandTimeout: 0) / seconds;
    }
}
