using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Tests.Sources.Intake;

/// <summary>
/// A toy: visits have a table of their own and no key for what a source calls them. All that an entity needs: this description and four
/// texts of SQL. Its records are read as calls are.
/// </summary>
public sealed class VisitEntity : Entity<CallRow>
{
    public static readonly VisitEntity Visits = new();

    /// <summary>The entity's table.</summary>
    public const string Table = """
        create table public.visits (
          id uuid primary key, client_id uuid references public.clients (id) on delete cascade, client_email text, client_phone text,
          starts_at timestamptz not null, state text, seconds integer, staff text, note text, delivery_id bigint not null);
        grant select, insert, update, delete on public.visits to service_role
        """;

    public override string Name => "visits";

    public override string One => "visit";

    public override IReadOnlyList<StageColumn> Columns { get; } =
    [
        new("line", "bigint", ColumnUse.Line),
        new("client_email", "text"),
        new("client_phone", "text"),
        new("external_id", "text", ColumnUse.SourceKey),
        new("row_key", "uuid", ColumnUse.RowKey),
        new("modified_at", "timestamptz", ColumnUse.Modified),
        new("starts_at", "timestamptz"),
        new("state", "text"),
        new("seconds", "integer"),
        new("staff", "text"),
        new("note", "text"),
        new("firstname", "text", ColumnUse.Person),
        new("lastname", "text", ColumnUse.Person),
        new("coach", "text", ColumnUse.Person),
    ];

    public override Identity Identity => ClientIdentity.Rules;

    public override IReadOnlyList<string> Tables { get; } = ["public.clients"];

    public override long LineOf(long place) => CallRow.LineOf(place);

    public override string? Step(string name) => Sql.Find<VisitEntity>(name);

    public override void Write(IRowFields to, CallRow row)
    {
        to.Large(row.Place);
        to.Text(row.ClientEmail);
        to.Text(row.ClientPhone);
        to.Text(row.ProviderCallId);
        if (row.ProviderCallId is null)
            to.Key(SHA256.HashData(Encoding.UTF8.GetBytes((row with { Line = 0, Part = 0, Firstname = null, Lastname = null, Coach = null, Told = CallTold.Nothing }).ToString())).AsSpan(0, 16));
        else
            to.Nothing();
        if (row.LoggedAt is { } modified)
            to.Instant(modified);
        else
            to.Nothing();
        to.Instant(row.StartedAt);
        to.Text((row.Told & CallTold.Status) != 0 ? row.Status.Word() : null);
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

    public override void CheckMapping(string mapping) => CallMapping.Of(mapping);

    public override IReadOnlyList<IReadOnlyDictionary<string, string?>>? ReadMessage(string mapping, JsonElement message) => CallMapping.Of(mapping).Read(message);

    public override Incoming<CallRow> Open(
        string source, string name, IReadOnlyList<IReadOnlyDictionary<string, string?>> rows, BusinessSettings settings, DateTimeOffset now) =>
        CallFile.Of(name, rows, new CallFileOptions(now, BusinessZone.Of(settings.BusinessZone)) { Source = source });
}
