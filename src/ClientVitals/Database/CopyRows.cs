using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace ClientVitals.Database;

/// <summary>
/// Rows in PostgreSQL's binary COPY form, written by hand into one buffer: a row costs no allocation and no call of the driver
/// per field, and can be made while the connection is busy with something else.
/// Source: "Binary Format" of COPY, and the types' own send functions, in PostgreSQL's documentation and sources.
/// </summary>
internal sealed class CopyRows(int capacity) : IRowFields
{
    /// <summary>Places after the point that a <see cref="Number"/> keeps.</summary>
    public const int Places = 6;

    private const double Scale = 1e6, MostScaled = 9e16;

    /// <summary>PostgreSQL counts from 2000-01-01.</summary>
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private static readonly int FirstDay = new DateOnly(2000, 1, 1).DayNumber;

    private byte[] _bytes = new byte[capacity];

    /// <summary>Bytes written since <see cref="Empty"/>.</summary>
    public int Length { get; private set; }

    /// <summary>What was written since <see cref="Empty"/>; good until more is.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Empty() => Length = 0;

    /// <summary>The head of a COPY.</summary>
    public void Begin()
    {
        // The signature holds the byte FF, which no UTF-8 text does; after it two empty words.
        ReadOnlySpan<byte> head = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.CopyTo(Room(head.Length));
    }

    /// <summary>The end of a COPY.</summary>
    public void End() => BinaryPrimitives.WriteInt16BigEndian(Room(2), -1);

    /// <summary>A row of so many fields begins.</summary>
    public void Row(short fields) => BinaryPrimitives.WriteInt16BigEndian(Room(2), fields);

    /// <summary>A null.</summary>
    public void Nothing() => BinaryPrimitives.WriteInt32BigEndian(Room(4), -1);

    public void Flag(bool flag)
    {
        var room = Field(1);
        room[0] = flag ? (byte)1 : (byte)0;
    }

    /// <summary>An integer.</summary>
    public void Whole(int number) => BinaryPrimitives.WriteInt32BigEndian(Field(4), number);

    /// <summary>A bigint.</summary>
    public void Large(long number) => BinaryPrimitives.WriteInt64BigEndian(Field(8), number);

    /// <summary>A timestamptz.</summary>
    public void Instant(DateTimeOffset instant) => Large((instant.UtcTicks - Epoch) / TimeSpan.TicksPerMicrosecond);

    /// <summary>A date.</summary>
    public void Day(DateOnly? day)
    {
        if (day is { } given)
            Whole(given.DayNumber - FirstDay);
        else
            Nothing();
    }

    public void Key(Guid key) => key.TryWriteBytes(Field(16), bigEndian: true, out _);

