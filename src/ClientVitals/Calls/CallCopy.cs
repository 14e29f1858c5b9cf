using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ClientVitals.Calls;

/// <summary>
/// Streams calls into the staging table in PostgreSQL's binary COPY form, written by hand into one buffer: a row costs no
/// allocation and no call per field. Columns and order are those of <c>ImportCalls.Copy.sql</c>.
/// </summary>
internal sealed class CallCopy(NpgsqlRawCopyStream stream)
{
    private const short Fields = 18;
    private const int FlushAt = 64 << 10;
    private const int Slack = 8 << 10;

    /// <summary>PostgreSQL counts microseconds from 2000-01-01.</summary>
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private byte[] _buffer = new byte[FlushAt + Slack];
    private int _at;
    private byte[] _facts = new byte[1024];

    public void Begin()
    {
        // The signature holds the byte FF, which no UTF-8 text does; after it two empty words.
        ReadOnlySpan<byte> head = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.CopyTo(_buffer);
        _at = head.Length;
    }

    /// <summary>Adds a call. Returns true when <see cref="FlushAsync"/> is due.</summary>
    public bool Add(CallRow row)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(2), Fields);
        Number(row.Line);
        Text(row.ClientEmail);
        Text(row.ClientPhone);
        Text(row.Provider);
        Text(row.ProviderCallId);
        if (row.ProviderCallId is null)
            Key(row);
        else
            Nothing();
        Instant(row.StartedAt);
        if (row.LoggedAt is { } logged)
            Instant(logged);
        else
            Nothing();
        // What the line leaves empty must not overwrite what another file said.
        Text((row.Told & CallTold.Direction) != 0 ? row.Direction.Word() : null);
        Text((row.Told & CallTold.Channel) != 0 ? row.Channel.Word() : null);
        Text((row.Told & CallTold.Status) != 0 ? row.Status.Word() : null);
        Text(row.Outcome?.Word());
        if (row.DurationSeconds is { } seconds)
        {
            BinaryPrimitives.WriteInt32BigEndian(Room(4), 4);
            BinaryPrimitives.WriteInt32BigEndian(Room(4), seconds);
        }
        else
        {
            Nothing();
        }
        Text(row.Staff);
        Text(row.Notes);
        Text(row.Firstname);
        Text(row.Lastname);
        Text(row.Coach);
        return _at >= FlushAt;
    }

    public async Task FlushAsync(CancellationToken cancel)
    {
        await stream.WriteAsync(_buffer.AsMemory(0, _at), cancel);
        _at = 0;
    }

    public async Task EndAsync(CancellationToken cancel)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(2), -1);
        await FlushAsync(cancel);
    }

    /// <summary>
    /// The identity of a call that its source gives no id: 128 bits of SHA-256 over its facts, each after a letter. A field
    /// that says nothing adds nothing, so that a field of a later version leaves the keys of today's rows alone.
    /// </summary>
    private void Key(CallRow row)
    {
        var at = 0;
        Fact(ref at, 'e', row.ClientEmail);
        Fact(ref at, 'p', row.ClientPhone);
        Fact(ref at, 't', row.StartedAt.UtcTicks);
        if (row.LoggedAt is { } logged)
            Fact(ref at, 'l', logged.UtcTicks);
        Fact(ref at, 'd', row.Direction.Word());
        Fact(ref at, 'c', row.Channel.Word());
        Fact(ref at, 's', row.Status.Word());
        Fact(ref at, 'o', row.Outcome?.Word());
        if (row.DurationSeconds is { } seconds)
            Fact(ref at, 'n', seconds);
        Fact(ref at, 'w', row.Staff);
        Fact(ref at, 'x', row.Notes);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(_facts.AsSpan(0, at), hash);
        BinaryPrimitives.WriteInt32BigEndian(Room(4), 16);
        hash[..16].CopyTo(Room(16));
    }

    private void Fact(ref int at, char name, string? text)
    {
        if (text is null)
            return;
        var most = at + 2 + (text.Length * 3);
        if (most > _facts.Length)
            Array.Resize(ref _facts, most * 2);
        _facts[at++] = (byte)name;
        at += Encoding.UTF8.GetBytes(text, _facts.AsSpan(at));
        _facts[at++] = 0;
    }

    private void Fact(ref int at, char name, long number)
    {
        if (at + 9 > _facts.Length)
            Array.Resize(ref _facts, _facts.Length * 2);
        _facts[at++] = (byte)name;
        BinaryPrimitives.WriteInt64BigEndian(_facts.AsSpan(at), number);
        at += 8;
    }

    private void Nothing() => BinaryPrimitives.WriteInt32BigEndian(Room(4), -1);

    private void Number(long number)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(4), 8);
        BinaryPrimitives.WriteInt64BigEndian(Room(8), number);
    }

    private void Instant(DateTimeOffset instant) => Number((instant.UtcTicks - Epoch) / TimeSpan.TicksPerMicrosecond);

    private void Text(string? text)
    {
        if (text is null)
        {
            Nothing();
            return;
        }
        Reserve(4 + (text.Length * 3));
        var length = Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_at + 4));
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_at), length);
        _at += 4 + length;
    }

    private Span<byte> Room(int bytes)
    {
        Reserve(bytes);
        _at += bytes;
        return _buffer.AsSpan(_at - bytes, bytes);
    }

    private void Reserve(int bytes)
    {
        if (_at + bytes > _buffer.Length)
            Array.Resize(ref _buffer, (_at + bytes) * 2);
    }
}
