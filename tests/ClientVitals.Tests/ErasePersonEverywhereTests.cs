using System.Text;
using System.Text.RegularExpressions;
using ClientVitals.Backups;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

/// <summary>Every text column of the schema that takes a text at all is made to name a person; after the erasure a dump shows nothing of them.</summary>
public sealed class ErasePersonEverywhereTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly string[] Spellings =
    [
        "spoke with Zoë Quillfeather", "zoe.q@example.com", "ZOE.Q+gym@Example.com", "zoe.q%40example.com", "+971 50 111 2233", "00971501112233", "050-111-2233", "501112233", "Quillfeather, Zoë", """{"name":"Zo\u00eb Quillfeather"}""",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed record Cell(string Table, string Column, string Type, string Kind);

    [Fact]
    public async Task No_text_column_keeps_a_trace()
    {
        await House.SomeRows.FillAsync(database.Vitals, Cancel);
        await database.DoAsync("""
            with made as (insert into clients (firstname, lastname) values ('Zoë', 'Quillfeather') returning id),
            addressed as (insert into client_emails (email, client_id, is_primary) select 'zoe.q@example.com', id, true from made)
            insert into client_phones (phone, client_id, is_primary) select '+971501112233', id, true from made;
            create table archive.delivery_rejects as table delivery_rejects;
            create table archive.client_notes__20251231000001 as table client_notes;
            create table public.his_own (a varchar(21), b char(30), c json, d varchar(40)[], e bytea);
            insert into his_own values ('', '', '{}', '{}', '');
            """);
        var planted = await PlantAsync();
        // Columns that are words of a fixed list, keys or hashes take no such text; the others are many.
        planted.Count.ShouldBeGreaterThan(70, string.Join(", ", planted));
        foreach (var must in (string[])["public.delivery_rejects raw", "public.deliveries name", "public.deliveries error", "public.deliveries details", "public.call_records notes", "public.call_records provider_call_id", "public.client_notes note", "public.saved_views name", "public.saved_views filters", "public.request_answers answer", "public.request_answers request_key", "public.received_messages message_id", "public.audit_log details", "archive.delivery_rejects raw", "public.his_own a", "public.his_own b", "public.his_own c", "public.his_own d"])
            planted.ShouldContain(must);
        Traces(await DumpAsync()).ShouldNotBeEmpty();

        var done = await new ErasePerson("zoe.q@example.com").RunAsync(database.Vitals, Cancel, ("command line:tester", new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)));

        Traces(await DumpAsync()).ShouldBeEmpty();
        done.Redacted.Select(place => place.Where).ShouldContain("his_own");
    }

    private async Task<List<string>> PlantAsync()
    {
        await using var db = await database.OpenAdminAsync();
        var cells = (await db.QueryAsync<Cell>("""
            select n.nspname || '.' || c.relname as table, a.attname::text as column, format_type(a.atttypid, a.atttypmod) as type, case when t.typname in ('json', 'jsonb') then 'json' when t.typcategory = 'A' then 'array' else 'text' end as kind
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            join pg_type t on t.oid = a.atttypid left join pg_type e on e.oid = t.typelem
            where n.nspname in ('public', 'archive') and c.relkind = 'r' and c.relname not in ('staff', 'users', 'clients', 'client_emails', 'client_phones')
              -- An invalid zone would stop every trigger that reads it.
              and a.attname not like '%zone' and a.attname <> 'locale'
              and (t.typcategory = 'S' or t.typname in ('json', 'jsonb') or (t.typcategory = 'A' and e.typcategory = 'S'))
            order by 1, a.attnum
            """)).AsList();
        var planted = new List<string>();
        foreach (var (cell, turn) in cells.Select((cell, turn) => (cell, turn)))
        {
            for (var at = 0; at < Spellings.Length; at++)
            {
                if (await TryAsync(db, cell, Spellings[(turn + at) % Spellings.Length]))
                {
                    planted.Add($"{cell.Table} {cell.Column}");
                    break;
                }
            }
        }
        return planted;
    }

    private static async Task<bool> TryAsync(NpgsqlConnection db, Cell cell, string text)
    {
        var value = cell.Kind switch
        {
            "json" => "json_build_object('who', json_build_array(@text, 971501112233), @text, 1)",
            "array" => "array['x', @text]",
            _ => "@text",
        };
        try
        {
            return await db.ExecuteAsync($"update {cell.Table} set {cell.Column} = ({value})::text::{cell.Type} where ctid = (select max(ctid) from {cell.Table})".Replace("(array['x', @text])::text::", "array['x', @text]::", StringComparison.Ordinal), new { text }) == 1;
        }
        catch (PostgresException refused) when (refused.SqlState[..2] is "22" or "23")
        {
            return false;
        }
    }

    private async Task<string> DumpAsync()
    {
        using var dump = new MemoryStream();
        await new DumpDatabase(database.Vitals).ToAsync(dump, DumpPart.Everything, null, Cancel);
        return Encoding.UTF8.GetString(dump.ToArray());
    }

    /// <summary>Looked for in another way than the erasure does: letters and digits only.</summary>
    private static List<string> Traces(string dump) =>
    [
        .. dump.Split('\n').Where(line =>
        {
            var plain = Regex.Replace(line, @"[\s().+\-%""]|\\u002b", "");
            return plain.Contains("quillfeather", StringComparison.OrdinalIgnoreCase) || plain.Contains("zoeq", StringComparison.OrdinalIgnoreCase) || plain.Contains("501112233", StringComparison.Ordinal) || plain.Contains("zoë", StringComparison.OrdinalIgnoreCase);
        }),
    ];
}