    /// <summary>A uuid, as its sixteen bytes.</summary>
    public void Key(ReadOnlySpan<byte> key) => Bytes(key);

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Field(bytes.Length));

    public void Text(string? text)
    {
        if (text is null)
        {
            Nothing();
            return;
        }
        Reserve(4 + (text.Length * 3));
        var length = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length + 4));
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(Length), length);
        Length += 4 + length;
    }

    /// <summary>
    /// A numeric of at most <see cref="Places"/> places after the point, without the zeros at its end; null for what is no number.
    /// The server counts in digits of ten thousand, the places after the point filled up to eight.
    /// </summary>
    public void Number(double? value)
    {
        if (value is not { } number || !double.IsFinite(number))
        {
            Nothing();
            return;
        }
        if (Math.Abs(number) > MostScaled / Scale)
        {
            Vast(number);
            return;
        }
        var scaled = (long)Math.Round(number * Scale);
        short places = Places;
        for (var rest = scaled; places > 0 && rest % 10 == 0; rest /= 10)
            places--;
        // Four whole digits and two after the point hold everything up to MostScaled; zeros at either end are left out.
        Span<short> digits = stackalloc short[6];
        var (left, fraction) = Math.DivRem(Math.Abs(scaled), (long)Scale);
        digits[5] = (short)(fraction * 100 % 10_000);
        digits[4] = (short)(fraction * 100 / 10_000);
        for (var place = 3; place >= 0; place--)
            (left, digits[place]) = (left / 10_000, (short)(left % 10_000));
        int first = 0, last = digits.Length - 1;
        while (first <= last && digits[first] == 0)
            first++;
        while (last >= first && digits[last] == 0)
            last--;
        Numeric(digits[first..(last + 1)], 3 - first, scaled < 0, places);
    }

    /// <summary>A numeric as it is, with as many places after the point as it has.</summary>
    public void Exact(decimal? value)
    {
        if (value is not { } number)
        {
            Nothing();
            return;
        }
        // A decimal is a whole number of 96 bits and a count of places (decimal.GetBits); the places are filled up to digits of ten thousand.
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var places = (bits[3] >> 16) & 0xFF;
        var fill = (4 - places % 4) % 4;
        var left = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]) * (uint)(fill switch { 1 => 10, 2 => 100, 3 => 1000, _ => 1 });
        // 29 digits and 3 that fill up are eight digits of ten thousand.
        Span<short> digits = stackalloc short[8];
        var first = digits.Length;
        for (; left != 0; left /= 10_000)
            digits[--first] = (short)(left % 10_000);
        var weight = digits.Length - first - 1 - (places + fill) / 4;
        var last = digits.Length - 1;
        while (last >= first && digits[last] == 0)
            last--;
        Numeric(digits[first..(last + 1)], weight, number < 0, (short)places);
    }

    /// <summary>A numeric[] of one dimension.</summary>
    public void Exacts(ReadOnlySpan<decimal?> values)
    {
        const int Numeric = 1700;
        var at = Length;
        var hasNull = false;
        Field(values.IsEmpty ? 12 : 20);
        foreach (var value in values)
        {
            hasNull |= value is null;
            Exact(value);
        }
        var array = _bytes.AsSpan(at);
        BinaryPrimitives.WriteInt32BigEndian(array, Length - at - 4);
        BinaryPrimitives.WriteInt32BigEndian(array[4..], values.IsEmpty ? 0 : 1);
        BinaryPrimitives.WriteInt32BigEndian(array[8..], hasNull ? 1 : 0);
        BinaryPrimitives.WriteInt32BigEndian(array[12..], Numeric);
        if (values.IsEmpty)
            return;
        BinaryPrimitives.WriteInt32BigEndian(array[16..], values.Length);
        BinaryPrimitives.WriteInt32BigEndian(array[20..], 1);
    }

    /// <summary>A jsonb, of which the server knows one form.</summary>
    public void Json(ReadOnlySpan<byte> json)
    {
        var room = Field(json.Length + 1);
        room[0] = 1;
        json.CopyTo(room[1..]);
    }

    /// <summary>An integer; null = a null.</summary>
    public void Whole(int? number)
    {
        if (number is { } given)
            Whole(given);
        else
            Nothing();
    }

    /// <summary>A number so large that what comes after its point is noise.</summary>
    private void Vast(double number)
    {
        var digits = new List<short>();
        for (var left = BigInteger.Abs(new BigInteger(number)); !left.IsZero; left /= 10_000)
            digits.Insert(0, (short)(left % 10_000));
        Numeric(CollectionsMarshal.AsSpan(digits), digits.Count - 1, number < 0, 0);
    }

    /// <param name="digits">Digits of ten thousand, the highest first.</param>
    /// <param name="weight">The power of ten thousand that the first of them counts.</param>
    /// <param name="places">Places shown after the point.</param>
    private void Numeric(ReadOnlySpan<short> digits, int weight, bool negative, short places)
    {
        var room = Field(8 + 2 * digits.Length);
        BinaryPrimitives.WriteInt16BigEndian(room, (short)digits.Length);
        BinaryPrimitives.WriteInt16BigEndian(room[2..], (short)(digits.IsEmpty ? 0 : weight));
        BinaryPrimitives.WriteInt16BigEndian(room[4..], (short)(negative ? 0x4000 : 0));
        BinaryPrimitives.WriteInt16BigEndian(room[6..], places);
        for (var digit = 0; digit < digits.Length; digit++)
            BinaryPrimitives.WriteInt16BigEndian(room[(8 + 2 * digit)..], digits[digit]);
    }

    private Span<byte> Field(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(4), length);
        return Room(length);
    }

    private Span<byte> Room(int bytes)
    {
        Reserve(bytes);
        Length += bytes;
        return _bytes.AsSpan(Length - bytes, bytes);
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes > _bytes.Length)
            Array.Resize(ref _bytes, (Length + bytes) * 2);
    }
}
