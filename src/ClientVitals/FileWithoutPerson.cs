using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ClientVitals.Sources;

namespace ClientVitals;

/// <summary>
/// A kept file without a person: the records that name them are taken out, whatever else is in them. A record that another client's
/// e-mail is on is that client's too, and loses the person only. Read as a stream; a file of which records cannot be taken out goes whole.
/// </summary>
/// <param name="text">Finds the person.</param>
internal sealed partial class FileWithoutPerson(RedactText text)
{
    /// <summary>In the place of an address in a record that stays: short, so that no record grows.</summary>
    private const string Mark = "-";

    private static readonly string[] CodePages = ["windows-1252", "windows-1250", "windows-1251", "windows-1256"];

    /// <summary>Records that name the person.</summary>
    public long Records { get; private set; }

    /// <summary>E-mails on those records, lower case.</summary>
    public HashSet<string> Emails { get; } = new(StringComparer.Ordinal);

    /// <summary>E-mails of other clients.</summary>
    public IReadOnlySet<string> Others { get; init; } = new HashSet<string>();

    /// <summary>Whether the person is named, but nothing can be taken out: the file goes whole.</summary>
    public bool GoesWhole { get; private set; }

    /// <summary>Goes through a file; what stays of it goes to <paramref name="rest"/>, unless it goes whole.</summary>
    /// <param name="kept">The file.</param>
    /// <param name="rest">Null = it is only searched.</param>
    public void Read(KeptFile kept, Action<ReadOnlySpan<byte>>? rest)
    {
        using var bytes = new LookBackStream(kept.Read(), 1 << 20);
        using var unpacked = new LookBackStream(Unpacked(bytes), 1 << 20);
        Span<byte> first = stackalloc byte[256];
        first = first[..unpacked.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        unpacked.GoTo(0);
        if (kept.IsMessage)
            Whole(unpacked);
        else if (WorkbookRows.IsWorkbook(first))
            Workbook(kept.Name, unpacked, rest);
        else if (TextEncodings.Wide(first[..Math.Min(4, first.Length)]) is { } wide)
        {
            unpacked.GoTo(wide.Mark);
            using var plain = Encoding.CreateTranscodingStream(unpacked, wide.Encoding, TextEncodings.Utf8, leaveOpen: true);
            Lines(plain, JsonRows.IsJson(TextEncodings.Utf8.GetBytes(wide.Encoding.GetString(first[wide.Mark..]))), rest);
        }
        else
        {
            Lines(unpacked, JsonRows.IsJson(first), rest);
        }
    }

    /// <summary>A text in memory: whether the person is named in it.</summary>
    public bool Names(ReadOnlySpan<byte> bytes) => Found(bytes) is not null;

    private static Stream Unpacked(LookBackStream bytes)
    {
        Span<byte> two = stackalloc byte[2];
        var read = bytes.ReadAtLeast(two, 2, throwOnEndOfStream: false);
        bytes.GoTo(0);
        return read == 2 && two[0] == 0x1F && two[1] == 0x8B ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
    }

    private void Lines(Stream plain, bool isJson, Action<ReadOnlySpan<byte>>? rest)
    {
        if (!isJson)
        {
            foreach (var block in RecordBlocks.Of(plain, quotes: true))
                Block(block, quotes: true, rest);
            return;
        }
        using var copy = TemporaryFile.Create();
        plain.CopyTo(copy);
        copy.Position = 0;
        if (JsonRows.IsOneOnALine(copy))
        {
            copy.Position = 0;
            foreach (var block in RecordBlocks.Of(copy, quotes: false))
                Block(block, quotes: false, rest);
            return;
        }
        copy.Position = 0;
        if (!IsNamedIn(copy))
        {
            copy.Position = 0;
            Copy(copy, rest);
            return;
        }
        copy.Position = 0;
        var json = new JsonWithoutPerson(text, Others);
        if (json.Read(copy) is { } left)
            rest?.Invoke(left);
        else
            GoesWhole = true;
        Records += GoesWhole ? Math.Max(json.Records, 1) : json.Records;
        Emails.UnionWith(json.Texts.SelectMany(EmailsIn));
    }

    private static void Copy(Stream from, Action<ReadOnlySpan<byte>>? to)
    {
        var buffer = new byte[64 << 10];
        while (to is not null && from.Read(buffer) is > 0 and var read)
            to(buffer.AsSpan(0, read));
    }

    /// <summary>Most blocks name nobody that is looked for and pass as they are.</summary>
    private void Block(ReadOnlyMemory<byte> block, bool quotes, Action<ReadOnlySpan<byte>>? rest)
    {
        if (Found(block.Span) is null)
        {
            rest?.Invoke(block.Span);
            return;
        }
        foreach (var record in RecordBlocks.Split(block, quotes))
        {
            if (Found(record.Span) is not { } found)
            {
                rest?.Invoke(record.Span);
                continue;
            }
            Records++;
            var said = found.GetString(record.Span);
            var emails = EmailsIn(said).ToList();
            Emails.UnionWith(emails);
            if (emails.Exists(Others.Contains))
                rest?.Invoke(found.GetBytes(text.Plain(said, isTheirs: true, Mark)));
        }
    }

    /// <summary>How a text is written in which the person is named; null = they are not.</summary>
    private Encoding? Found(ReadOnlySpan<byte> bytes)
    {
        if (text.Finds(TextEncodings.Utf8.GetString(bytes)))
            return TextEncodings.Utf8;
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return null;
        foreach (var page in CodePages)
        {
            var encoding = TextEncodings.Named(page);
            if (text.Finds(encoding.GetString(bytes)))
                return encoding;
        }
        return null;
    }

    /// <summary>Whether the person is named anywhere, also across the borders of what is read at once.</summary>
    private bool IsNamedIn(Stream plain)
    {
        const int Overlap = 2 << 10;
        var buffer = new byte[256 << 10];
        for (var length = 0; ;)
        {
            var read = plain.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
            length += read;
            if (Found(buffer.AsSpan(0, length)) is not null)
                return true;
            if (length < buffer.Length)
                return false;
            buffer.AsSpan(length - Overlap).CopyTo(buffer);
            length = Overlap;
        }
    }

    /// <summary>A message that names the person goes whole: what it told of others is in their calls.</summary>
    private void Whole(Stream message)
    {
        GoesWhole = IsNamedIn(message);
        Records += GoesWhole ? 1 : 0;
    }

    private void Workbook(string name, Stream bytes, Action<ReadOnlySpan<byte>>? rest)
    {
        using var copy = TemporaryFile.Create();
        bytes.CopyTo(copy);
        var sheets = 1;
        var isNamed = IsNamedInParts(copy);
        try
        {
            for (var sheet = 1; sheet <= sheets; sheet++)
            {
                using var rows = Sheet(name, copy, sheet);
                sheets = rows.Sheets.Count;
                isNamed |= IsNamedIn(rows);
            }
            if (!isNamed)
            {
                copy.Position = 0;
                Copy(copy, rest);
            }
            else if (sheets == 1)
            {
                // What stays is its lines: cells cannot be taken out of a workbook without leaving what refers to them.
                using var rows = Sheet(name, copy, 1);
                foreach (var block in RecordBlocks.Of(rows, quotes: true))
                    Block(block, quotes: true, rest);
                Records = Math.Max(Records, 1);
            }
            else
            {
                Records++;
                GoesWhole = true;
            }
        }
        catch (PlainError)
        {
            // Nobody can say whom it names.
            Records++;
            GoesWhole = true;
        }
    }

    private static WorkbookRows Sheet(string name, FileStream workbook, int sheet)
    {
        var again = new FileStream(workbook.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return WorkbookRows.Open(name, again, new SourceForm { Sheet = sheet.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        }
        catch
        {
            again.Dispose();
            throw;
        }
    }

    /// <summary>Comments, properties and names of sheets are parts of their own in an .xlsx.</summary>
    private bool IsNamedInParts(FileStream workbook)
    {
        workbook.Flush();
        workbook.Position = 0;
        Span<byte> two = stackalloc byte[2];
        workbook.ReadAtLeast(two, 2, throwOnEndOfStream: false);
        workbook.Position = 0;
        if (!two.SequenceEqual("PK"u8))
            return false;
        try
        {
            using var parts = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var part in parts.Entries)
            {
                using var content = part.Open();
                if (IsNamedIn(content))
                    return true;
            }
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private static IEnumerable<string> EmailsIn(string said) => AnyEmail().Matches(said).Select(match => match.Value.ToLowerInvariant());

    [GeneratedRegex(@"[^\s,;:""'<>()\[\]{}|@]+@[^\s,;:""'<>()\[\]{}|@]+\.[^\s,;:""'<>()\[\]{}|@]+")]
    private static partial Regex AnyEmail();
}
