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
        new("source_order", "bigint", ColumnUse.Modified),
        new("leg_call_ids", "text", ColumnUse.OtherIds),
        new("firstname", "text", ColumnUse.Person),
        new("lastname", "text", ColumnUse.Person),
        new("coach", "text", ColumnUse.Person),
    ];

    public override string KeyType => "bigint";

    public override long LineOf(long place) => CallRow.LineOf(place);

    // Which records of one call are near this one: legs of a call and its events lie within hours of each other.
    private const string Near = "(partition by i.provider, i.provider_call_id, f.whose order by i.started_at range between interval '12 hours' preceding and interval '12 hours' following)";

    private const string AtOnce = "(partition by i.provider, i.provider_call_id, f.whose, i.started_at)";

    private const string Talked = "coalesce(i.status, 'COMPLETED') = 'COMPLETED'";

    /// <summary>As the step Known has it across deliveries: ringing gives way to the call's end, a leg that nobody took to the one in which they talked.</summary>
    public override string Standing { get; } = $"""
        case
          when i.status = 'UNKNOWN' and bool_or(coalesce(i.status, 'COMPLETED') not in ('UNKNOWN', 'SCHEDULED')) over {Near} then 0
          when i.status = 'SCHEDULED' and bool_or(coalesce(i.status, 'COMPLETED') in ('COMPLETED', 'NO_ANSWER', 'VOICEMAIL', 'DECLINED')) over {AtOnce} then 0
          when i.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED', 'CANCELLED') and i.duration_seconds = 0
            and bool_or({Talked} and i.duration_seconds > 0) over {Near} then 1
          when i.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and coalesce(i.duration_seconds, 0) = 0
            and bool_or({Talked}) over {Near} and not bool_or({Talked}) over {AtOnce} then 1
          else 2
        end
        """;

    /// <summary>Of a call under way the first telling knows when it began; a leg in which they talked may say no more than how long.</summary>
    public override string? Together(string column, string last) => column switch
    {
        "started_at" => $"""
            case
              when bool_or(p.status = 'UNKNOWN') and bool_and(p.source_order is not null) and {last} - min(p.started_at) <= interval '12 hours'
              then min(p.started_at)
              else {last}
            end
            """,
        "status" => $"""
            case
              when bool_or(l.turn is null and p.status is null and p.duration_seconds > 0) and min(p.duration_seconds) = 0
                and {last} in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED', 'CANCELLED')
              then 'COMPLETED'
              else {last}
            end
            """,
        "leg_call_ids" => "string_agg(distinct p.leg_call_ids, e'\\n')",
        _ => null,
    };

    /// <summary>A call says itself what its source calls it.</summary>
    public override bool HasCrosswalk => false;

    public override IEnumerable<string> ReadyMappings => CallMapping.Ready.Keys;

    public override void CheckMapping(string mapping) => CallMapping.Of(mapping);

    public override string Example(string mapping, DateTimeOffset now) => ExampleMessage.Of(CallMapping.Of(mapping), now);

    public override IReadOnlyList<IReadOnlyDictionary<string, string?>>? ReadMessage(string mapping, JsonElement message) => CallMapping.Of(mapping).Read(message);

    public override Incoming<CallRow> Open(
        string source, string name, IReadOnlyList<IReadOnlyDictionary<string, string?>> rows, BusinessSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return CallFile.Of(
            name, rows, new CallFileOptions(now, BusinessZone.Of(settings.BusinessZone)) { PhoneRegion = settings.PhoneRegion, Source = source });
    }

    public override string? Step(string name) => name == "Choose" ? IntakeSteps.Choose : Sql.Find<CallEntity>(name);

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
        if (row.SourceOrder is { } order)
            to.Large(order);
        else
            to.Nothing();
        to.Text(row.LegCallId);
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
