using ClientVitals.Benchmarks.Import;
using ClientVitals.Calls;
using ClientVitals.Packages;
using ClientVitals.Payments;
using ClientVitals.People;
using ClientVitals.Sessions;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;

namespace ClientVitals.Tests.Sources.Intake;

/// <summary>An entity that the suites of the intake are run with: calls, the toy, and each declared fact. Files are written with the names of calls.</summary>
internal abstract class IntakeKind
{
    /// <summary>Of every case: the entity's name.</summary>
    public static IntakeKind Of(string name) => name switch
    {
        "calls" => new OfCalls(CallEntity.Calls, "call_records"),
        "visits" => new OfCalls(VisitEntity.Visits, "visits"),
        "sessions" => new OfFact(SessionFact.Entity, new Dictionary<string, string>
        {
            ["provider_call_id"] = "external_id",
            ["email"] = "client_email",
            ["phone"] = "client_phone",
            ["started_at"] = "starts_at",
            ["notes"] = "kind",
            ["logged_at"] = "modified_at",
            ["coach"] = "coach",
        }),
        "packages" => new OfFact(PackageFact.Entity, new Dictionary<string, string>
        {
            ["provider_call_id"] = "external_id",
            ["email"] = "client_email",
            ["phone"] = "client_phone",
            ["started_at"] = "bought_on",
            ["notes"] = "kind",
            ["logged_at"] = "modified_at",
            ["coach"] = "coach",
        }),
        // "note 12" is read as 12.
        "payments" => new OfFact(PaymentFact.Entity, new Dictionary<string, string>
        {
            ["provider_call_id"] = "external_id",
            ["email"] = "client_email",
            ["phone"] = "client_phone",
            ["started_at"] = "paid_at",
            ["notes"] = "amount",
            ["logged_at"] = "modified_at",
            ["coach"] = "coach",
        }),
        "people" => new OfFact(PersonFact.Entity, new Dictionary<string, string>
        {
            ["provider_call_id"] = "client_key",
            ["email"] = "client_email",
            ["phone"] = "client_phone",
            ["started_at"] = "registered_at",
            ["notes"] = "called",
            ["logged_at"] = "modified_at",
            ["coach"] = "coach",
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such entity"),
    };

    public abstract string Table { get; }

    public abstract TakesIn TakesIn { get; }

    public abstract IReadOnlyList<StageColumn> Columns { get; }

    public abstract IReadOnlyList<Relation> Relations { get; }

    public abstract string? Step(string name);

    public abstract string? Together(string column, string last);

    protected abstract Task<IntakeDone> RunAsync(
        TestDatabase database, byte[] bytes, CallFileOptions options, Action<Reject>? rejected, IProgress<ImportProgress>? progress, CancellationToken ct);

    /// <summary>Makes the toy's table, where it is not there yet, and empties what an import fills.</summary>
    public static async Task ClearAsync(TestDatabase database)
    {
        if (!await Asked.OneAsync<bool>(database, "select to_regclass('public.visits') is not null"))
            await database.DoAsync(VisitEntity.Table);
        await database.DoAsync("delete from visits; delete from source_records; delete from received_messages; delete from sessions; delete from session_versions; delete from packages; delete from package_versions; delete from payments; delete from payment_versions; delete from people; delete from person_versions; delete from fact_confirmations");
        await Asked.ClearAsync(database);
    }

    public async Task<IntakeDone> ImportAsync(
        TestDatabase database, byte[] bytes, CallFileOptions options, Action<Reject>? rejected = null, IProgress<ImportProgress>? progress = null, CancellationToken ct = default)
    {
        var done = await RunAsync(database, bytes, options, rejected, progress, ct);
        if (done.Read != done.Added + done.Unchanged + done.Corrected + done.Rejected)
            throw new InvalidOperationException($"The account does not close: {done}.");
        return done;
    }

    public Task<long> CountAsync(TestDatabase database) => Asked.OneAsync<long>(database, $"select count(*) from {Table}");

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
            union all
            select coalesce(md5(string_agg(t.said, '|' order by t.said)), '') || ' ' || count(*)
            from (
              select row (coalesce((select min(e.email) from client_emails e where e.client_id = s.client_id), (select min(p.phone) from client_phones p where p.client_id = s.client_id)),
                s.client_email, s.client_phone, s.source, s.external_id, s.record_key, s.starts_at, s.status, s.staff, s.kind, s.modified_at)::text as said
              from sessions s
            ) t
            union all
            select coalesce(md5(string_agg(t.said, '|' order by t.said)), '') || ' ' || count(*)
            from (
              select row (coalesce((select min(e.email) from client_emails e where e.client_id = s.client_id), (select min(p.phone) from client_phones p where p.client_id = s.client_id)),
                s.client_email, s.client_phone, s.source, s.external_id, s.record_key, s.bought_on, s.status, s.kind, s.modified_at)::text as said
              from packages s
            ) t
            union all
            select coalesce(md5(string_agg(t.said, '|' order by t.said)), '') || ' ' || count(*)
            from (
              select row (coalesce((select min(e.email) from client_emails e where e.client_id = s.client_id), (select min(p.phone) from client_phones p where p.client_id = s.client_id)),
                s.client_email, s.client_phone, s.source, s.external_id, s.record_key, s.paid_at, s.amount, s.status, s.reference, s.modified_at)::text as said
              from payments s
            ) t
            union all
            select coalesce(md5(string_agg(t.said, '|' order by t.said)), '') || ' ' || count(*)
            from (
              select row (coalesce((select min(e.email) from client_emails e where e.client_id = s.client_id), (select min(p.phone) from client_phones p where p.client_id = s.client_id)),
                s.client_email, s.client_phone, s.source, s.external_id, s.record_key, s.registered_at, s.kind, s.called, s.modified_at)::text as said
              from people s
            ) t
            """),
    ]);

    private sealed class OfCalls(Entity<CallRow> entity, string table) : IntakeKind
    {
        public override string Table => table;

        public override TakesIn TakesIn { get; } = new TakesIn<CallRow>(entity);

        public override IReadOnlyList<StageColumn> Columns => entity.Columns;

        public override IReadOnlyList<Relation> Relations => IntakeRelations.Of(entity);

        public override string? Step(string name) => entity.Step(name);

        public override string? Together(string column, string last) => entity.Together(column, last);

        protected override async Task<IntakeDone> RunAsync(
            TestDatabase database, byte[] bytes, CallFileOptions options, Action<Reject>? rejected, IProgress<ImportProgress>? progress, CancellationToken ct)
        {
            using var file = CallFile.Of("rows.csv", bytes, options);
            return await new Intake<CallRow>(entity).RunAsync(database.Vitals, file, options.Now, rejected, progress, ct);
        }
    }

    private sealed class OfFact(FactEntity entity, Dictionary<string, string> names) : IntakeKind
    {
        public override string Table => entity.Fact.Table;

        public override TakesIn TakesIn => entity.TakesIn;

        public override IReadOnlyList<StageColumn> Columns => entity.Columns;

        public override IReadOnlyList<Relation> Relations => IntakeRelations.Of(entity);

        public override string? Step(string name) => entity.Step(name);

        public override string? Together(string column, string last) => entity.Together(column, last);

        protected override async Task<IntakeDone> RunAsync(
            TestDatabase database, byte[] bytes, CallFileOptions options, Action<Reject>? rejected, IProgress<ImportProgress>? progress, CancellationToken ct)
        {
            var reading = new FactReading(entity.Fact, options.Now, options.Zone) { Map = names, PhoneRegion = options.PhoneRegion };
            using var file = FactFile.Of(entity.Identity, "rows.csv", bytes, reading);
            return await new Intake<FactRow>(entity).RunAsync(database.Vitals, file, options.Now, rejected, progress, ct);
        }
    }
}
