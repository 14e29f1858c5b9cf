using ClientVitals.Database;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Sources.Facts;

/// <summary>
/// The steps of SQL that write a fact, made from its declaration. A row is (source, id, client), else what its key says. What a row says is
/// kept with the moment from which we knew it; what it said before is kept beside it, so that any past moment can be asked.
/// </summary>
internal sealed partial class FactSteps
{
    /// <summary>What is put before the key of a row that its source gives no id.</summary>
    public const string RowKey = "row ";

    private const string Whose = "case when i.client_email is not null then e.client_id else p.client_id end";

    private const string People = """
        left join incoming_emails e on e.email = i.client_email
        left join incoming_phones p on p.phone = i.client_phone
        """;

    private readonly Fact _fact;
    private readonly Identity _identity;
    private readonly string[] _said;
    private readonly string[] _kept;
    private readonly string _key;
    private readonly string _table;
    private readonly string _versions;
    private readonly Dictionary<string, string?> _steps;

    public FactSteps(Fact fact, Identity identity)
    {
        (_fact, _identity) = (fact, identity);
        _table = $"public.{fact.Table}";
        _versions = $"public.{fact.Versions}";
        _kept = [.. fact.Kept.Select(at => fact.Fields[at].Word)];
        _said = ["client_email", "client_phone", "client_key", .. _kept];
        _key = fact.EqualRowsAreSeveral ? $"coalesce(i.record_key, '{RowKey}' || i.row_key)" : "i.record_key";
        _steps = new(StringComparer.Ordinal)
        {
            ["Who"] = Who(),
            ["Known"] = Known(),
            ["Choose"] = IntakeSteps.Choose,
            ["Correct"] = Correct(),
            ["Confirm"] = Sql.Of<FactSteps>("Confirm"),
            ["Before"] = $"-- The last row there before this delivery's are added.\nselect coalesce(max(r.id), 0) from {_table} r",
            ["Add"] = Add(),
            ["Grown"] = $"-- By how many rows did the table grow through this delivery?\nselect count(*) from {_table} r where r.id > @before::bigint and r.delivery_id = @delivery::bigint",
            ["Match"] = Match(),
            ["Unmatched"] = Unmatched(),
            ["WouldLeave"] = WouldLeave(),
            ["Settle"] = Settle(),
            ["Follow"] = Follow(),
            ["Tell"] = Sql.Of<FactSteps>("Tell"),
        };
    }

    /// <summary>The text of a step; null = there is no such step.</summary>
    public string? Of(string name) => _steps.GetValueOrDefault(name);

    /// <summary>A word never seen says less than one that is known, and than what is supposed of a row that was first told without one.</summary>
    public string? Together(string column, string last)
    {
        if (UnknownOf(column) is not { } unknown)
            return null;
        var known = $"(array_agg(p.{column} order by l.turn desc nulls first) filter (where p.{column} <> '{unknown}'))[1]";
        return _fact.Supposed.ContainsKey(column)
            ? $"case when (array_agg(p.{column} order by l.turn nulls last))[1] is null then {known} else coalesce({known}, {last}) end"
            : $"coalesce({known}, {last})";
    }

    private string? UnknownOf(string column) => _fact.Find(column) is var at and >= 0 ? _fact.Fields[at].Words?.Unknown : null;

    private string Read(string column) => _fact.Find(column) is var at and >= 0 && _fact.Fields[at].Kind == FactKind.Money ? $"i.{column}::numeric" : $"i.{column}";

    /// <summary>What a column says after news that are not older: an empty field takes nothing back, and neither does a word never seen.</summary>
    private string Newer(string column, string told) =>
        UnknownOf(column) is { } unknown ? $"coalesce(nullif({told}, '{unknown}'), r.{column}, {told})" : $"coalesce({told}, r.{column})";

    /// <summary>What it says after older news, which only fill what is empty.</summary>
    private string Older(string column, string told) =>
        UnknownOf(column) is { } unknown ? $"coalesce(nullif(r.{column}, '{unknown}'), {told}, r.{column})" : $"coalesce(r.{column}, {told})";

    private string Who() => $"""
        -- The clients in this delivery, and their addresses.
        select
          i.client_email,
          i.client_phone,
          i.firstname,
          i.lastname,
          i.coach,
          max(i.{_fact.At}{(IsDay ? "::timestamptz" : "")}) as last_at,
          {(_fact.IsWhoTheyAre ? "m.client_id" : "null::uuid")} as known_id
        from incoming i{(_fact.IsWhoTheyAre ? $"""

        left join lateral (
          {_identity.ClientOfKey("@source::text", "i.record_key")}
        ) m on i.external_id is not null
        """ : "")}
        where coalesce(i.client_email, i.client_phone) is not null{(_fact.MakesClients is not { } makes ? "" : $"""

          and (
            {makes}
            or exists (select from public.client_emails k where k.email = i.client_email)
            or exists (select from public.client_phones k where k.phone = i.client_phone))
        """)}
        group by 1, 2, 3, 4, 5, 7
        """;

    private bool IsDay => _fact.Fields[_fact.Find(_fact.At)].Kind == FactKind.Day;

