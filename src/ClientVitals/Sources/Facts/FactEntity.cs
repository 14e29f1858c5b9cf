using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Sources.Facts;

/// <summary>A declared fact, as the intake takes it in: (source, id, client), or what its key says; corrected and never doubled.</summary>
public sealed class FactEntity : Entity<FactRow>
{
    private readonly FactSteps _steps;
    private readonly int _email, _phone, _key, _id, _modified, _first, _last, _coach;
    private readonly IReadOnlyList<int> _keyFields;

    /// <param name="fact">What it is.</param>
    /// <param name="identity">How clients are found and made.</param>
    public FactEntity(Fact fact, Identity identity)
    {
        ArgumentNullException.ThrowIfNull(fact);
        (Fact, Identity) = (fact, identity);
        (_email, _phone, _key) = (fact.Find(FactKind.Email), fact.Find(FactKind.Phone), fact.Find(FactKind.ClientKey));
        (_id, _modified) = (fact.Find(FactKind.ExternalId), fact.Find(FactKind.Modified));
        (_first, _last, _coach) = (fact.Find(FactKind.FirstName), fact.Find(FactKind.LastName), fact.Find(FactKind.Coach));
        _keyFields = [.. fact.Key.Select(fact.Find)];
        Columns =
        [
            new("line", "bigint", ColumnUse.Line),
            new("client_email", "text"),
            new("client_phone", "text"),
            new("client_key", "text"),
            new("external_id", "text"),
            new("record_key", "text", ColumnUse.SourceKey),
            .. fact.EqualRowsAreSeveral ? (StageColumn[])[new("row_key", "uuid", ColumnUse.RowKey)] : [],
            new("modified_at", "timestamptz", ColumnUse.Modified),
            .. fact.Kept.Select(at => new StageColumn(fact.Fields[at].Word, TypeOf(fact.Fields[at].Kind))),
            new("firstname", "text", ColumnUse.Person),
            new("lastname", "text", ColumnUse.Person),
            new("coach", "text", ColumnUse.Person),
        ];
        _steps = new(fact, identity);
        TakesIn = new(this);
    }

    /// <summary>What it is.</summary>
    public Fact Fact { get; }

    /// <summary>The facts whose rows find their client by what a row of this one says; asked for when it is needed, as they are declared later.</summary>
    public Func<IEnumerable<FactEntity>>? Follows { get; init; }

    public override IEnumerable<string> Following => Follows?.Invoke().Select(fact => fact._steps.Of("Follow")!) ?? [];

    /// <summary>How it is delivered.</summary>
    public TakesIn<FactRow> TakesIn { get; }

    public override string Name => Fact.Name;

    public override string One => Fact.One;

    public override Identity Identity { get; }

    public override IReadOnlyList<StageColumn> Columns { get; }

    public override IReadOnlyList<string> Tables => [$"public.{Fact.Table}", "public.clients", "public.client_emails", "public.client_phones", "public.client_health_scores"];

    public override string KeyType => "bigint";

    /// <summary>A row says itself what its source calls it.</summary>
    public override bool HasCrosswalk => false;

    /// <summary>By what the source calls the client.</summary>
    public override bool MatchesByMore => true;

    public override long LineOf(long place) => FactRow.LineOf(place);

    public override string Standing => Fact.Standing;

    public override string? Together(string column, string last) => _steps.Together(column, last);

    public override string? Step(string name) => _steps.Of(name);

    public override IEnumerable<string> ReadyMappings => Fact.Mappings.Keys;

    public override void CheckMapping(string mapping) => FactMapping.Of(Fact.Mappings, Name, mapping);

    public override string Example(string mapping, DateTimeOffset now) => FactExample.Of(Fact, FactMapping.Of(Fact.Mappings, Name, mapping), now);

    public override IReadOnlyList<IReadOnlyDictionary<string, string?>>? ReadMessage(string mapping, JsonElement message) => FactMapping.Of(Fact.Mappings, Name, mapping).Read(One, Name, message);

    public override Incoming<FactRow> Open(
        string source, string name, IReadOnlyList<IReadOnlyDictionary<string, string?>> rows, BusinessSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return FactFile.Of(Identity, name, rows, Reading(settings, now) with { Source = source });
    }

    /// <summary>How its files are read where nobody says otherwise.</summary>
    public FactReading Reading(BusinessSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(Fact, now, BusinessZone.Of(settings.BusinessZone)) { PhoneRegion = settings.PhoneRegion };
    }

    public override void Write(IRowFields to, FactRow row)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(row);
        to.Large(row.Place);
        to.Text(row.Values[_email].Text);
        to.Text(row.Values[_phone].Text);
        to.Text(row.Values[_key].Text);
        var id = row.Values[_id].Text;
        to.Text(id);
        WriteKey(to, row, id);
        Write(to, row.Values[_modified], FactKind.Modified);
        foreach (var at in Fact.Kept)
            Write(to, row.Values[at], Fact.Fields[at].Kind);
        to.Text(row.Values[_first].Text);
        to.Text(row.Values[_last].Text);
        to.Text(row.Values[_coach].Text);
    }

    /// <summary>What tells the row apart: the source's id, else 128 bits of SHA-256 over the client's address and the fields of the fact's key.</summary>
    private void WriteKey(IRowFields to, FactRow row, string? id)
    {
        Span<byte> hash = stackalloc byte[32];
        if (id is null)
        {
            var said = string.Join('\n', _keyFields.Select(at => row.Values[at] is { IsGiven: true } value ? value.Text ?? value.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")
                .Prepend(row.Values[_email].Text ?? row.Values[_phone].Text ?? row.Values[_key].Text));
            SHA256.HashData(Encoding.UTF8.GetBytes(said), hash);
        }
        var key = hash[..16];
        if (!Fact.EqualRowsAreSeveral)
        {
            to.Text(id ?? FactSteps.RowKey + new Guid(key, bigEndian: true));
            return;
        }
        to.Text(id);
        if (id is null)
            to.Key(key);
        else
            to.Nothing();
    }

    private static void Write(IRowFields to, FactValue value, FactKind kind)
    {
        if (!value.IsGiven)
        {
            to.Nothing();
            return;
        }
        switch (kind)
        {
            case FactKind.Moment or FactKind.Modified:
                to.Instant(value.Moment!.Value);
                break;
            case FactKind.Day:
                to.Day(value.Day);
                break;
            case FactKind.Minutes or FactKind.Whole:
                to.Whole((int)value.Number);
                break;
            case FactKind.Flag:
                to.Flag(value.Number != 0);
                break;
            default:
                to.Text(value.Text);
                break;
        }
    }

    /// <summary>An exact amount waits as text, so that none of its digits is lost; the steps read it as a number.</summary>
    private static string TypeOf(FactKind kind) => kind switch
    {
        FactKind.Moment => "timestamptz",
        FactKind.Day => "date",
        FactKind.Minutes or FactKind.Whole => "integer",
        FactKind.Flag => "boolean",
        _ => "text",
    };
}
