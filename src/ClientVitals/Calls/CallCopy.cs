using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Calls;

/// <summary>
/// Streams calls into the staging table (<see cref="CopyRows"/>). Columns and order are those of <c>ImportCalls.Copy.sql</c>.
/// </summary>
internal sealed class CallCopy(NpgsqlRawCopyStream stream)
{
    private const short Fields = 18;
    private const int FlushAt = 64 << 10;
    private const int Slack = 8 << 10;

    private readonly CopyRows _rows = new(FlushAt + Slack);
    private byte[] _facts = new byte[1024];

    public void Begin() => _rows.Begin();

    /// <summary>Adds a call. Returns true when <see cref="FlushAsync"/> is due.</summary>
    public bool Add(CallRow row)
    {
        _rows.Row(Fields);
        _rows.Large(row.Line);
        _rows.Text(row.ClientEmail);
        _rows.Text(row.ClientPhone);
        _rows.Text(row.Provider);
        _rows.Text(row.ProviderCallId);
        if (row.ProviderCallId is null)
            Key(row);
        else
            _rows.Nothing();
        _rows.Instant(row.StartedAt);
        if (row.LoggedAt is { } logged)
            _rows.Instant(logged);
        else
            _rows.Nothing();
        // What the line leaves empty must not overwrite what another file said.
        _rows.Text((row.Told & CallTold.Direction) != 0 ? row.Direction.Word() : null);
        _rows.Text((row.Told & CallTold.Channel) != 0 ? row.Channel.Word() : null);
        _rows.Text((row.Told & CallTold.Status) != 0 ? row.Status.Word() : null);
        _rows.Text(row.Outcome?.Word());
        if (row.DurationSeconds is { } seconds)
            _rows.Whole(seconds);
        else
            _rows.Nothing();
        _rows.Text(row.Staff);
        _rows.Text(row.Notes);
        _rows.Text(row.Firstname);
        _rows.Text(row.Lastname);
        _rows.Text(row.Coach);
        return _rows.Length >= FlushAt;
    }

    public async Task FlushAsync(CancellationToken cancel)
    {
        await stream.WriteAsync(_rows.Written, cancel);
        _rows.Empty();
    }

    public async Task EndAsync(CancellationToken cancel)
    {
        _rows.End();
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
        _rows.Bytes(hash[..16]);
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
}