    private string Known()
    {
        var older = _fact.GivesWay is null ? "false" : $"coalesce({_fact.GivesWay}, false)";
        var alike = string.Join("\n    and ", _fact.Key.Select(field => field == _fact.At ? $"r.{field} = {Read(field)}" : $"r.{field} is not distinct from {Read(field)}"));
        return $"""
            -- Which rows are there already, and which of them are told otherwise? A row is (source, id, client); without an id it is what its key says,
            -- also under another address of the client. An empty field takes nothing back; older news only fill what is empty.
            with met as (
              select i.line, r.id, false as is_alike, false as is_in_parts
              from incoming i
              join {_table} r on r.record_key = {_key} and (i.external_id is null or r.source = @source::text)
              union all
              select i.line, r.id, true, false
              from incoming i
              {People}
              join {_table} r
                on r.client_id = {Whose}
                and {alike}
              where i.external_id is null
                and r.external_id is null
                and r.record_key <> {_key}
                and {(_fact.EqualRowsAreSeveral ? "false" : "true")}{ToldInParts}
            ),
            told as (
              select
                m.*,
                bool_or(not m.is_alike) over (partition by m.line) or bool_or(not m.is_alike) over (partition by m.id) as is_certain,
                row_number() over (partition by m.line, m.is_alike order by m.id) as place_of_row,
                row_number() over (partition by m.id, m.is_alike order by m.line) as place_of_line
              from met m
            ),
            likened as (
              select
                i.line,
                r.id,
                r.client_id,
                o.is_older,
                case when t.is_in_parts then false when o.is_older then (
                  {string.Join(", ", _said.Select(column => Older(column, Read(column))))}
                ) is distinct from (
                  {string.Join(", ", _said.Select(column => "r." + column))}
                ) else (
                  {string.Join(", ", _said.Select(column => Newer(column, Read(column))))}, coalesce(i.modified_at, r.modified_at)
                ) is distinct from (
                  {string.Join(", ", _said.Select(column => "r." + column))}, r.modified_at
                ) end as changed,
                case
                  when t.is_in_parts or i.external_id is null or r.client_id = w.client_id then 1
                  when i.client_email = r.client_email or (i.client_email is null and i.client_phone is null and {(_fact.Through is null ? "i.client_key = r.client_key" : "i.client_key is not distinct from r.client_key")}) then 2
                  when (r.client_id is null or w.client_id is null) and (i.client_email is null or r.client_email is null) and i.client_phone = r.client_phone then 3
                  when {(_fact.IsWhoTheyAre ? "true" : "@moves::boolean")} then 4
                end as likeness
              from told t
              join incoming i on i.line = t.line
              join {_table} r on r.id = t.id
              {People}
              cross join lateral (select {Whose} as client_id) w
              cross join lateral (
                select case when i.modified_at <> r.modified_at then i.modified_at < r.modified_at else {older} end as is_older
              ) o
              where case when t.is_alike then not t.is_certain and t.place_of_row = 1 and t.place_of_line = 1 else true end
            )
            select
              l.line,
              l.id,
              l.changed,
              l.likeness,
              case when l.likeness > 1 then l.client_id end as client_id,
              l.is_older
            from likened l
            where l.likeness is not null
            """;
    }

    private string Correct() => $"""
        -- Set right the rows that are told otherwise, and keep what they said before and until when we knew it so.
        with locked as (
          select r.*
          from {_table} r
          where r.id in (select k.id from known k where k.changed)
          order by r.id
          for update
        ),
        kept as (
          {Keep("locked")}
        ),
        told as (
          select
            k.id,
            k.likeness,
            k.is_older,
            i.*,
            {Whose} as found_id
          from known k
          join locked l on l.id = k.id
          join incoming i on i.line = k.line
          {People}
          where k.changed
        )
        update {_table} r
        set client_id = case
              -- An e-mail decides whose it is; a line that gives none takes the row from nobody.
              when i.likeness = 4 and not i.is_older and (i.client_email is not null or r.client_email is null) then i.found_id
              else coalesce(r.client_id, i.found_id)
            end,
            {string.Join(",\n    ", _said.Select(column => $"{column} = case when i.is_older then {Older(column, Read(column))} else {Newer(column, Read(column))} end"))},
            modified_at = case when i.is_older then r.modified_at else coalesce(i.modified_at, r.modified_at) end,
            known_from = @now::timestamptz,
            delivery_id = @delivery::bigint
        from told i
        where r.id = i.id
        """;

    /// <summary>Keeps what rows say until now.</summary>
    internal string Keep(string from) => $"""
        insert into {_versions} ({string.Join(", ", Versioned)}, known_until)
          select {string.Join(", ", Versioned.Select(column => "l." + column))}, greatest(@now::timestamptz, l.known_from)
          from {from} l
        """;

    /// <summary>The columns that a version has, too.</summary>
    internal IReadOnlyList<string> Versioned =>
        ["id", "client_id", "client_email", "client_phone", "client_key", "source", "external_id", "record_key", "modified_at", .. _kept, "known_from", "delivery_id"];

    private string Add() => $"""
        -- Add the rows that are not there yet.
        insert into {_table} (
          client_id, client_email, client_phone, client_key, source, external_id, record_key, modified_at, {string.Join(", ", _kept)}, known_from, delivery_id, created_at)
        select
          coalesce({Whose}, c.client_id),
          i.client_email,
          i.client_phone,
          i.client_key,
          @source::text,
          i.external_id,
          {_key},
          i.modified_at,
          {string.Join(",\n  ", _kept.Select(column => _fact.Supposed.TryGetValue(column, out var supposed) ? $"coalesce({Read(column)}, {supposed})" : Read(column)))},
          @now::timestamptz,
          @delivery::bigint,
          @now::timestamptz
        from incoming i
        {People}
        {ClientOfKey("i", "@source::text")}
        where not exists (select from known k where k.line = i.line)
        """;
}
