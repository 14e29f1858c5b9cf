using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace ClientVitals.Sources;

/// <summary>The rows of one sheet of an Excel workbook (.xlsx, .xls). Dates come as dates, whatever the sheet shows them as.</summary>
internal sealed class WorkbookRows : RowsAsCsv
{
    /// <summary>Rows of each sheet in which the column names are looked for.</summary>
    private const int LookedAt = 40;

    /// <summary>What a workbook may unpack to, in bytes: beyond it somebody is playing a trick.</summary>
    private const long MostUnpacked = 4L << 30;

    private readonly Stream _file;
    private readonly IExcelDataReader _reader;

    private WorkbookRows(Stream file, IExcelDataReader reader)
    {
        _file = file;
        _reader = reader;
    }

    /// <summary>The sheets' names.</summary>
    public IReadOnlyList<string> Sheets { get; private set; } = [];

    /// <summary>The sheet that is read.</summary>
    public string Sheet { get; private set; } = "";

    /// <summary>Whether the first bytes are those of a workbook.</summary>
    public static bool IsWorkbook(ReadOnlySpan<byte> first) =>
        first.StartsWith("PK\x03\x04"u8) || first.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    /// <summary>Opens a workbook. Throws <see cref="PlainError"/> when it is not a workbook, is locked, or has no such sheet.</summary>
    /// <param name="name">The file's name, for the sentence.</param>
    /// <param name="file">A stream that can be taken back; it is closed with this one.</param>
    /// <param name="form">Which sheet; how the column names are known.</param>
    public static WorkbookRows Open(string name, Stream file, SourceForm form)
    {
        try
        {
            MustBeOfBearableSize(name, file);
            _ = TextEncodings.Named("1252");
            var rows = new WorkbookRows(file, ExcelReaderFactory.CreateReader(file, new ExcelReaderConfiguration { LeaveOpen = true }));
            rows.Choose(name, form);
            return rows;
        }
        catch (InvalidPasswordException e)
        {
            throw new PlainError($"'{name}' is locked with a password; save it without one, or as CSV UTF-8.", e);
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or System.Xml.XmlException or ArgumentException or IndexOutOfRangeException)
        {
            throw new PlainError($"'{name}' is a ZIP archive or workbook, but not one that can be read as an Excel workbook ({e.Message.TrimEnd('.')}); save it as .xlsx or as CSV UTF-8 and import that.", e);
        }
    }

    private static void MustBeOfBearableSize(string name, Stream file)
    {
        Span<byte> first = stackalloc byte[4];
        var read = file.ReadAtLeast(first, 4, throwOnEndOfStream: false);
        file.Position = 0;
        if (!first[..read].StartsWith("PK"u8))
            return;
        using (var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
        {
            if (archive.Entries.Sum(entry => entry.Length) > MostUnpacked)
                throw new PlainError($"'{name}' unpacks to more than {MostUnpacked >> 30} GB; save it as CSV UTF-8 and import that.");
        }
        file.Position = 0;
    }

    private void Choose(string name, SourceForm form)
    {
        var sheets = new List<string>();
        var withNames = -1;
        var withRows = -1;
        do
        {
            sheets.Add(_reader.Name);
            if (withNames < 0 && _reader.VisibleState == "visible" && form.Sheet is null)
            {
                var (hasNames, hasRows) = LookAt(form.Judge);
                withNames = hasNames ? sheets.Count - 1 : -1;
                withRows = withRows < 0 && hasRows ? sheets.Count - 1 : withRows;
            }
        }
        while (_reader.NextResult());
        Sheets = sheets;
        var chosen = form.Sheet is null ? Math.Max(0, withNames >= 0 ? withNames : withRows) : Asked(name, form.Sheet.Trim(), sheets);
        Sheet = sheets[chosen];
        _reader.Reset();
        for (var i = 0; i < chosen; i++)
            _reader.NextResult();
    }

    private static int Asked(string name, string sheet, List<string> sheets)
    {
        var at = sheets.FindIndex(one => string.Equals(one, sheet, StringComparison.OrdinalIgnoreCase));
        if (at < 0 && int.TryParse(sheet, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= sheets.Count)
            at = number - 1;
        return at >= 0 ? at : throw new PlainError($"'{name}' has no sheet '{sheet}'; its sheets are {string.Join(", ", sheets)}.");
    }

    private (bool HasNames, bool HasRows) LookAt(Func<IReadOnlyList<string>, FirstLine>? judge)
    {
        var hasRows = false;
        for (var row = 0; row < LookedAt && _reader.Read(); row++)
        {
            var fields = Enumerable.Range(0, _reader.FieldCount).Select(column => TextOf(_reader.GetValue(column)).Trim()).ToList();
            if (fields.TrueForAll(field => field.Length == 0))
                continue;
            if (judge is null || judge(fields).Kind == FirstLineKind.Names || (!hasRows && judge(fields).Kind == FirstLineKind.Record))
                return (true, true);
            hasRows = true;
        }
        return (false, hasRows);
    }

    protected override bool Next(StringBuilder line)
    {
        if (!_reader.Read())
            return false;
        var start = line.Length;
        var isBlank = true;
        for (var column = 0; column < _reader.FieldCount; column++)
        {
            var text = TextOf(_reader.GetValue(column));
            isBlank &= text.Length == 0;
            Cell(line, column, text);
        }
        if (isBlank)
            line.Length = start;
        return true;
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "true" : "false",
        DateTime moment => Moment(moment),
        TimeSpan length => Clocked(TimeSpan.FromSeconds(Math.Round(length.TotalSeconds))),
        // A number of a phone or an id: all of its digits, and no "E+11".
        double number when Math.Abs(number) < 1e15 && number == Math.Floor(number) => ((long)number).ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Clocked(TimeSpan length) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)length.TotalHours}:{length.Minutes:00}:{length.Seconds:00}");

    private static string Moment(DateTime moment)
    {
        // A day is kept as a fraction: 09:00 may come as 08:59:59.9996.
        var second = new DateTime((moment.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
        if (second.Year < 1901)
            return second.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return second.ToString(second.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
            _file.Dispose();
        }
        base.Dispose(disposing);
    }
}
