using ClientVitals.Benchmarks.Import;
using ClientVitals.Calls;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;

namespace ClientVitals.Tests.Sources.Intake;

/// <summary>An entity that the suites of the intake are run with: calls, and the toy.</summary>
internal sealed record IntakeKind(Entity<CallRow> Entity)
{
    /// <summary>Of every case: the entity's name.</summary>
    public static IntakeKind Of(string name) => new(name == "calls" ? CallEntity.Calls : VisitEntity.Visits);

    /// <summary>Makes the toy's table, where it is not there yet, and empties what an import fills.</summary>
    public static async Task ClearAsync(TestDatabase database)
    {
        if (!await Asked.OneAsync<bool>(database, "select to_regclass('public.visits') is not null"))
            await database.DoAsync(VisitEntity.Table);
        await database.DoAsync("delete from visits; delete from source_records; delete from received_messages");
        await Asked.ClearAsync(database);
    }

    public async Task<IntakeDone> ImportAsync(
        TestDatabase database, byte[] bytes, CallFileOptions options, Action<Reject>? rejected = null, IProgress<ImportProgress>? progress = null, CancellationToken ct = default)
    {
        using var file = CallFile.Of("rows.csv", bytes, options);
        var done = await new Intake<CallRow>(Entity).RunAsync(database.Vitals, file, options.Now, rejected, progress, ct);
        if (done.Read != done.Added + done.Unchanged + done.Corrected + done.Rejected)
            throw new InvalidOperationException($"The account does not close: {done}.");
        return done;
    }

    public Task<long> CountAsync(TestDatabase database) => Asked.OneAsync<long>(database, $"select count(*) from {(Entity == CallEntity.Calls ? "call_records" : "visits")}");

    /// <summary>What the tables say, without keys and moments that differ from run to run.</summary>
    public async Task<string> ContentAsync(TestDatabase database, CancellationToken ct) => string.Join('\n', [
        await ContentHash.OfAsync(database.Vitals, ct),
        .. await Asked.RowsAsync<string>(database, """
            select coalesce(md5(string_agg(t.said, '|' order by t.said)), '') || ' ' || count(*)
            from (
              select row (coalesce((select min(e.email) from client_emails e where e.client_id = v.client_id), (select min(p.phone) from client_phones p where p.client_id = v.client_id)),
                v.client_email, v.client_phone, v.starts_at, v.state, v.seconds, v.staff, v.note)::text as said
              from visits v
            ) t
            union all
            select coalesce(md5(string_agg(s.said, '|' order by s.said)), '')
            from (select row (r.source, r.entity, r.external_id, r.modified_at)::text as said from source_records r) s
            """),
    ]);
}
