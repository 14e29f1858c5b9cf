using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Calls;

/// <summary>Calls, as the intake takes them in: (source, provider id, client), corrected and never doubled.</summary>
public sealed class CallEntity : Entity<CallRow>
{
    /// <summary>The only one there is.</summary>
    public static readonly CallEntity Calls = new();

    /// <summary>How calls are delivered.</summary>
    public static readonly TakesIn<CallRow> TakesIn = new(Calls);

    // One walk writes all rows of a delivery, one after another.
    [ThreadStatic]
    private static byte[]? _facts;

    private CallEntity()
    {
    }

    public override string Name => "calls";

    public override string One => "call";

    public override Identity Identity => ClientIdentity.Rules;

    public override IReadOnlyList<string> Tables { get; } =
        ["public.call_records", "public.call_rollups", "public.clients", "public.client_emails", "public.client_phones", "public.client_health_scores"];

    public override IReadOnlyList<StageColumn> Columns { get; } =
    [
        new("line", "bigint", ColumnUse.Line),
        new("client_email", "text"),
        new("client_phone", "text"),
        new("provider", "text", ColumnUse.SourceKey),
        new("provider_call_id", "text", ColumnUse.SourceKey),
        new("row_key", "uuid", ColumnUse.RowKey),
        new("started_at", "timestamptz"),
        new("logged_at", "timestamptz"),
        new("direction", "text"),
        new("channel", "text"),
        new("status", "text"),
        new("outcome", "text"),
        new("duration_seconds", "integer"),
        new("staff", "text"),
        new("notes", "text"),
        new("firstname", "text", ColumnUse.Person),
        new("lastname", "text", ColumnUse.Person),
        new("coach", "text", ColumnUse.Person),
    ];

    public override string KeyType => "bigint";

    public override long LineOf(long place) => CallRow.LineOf(place);

    /// <summary>A call says itself what its source calls it.</summary>
    public override bool HasCrosswalk => false;

    public override IReadOnlyList<IReadOnlyDictionary<string, string?>>? ReadMessage(string mapping, JsonElement message) => CallMapping.Of(mapping).Read(message);

    public override Incoming<CallRow> Open(
        string source, string name, IReadOnlyList<IReadOnlyDictionary<string, string?>> rows, BusinessSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return CallFile.Of(
            name, rows, new CallFileOptions(now, BusinessZone.Of(settings.BusinessZone)) { PhoneRegion = settings.PhoneRegion, Source = source });
    }

    public override string? Step(string name) => Sql.Find<CallEntity>(name);

    public override void Write(IRowFields to, CallRow row)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(row);
        to.Large(row.Place);
        to.Text(row.ClientEmail);
        to.Text(row.ClientPhone);
        to.Text(row.Provider);
        to.Text(row.ProviderCallId);
        if (row.ProviderCallId is null)
            WriteKey(to, row);
        else
            to.Nothing();
        to.Instant(row.StartedAt);
        if (row.LoggedAt is { } logged)
            to.Instant(logged);
        else
            to.Nothing();
        // What the line leaves empty must not overwrite what another file said.
        to.Text((row.Told & CallTold.Direction) != 0 ? row.Direction.Word() : null);
        to.Text((row.Told & CallTold.Channel) != 0 ? row.Channel.Word() : null);
        to.Text((row.Told & CallTold.Status) != 0 ? row.Status.Word() : null);
        to.Text(row.Outcome?.Word());
        if (row.DurationSeconds is { } seconds)
            to.Whole(seconds);
        else
            to.Nothing();
        to.Text(row.Staff);
        to.Text(row.Notes);
        to.Text(row.Firstname);
        to.Text(row.Lastname);
        to.Text(row.Coach);
    }

    /// <summary>
    /// The identity of a call that its source gives no id: 128 bits of SHA-256 over its facts, each after a letter. A field
    /// that says nothing adds nothing, so that a field of a later version leaves the keys of today's rows alone.
    /// </summary>
    private static void WriteKey(IRowFields to, CallRow row)
    {
        var facts = _facts ??= new byte[1024];
        var at = 0;
        Fact(ref facts, ref at, 'e', row.ClientEmail);
        Fact(ref facts, ref at, 'p', row.ClientPhone);
        Fact(ref facts, ref at, 't', row.StartedAt.UtcTicks);
        if (row.LoggedAt is { } logged)
            Fact(ref facts, ref at, 'l', logged.UtcTicks);
        Fact(ref facts, ref at, 'd', row.Direction.Word());
        Fact(ref facts, ref at, 'c', row.Channel.Word());
        Fact(ref facts, ref at, 's', row.Status.Word());
        Fact(ref facts, ref at, 'o', row.Outcome?.Word());
        if (row.DurationSeconds is { } seconds)
            Fact(ref facts, ref at, 'n', seconds);
        Fact(ref facts, ref at, 'w', row.Staff);
        Fact(ref facts, ref at, 'x', row.Notes);
        _facts = facts;
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(facts.AsSpan(0, at), hash);
        to.Key(hash[..16]);
    }

    private static void Fact(ref byte[] facts, ref int at, char name, string? text)
    {
        if (text is null)
            return;
        var most = at + 2 + (text.Length * 3);
        if (most > facts.Length)
            Array.Resize(ref facts, most * 2);
        facts[at++] = (byte)name;
        at += Encoding.UTF8.GetBytes(text, facts.AsSpan(at));
        facts[at++] = 0;
    }

    private static void Fact(ref byte[] facts, ref int at, char name, long number)
    {
        if (at + 9 > facts.Length)
            Array.Resize(ref facts, facts.Length * 2);
        facts[at++] = (byte)name;
        BinaryPrimitives.WriteInt64BigEndian(facts.AsSpan(at), number);
        at += 8;
    }
}
