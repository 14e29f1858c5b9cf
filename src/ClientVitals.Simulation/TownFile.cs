using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using ClientVitals.Calls;

namespace ClientVitals.Simulation;

/// <summary>
/// A town's calls as the file that <c>vitals calls import</c> reads: one client after the other, each in time order, UTF-8,
/// written as bytes in constant memory.
/// </summary>
public static class TownFile
{
    /// <summary>The header: the columns of the import.</summary>
    public const string Header =
        "client_email,client_phone,firstname,lastname,coach,provider,provider_call_id,started_at,logged_at,direction,channel,status,outcome,duration_seconds,staff";

    private const int Room = 64 * 1024;
    private const int LongestRow = 4 * 1024;

    // The words of each value, by its number. In person there is no direction to write.
    private static readonly byte[][] Directions = Words<CallDirection>(d => d == CallDirection.Unknown ? "" : d.Word());
    private static readonly byte[][] Channels = Words<CallChannel>(CallWords.Word);
    private static readonly byte[][] Statuses = Words<CallStatus>(CallWords.Word);
    private static readonly byte[][] Outcomes = Words<CallOutcome>(CallWords.Word);

    // The telephone system, the studio's own list, and the messages: three sources with their own numbering.
    private static readonly byte[][] Providers = Words<CallChannel>(channel => channel switch
    {
        CallChannel.Phone => "telephony,t",
        CallChannel.Video or CallChannel.InPerson => "studio,s",
        _ => "messages,m",
    });

    /// <summary>Opens a file for writing; compressed when its name ends with .gz.</summary>
    public static Stream Create(string path)
    {
        Stream file;
        try
        {
            file = File.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlainError($"{path} cannot be written: {e.Message}", e);
        }
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : file;
    }

    /// <summary>Writes the town's calls as known at <paramref name="asOf"/>; returns the number of rows. <paramref name="clientsDone"/> hears of progress.</summary>
    public static long Write(Town town, DateTimeOffset asOf, Stream to, IProgress<int>? clientsDone = null, CancellationToken stop = default)
    {
        var diary = new SimulatedLog(town, asOf);
        var buffer = new byte[Room + LongestRow];
        var used = Put(buffer, 0, Encoding.UTF8.GetBytes(Header + "\n"));
        var rows = 0L;
        foreach (var resident in town.Residents())
        {
            stop.ThrowIfCancellationRequested();
            var lead = Lead(resident);
            byte[][] staff = [Field(resident.Coach), Field(resident.Cover), Field(resident.Setter)];
            foreach (var call in diary.Of(resident))
            {
                used = Row(buffer, used, resident.Index, lead, call, staff[(int)call.Staff]);
                rows++;
                if (used < Room) continue;
                to.Write(buffer, 0, used);
                used = 0;
            }
            if ((resident.Index & 255) == 255) clientsDone?.Report(resident.Index + 1);
        }
        to.Write(buffer, 0, used);
        clientsDone?.Report(town.Clients);
        return rows;
    }

    private static byte[] Lead(Resident resident) =>
        [.. Field(resident.Email), (byte)',', .. Field(resident.Phone ?? ""), (byte)',', .. Field(resident.Name.First), (byte)',',
            .. Field(resident.Name.Last), (byte)',', .. Field(resident.Coach), (byte)','];

    private static int Row(byte[] buffer, int used, int client, byte[] lead, in SimulatedCall call, byte[] staff)
    {
        used = Put(buffer, used, lead);
        used = Put(buffer, used, Providers[(int)call.Channel]);
        used = Number(buffer, used, client + 1);
        buffer[used++] = (byte)'-';
        used = Number(buffer, used, call.Week);
        buffer[used++] = (byte)'-';
        used = Comma(buffer, Number(buffer, used, call.Number));
        used = Comma(buffer, Instant(buffer, used, call.StartedAt));
        used = Comma(buffer, Instant(buffer, used, call.LoggedAt));
        used = Comma(buffer, Put(buffer, used, Directions[(int)call.Direction]));
        used = Comma(buffer, Put(buffer, used, Channels[(int)call.Channel]));
        used = Comma(buffer, Put(buffer, used, Statuses[(int)call.Status]));
        if (call.Outcome is { } outcome) used = Put(buffer, used, Outcomes[(int)outcome]);
        used = Comma(buffer, used);
        if (call.DurationSeconds is { } seconds) used = Number(buffer, used, seconds);
        used = Put(buffer, Comma(buffer, used), staff);
        buffer[used++] = (byte)'\n';
        return used;
    }

    /// <summary>A CSV field: quoted when it holds a comma, a quote or a line break.</summary>
    public static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static byte[] Field(string text) => Encoding.UTF8.GetBytes(Quoted(text));

    private static byte[][] Words<T>(Func<T, string> word)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => Encoding.UTF8.GetBytes(word(value)))];

    private static int Put(byte[] buffer, int used, byte[] bytes)
    {
        bytes.CopyTo(buffer, used);
        return used + bytes.Length;
    }

    private static int Comma(byte[] buffer, int used)
    {
        buffer[used] = (byte)',';
        return used + 1;
    }

    private static int Number(byte[] buffer, int used, int number)
    {
        Utf8Formatter.TryFormat(number, buffer.AsSpan(used), out var written);
        return used + written;
    }

    // 2026-11-22T14:03:11Z, by hand: a format string would cost more than the rest of the row.
    private static int Instant(byte[] buffer, int used, long unixSeconds)
    {
        var instant = DateTime.UnixEpoch.AddSeconds(unixSeconds);
        var (year, month, day) = instant;
        Two(buffer, used, year / 100);
        Two(buffer, used + 2, year % 100);
        buffer[used + 4] = (byte)'-';
        Two(buffer, used + 5, month);
        buffer[used + 7] = (byte)'-';
        Two(buffer, used + 8, day);
        buffer[used + 10] = (byte)'T';
        Two(buffer, used + 11, instant.Hour);
        buffer[used + 13] = (byte)':';
        Two(buffer, used + 14, instant.Minute);
        buffer[used + 16] = (byte)':';
        Two(buffer, used + 17, instant.Second);
        buffer[used + 19] = (byte)'Z';
        return used + 20;
    }

    private static void Two(byte[] buffer, int at, int number)
    {
        buffer[at] = (byte)('0' + number / 10);
        buffer[at + 1] = (byte)('0' + number % 10);
    }
}
