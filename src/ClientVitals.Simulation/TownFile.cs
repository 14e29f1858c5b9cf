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

    /// <summary>
    /// Writes the town's calls as known at <paramref name="asOf"/>; returns the number of rows. <paramref name="clientsDone"/> hears of progress.
    /// With <paramref name="since"/>, only rows that were written down or changed from then on: what one more day adds.
    /// </summary>
    public static long Write(
        Town town, DateTimeOffset asOf, Stream to, IProgress<int>? clientsDone = null, DateTimeOffset? since = null, CancellationToken stop = default)
    {
        var diary = new SimulatedLog(town, asOf);
        var from = since?.ToUnixTimeSeconds() ?? long.MinValue;
        var rows = new CsvBuffer(to);
        rows.Header(Header);
        foreach (var resident in town.Residents())
        {
            stop.ThrowIfCancellationRequested();
            var lead = Lead(resident);
            byte[][] staff = [Field(resident.Coach), Field(resident.Cover), Field(resident.Setter)];
            foreach (var call in diary.Of(resident))
            {
                if (call.LoggedAt >= from) Row(rows, resident.Index, lead, call, staff[(int)call.Staff]);
            }
            if ((resident.Index & 255) == 255) clientsDone?.Report(resident.Index + 1);
        }
        rows.Flush();
        clientsDone?.Report(town.Clients);
        return rows.Rows;
    }

    private static byte[] Lead(Resident resident) =>
        [.. Field(resident.Email), (byte)',', .. Field(resident.Phone ?? ""), (byte)',', .. Field(resident.Name.First), (byte)',',
            .. Field(resident.Name.Last), (byte)',', .. Field(resident.Coach), (byte)','];

    private static void Row(CsvBuffer to, int client, byte[] lead, in SimulatedCall call, byte[] staff)
    {
        to.Put(lead);
        to.Put(Providers[(int)call.Channel]);
        to.Number(client + 1);
        to.Dash();
        to.Number(call.Week);
        to.Dash();
        to.Number(call.Number);
        to.Comma();
        to.Instant(call.StartedAt);
        to.Comma();
        to.Instant(call.LoggedAt);
        to.Comma();
        to.Put(Directions[(int)call.Direction]);
        to.Comma();
        to.Put(Channels[(int)call.Channel]);
        to.Comma();
        to.Put(Statuses[(int)call.Status]);
        to.Comma();
        if (call.Outcome is { } outcome) to.Put(Outcomes[(int)outcome]);
        to.Comma();
        if (call.DurationSeconds is { } seconds) to.Number(seconds);
        to.Comma();
        to.Put(staff);
        to.EndRow();
    }

    /// <summary>A CSV field: quoted when it holds a comma, a quote or a line break.</summary>
    public static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    internal static byte[] Field(string text) => Encoding.UTF8.GetBytes(Quoted(text));

    private static byte[][] Words<T>(Func<T, string> word)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => Encoding.UTF8.GetBytes(word(value)))];
}
