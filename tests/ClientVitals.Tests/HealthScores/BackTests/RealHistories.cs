using System.Globalization;
using System.IO.Compression;
using ClientVitals.CallPatterns.Model;

namespace ClientVitals.Tests.HealthScores.BackTests;

/// <summary>Histories of real people, kept in <c>shared/data</c> beside the repository.</summary>
internal static class RealHistories
{
    /// <summary>Messages among students by their senders (Panzarasa, Opsahl and Carley 2009).</summary>
    public static List<ClientHistory> CollegeMessages() => Read(
        SharedData.File("college-messages", "CollegeMsg.txt.gz"),
        cells => (cells[0], DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(long.Parse(cells[2], CultureInfo.InvariantCulture)))));

    /// <summary>Purchases of CDNOW's customers of early 1997 (Fader and Hardie).</summary>
    public static List<ClientHistory> Cdnow() => Read(
        SharedData.File("cdnow", "CDNOW_master.txt.gz"),
        cells => (cells[0], DateOnly.ParseExact(cells[1], "yyyyMMdd", CultureInfo.InvariantCulture)));

    private static List<ClientHistory> Read(string path, Func<string[], (string, DateOnly)> line)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var days = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        reader.ReadLine();
        while (reader.ReadLine() is { } text)
        {
            var (client, day) = line(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            if (!days.TryGetValue(client, out var own))
                days[client] = own = [];
            own.Add(day.DayNumber);
        }
        return
        [
            .. days.Select(one => new ClientHistory(
                one.Key, null, null, [.. one.Value.CountBy(day => day).OrderBy(day => day.Key).Select(day => new ClientDay(day.Key, day.Value))])),
        ];
    }
}
