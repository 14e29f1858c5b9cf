using System.Text;
using System.Text.RegularExpressions;
using ClientVitals.Database;

namespace ClientVitals;

/// <summary>
/// Takes a person out of the files the program keeps under its home. A file that was sent and is not imported yet is deleted when it
/// names the person, for importing it would bring them back; so is one that cannot be read as text. Refused lines kept beside it lose the person only.
/// </summary>
internal sealed partial class RedactFiles(VitalsHome home, RedactText text)
{
    /// <summary>Files that are no text by their first bytes: compressed, spreadsheets.</summary>
    private static readonly byte[][] NoText = [[0x1F, 0x8B], [0x50, 0x4B], [0xD0, 0xCF, 0x11, 0xE0]];

    private string Uploads => Path.Combine(home.Path, "uploads");

    public async Task<IReadOnlyList<Redacted>> RunAsync(CancellationToken ct)
    {
        if (!Directory.Exists(Uploads))
            return [];
        var done = new List<Redacted>();
        foreach (var file in Directory.EnumerateFiles(Uploads, "*", SearchOption.AllDirectories).ToList())
        {
            if (file.EndsWith(".rejects.csv", StringComparison.Ordinal) && !text.Finds(Path.GetFileName(file)))
            {
                if (await RedactAsync(file, ct) is > 0 and var lines)
                    done.Add(new(file, lines));
            }
            else if (text.Finds(Path.GetFileName(file)) || await NamesAsync(file, ct))
            {
                File.Delete(file);
                done.Add(new(file, 0));
            }
        }
        return done;
    }

    private async Task<bool> NamesAsync(string file, CancellationToken ct)
    {
        var first = new byte[4];
        await using (var stream = File.OpenRead(file))
        {
            var read = await stream.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, ct);
            if (NoText.Any(mark => first.AsSpan(0, read).StartsWith(mark)))
                return true;
        }
        // Bytes that are no UTF-8 are read once more as Latin-1, where "é" is one byte.
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Latin1])
        {
            using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true);
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (text.Finds(line))
                    return true;
            }
        }
        return false;
    }

    private async Task<long> RedactAsync(string file, CancellationToken ct)
    {
        var (kept, record) = (new StringBuilder(), new StringBuilder());
        var (changed, quotes) = (0L, 0);
        foreach (var line in await File.ReadAllLinesAsync(file, ct))
        {
            record.Append(line);
            quotes += line.Count(c => c == '"');
            if (quotes % 2 == 1)
            {
                // A refused line may hold line breaks, between quotes.
                record.Append('\n');
                continue;
            }
            var (before, after) = (record.ToString(), Rest(record.ToString()));
            changed += before == after ? 0 : 1;
            kept.Append(after).Append('\n');
            record.Clear();
        }
        if (record.Length > 0)
            kept.Append(Rest(record.ToString()));
        if (changed == 0)
            return 0;
        var beside = file + ".new";
        await File.WriteAllTextAsync(beside, kept.ToString(), new UTF8Encoding(false), ct);
        File.Move(beside, file, overwrite: true);
        return changed;
    }

    /// <summary>Number and reason of a refused line stay; the line itself goes, or what of it is the person's.</summary>
    private string Rest(string record)
    {
        if (!text.Finds(record))
            return record;
        if (Refused().Match(record) is not { Success: true, Groups: var parts })
            return text.Line(record);
        var raw = parts[3].Value is ['"', .., '"'] quoted ? quoted[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : parts[3].Value;
        return $"{parts[1].Value},{text.Plain(parts[2].Value)},\"{text.Line(raw).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    [GeneratedRegex(@"^(\d+),(""(?:[^""]|"""")*""|[^,]*),([\s\S]*)$")]
    private static partial Regex Refused();
}
