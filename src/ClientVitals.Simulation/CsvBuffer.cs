using System.Buffers.Text;
using System.Text;

namespace ClientVitals.Simulation;

/// <summary>Rows of CSV as UTF-8 bytes, gathered in one buffer: writing a row allocates nothing.</summary>
internal sealed class CsvBuffer(Stream to)
{
    private const int Room = 64 * 1024;
    private const int LongestRow = 4 * 1024;

    private static readonly int[] Powers = [1, 10, 100, 1000];

    private readonly byte[] _bytes = new byte[Room + LongestRow];
    private int _used;

    /// <summary>Rows that were ended; the header is not one.</summary>
    public long Rows { get; private set; }

    public void Header(string columns)
    {
        Put(Encoding.UTF8.GetBytes(columns));
        Put((byte)'\n');
    }

    public void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    public void Put(byte one) => _bytes[_used++] = one;

    public void Comma() => Put((byte)',');

    public void Dash() => Put((byte)'-');

    public void Number(int number)
    {
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_used), out var written);
        _used += written;
    }

    /// <summary>2026-11-22T14:03:11Z, by hand: a format string would cost more than the rest of the row.</summary>
    /// <param name="unixSeconds">Seconds since 1970 in UTC.</param>
    public void Instant(long unixSeconds)
    {
        var instant = DateTime.UnixEpoch.AddSeconds(unixSeconds);
        Date(DateOnly.FromDateTime(instant));
        Put((byte)'T');
        Two(instant.Hour);
        Put((byte)':');
        Two(instant.Minute);
        Put((byte)':');
        Two(instant.Second);
        Put((byte)'Z');
    }

    /// <summary>2026-11-22.</summary>
    public void Date(DateOnly day)
    {
        Two(day.Year / 100);
        Two(day.Year % 100);
        Dash();
        Two(day.Month);
        Dash();
        Two(day.Day);
    }

    /// <summary>An amount that is not negative, in the currency's unit: 23450 with two decimals is 234.50.</summary>
    /// <param name="minor">In the smallest unit of the currency.</param>
    /// <param name="decimals">0 to 3.</param>
    public void Amount(long minor, int decimals)
    {
        var unit = Powers[decimals];
        Number((int)(minor / unit));
        if (decimals == 0) return;
        Put((byte)'.');
        var rest = (int)(minor % unit);
        for (var at = decimals - 1; at >= 0; at--) Put((byte)('0' + rest / Powers[at] % 10));
    }

    public void EndRow()
    {
        Put((byte)'\n');
        Rows++;
        if (_used >= Room) Flush();
    }

    public void Flush()
    {
        to.Write(_bytes, 0, _used);
        _used = 0;
    }

    private void Two(int number)
    {
        Put((byte)('0' + number / 10));
        Put((byte)('0' + number % 10));
    }
}
