using System.Text;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sources.Intake;

/// <summary>Few rows come with the statement, many by temporary tables: they must come to the same, also at once and when something breaks.</summary>
public sealed class FewAndManyTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Header = "provider_call_id,email,phone,started_at,status,firstname,coach,notes,logged_at\n";

    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CallFileOptions Options = new(Now, BusinessZone.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await IntakeKind.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static byte[] Text(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(Header + string.Concat(lines));

    private static List<string> Lines(int seed, int count)
    {
        var random = new Random(seed);
        string Pick(params string[] of) => of[random.Next(of.Length)];
        return
        [
            .. Enumerable.Range(0, count).Select(n =>
            {
                var who = random.Next(12);
                var email = who < 9 ? $"c{who}@example.com" : "";
                var phone = who >= 9 ? $"05012340{who:00}" : "";
                var id = random.Next(3) == 0 ? "" : $"id-{random.Next(count)}";
                // What has an id is one client's, so that the order of files is the order of lines.
                if (id.Length > 0)
                    (email, phone) = ($"c{id.Length + id[^1]}@example.com", "");
                // Without an id a call is its client and moment: told apart by the minute.
                var at = id.Length > 0 ? "09:00" : $"{10 + (n / 60)}:{n % 60:00}";
                return $"{id},{email},{phone},2025-03-{random.Next(1, 28):00}T{at}:00Z,{Pick("COMPLETED", "NO_ANSWER", "")},{(email.Length > 0 ? Pick("", "Ann") : "")},{(email.Length > 0 ? Pick("", "Omar") : "")},note {n},\n";
            }),
        ];
    }

    [Theory]
    [InlineData("calls", 1)]
    [InlineData("visits", 2)]
    [InlineData("sessions", 3)]
    [InlineData("packages", 4)]
    [InlineData("payments", 5)]
    [InlineData("people", 6)]
    public async Task One_by_one_comes_to_the_same_as_all_at_once(string entity, int seed)
    {
        var kind = IntakeKind.Of(entity);
        var lines = Lines(seed, 80);
        foreach (var line in lines)
            await kind.ImportAsync(database, Text([line]), Options, ct: Cancel);
        var apart = await kind.ContentAsync(database, Cancel);
        (await new RebuildRollups().RunAsync(database.Vitals, Now, Cancel)).Repaired.ShouldBe(0);
        await IntakeKind.ClearAsync(database);
        lines.Count.ShouldBeGreaterThan(64);
        await kind.ImportAsync(database, Text(lines), Options, ct: Cancel);
        (await kind.ContentAsync(database, Cancel)).ShouldBe(apart);
        foreach (var line in lines.TakeLast(5))
            (await kind.ImportAsync(database, Text([line]), Options, ct: Cancel)).Added.ShouldBe(0);
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("visits")]
    [InlineData("sessions")]
    [InlineData("packages")]
    public async Task A_row_with_a_very_long_text_is_a_row_as_others_are(string entity)
    {
        var kind = IntakeKind.Of(entity);
        var line = $"long-1,a@example.com,,2025-03-01T09:00:00Z,COMPLETED,,,{new string('n', 300_000)},\n";
        (await kind.ImportAsync(database, Text([line]), Options, ct: Cancel)).Added.ShouldBe(1);
        (await kind.ImportAsync(database, Text([line]), Options, ct: Cancel)).Unchanged.ShouldBe(1);
        (await kind.ImportAsync(database, Text([line.Replace("COMPLETED", "CANCELLED", StringComparison.Ordinal)]), Options, ct: Cancel)).Corrected.ShouldBe(1);
    }

    [Fact]
    public async Task Older_news_of_a_row_changes_nothing_in_any_order_and_cut()
    {
        var kind = IntakeKind.Of("visits");
        string[] told =
        [
            "v1,a@example.com,,2025-03-01T09:00:00Z,SCHEDULED,,,first,2025-03-01T08:00:00Z\n",
            "v1,a@example.com,,2025-03-01T09:00:00Z,COMPLETED,,,second,2025-03-01T10:00:00Z\n",
            "v1,a@example.com,,2025-03-01T09:00:00Z,CANCELLED,,,third,2025-03-01T11:00:00Z\n",
        ];
        foreach (var order in new[] { new[] { 0, 1, 2 }, [2, 1, 0], [1, 2, 0], [2, 0, 1] })
        {
            foreach (var atOnce in new[] { true, false })
            {
                await IntakeKind.ClearAsync(database);
                if (atOnce)
                    await kind.ImportAsync(database, Text(order.Select(at => told[at])), Options, ct: Cancel);
                else
                    foreach (var at in order)
                        await kind.ImportAsync(database, Text([told[at]]), Options, ct: Cancel);
                (await Asked.RowsAsync<string>(database, "select state || ' ' || note from visits")).ShouldBe(["CANCELLED third"], string.Join(',', order));
                (await Asked.OneAsync<string>(database, "select to_char(modified_at at time zone 'UTC', 'HH24') || ' ' || entity from source_records")).ShouldBe("11 visits");
            }
        }
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("visits")]
    [InlineData("sessions")]
    [InlineData("packages")]
    public async Task Rows_at_once_make_one_client_of_an_address_and_one_row_of_an_id(string entity)
    {
        var kind = IntakeKind.Of(entity);
        for (var round = 0; round < 5; round++)
        {
            var at = round;
            var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => kind.ImportAsync(
                database, Text([$"id-{at}-{n % 4},new{at}@example.com,,2025-03-0{(n % 4) + 1}T09:00:00Z,COMPLETED,Ann,Coach {n % 2},,\n"]), Options, ct: Cancel))));
            done.Sum(one => one.ClientsMade).ShouldBe(1);
            done.Sum(one => one.Added).ShouldBe(4);
        }
        (await Asked.OneAsync<int>(database, "select count(*)::int from clients")).ShouldBe(5);
        (await kind.CountAsync(database)).ShouldBe(20);
        (await new RebuildRollups().RunAsync(database.Vitals, Now, Cancel)).Repaired.ShouldBe(0);
    }

    [Fact]
    public async Task Few_rows_and_a_file_at_once_come_to_the_same_as_one_after_the_other()
    {
        var kind = IntakeKind.Of("calls");
        var file = Enumerable.Range(0, 2000).Select(n => $",c{n % 60}@example.com,,2025-03-{(n % 28) + 1:00}T{n % 24:00}:{n % 60:00}:00Z,COMPLETED,,,note {n},\n").ToList();
        var few = Enumerable.Range(0, 60).Select(n => $"few-{n},c{n + 30}@example.com,,2025-04-01T09:00:00Z,COMPLETED,,,,\n").Concat(file.Take(20)).ToList();
        await kind.ImportAsync(database, Text(file), Options, ct: Cancel);
        foreach (var line in few)
            await kind.ImportAsync(database, Text([line]), Options, ct: Cancel);
        var inTurn = await kind.ContentAsync(database, Cancel);
        await IntakeKind.ClearAsync(database);
        await Task.WhenAll(
            Task.Run(() => kind.ImportAsync(database, Text(file), Options, ct: Cancel)),
            Task.Run(async () =>
            {
                foreach (var line in few.Take(40))
                    await kind.ImportAsync(database, Text([line]), Options, ct: Cancel);
            }, Cancel),
            Task.Run(async () =>
            {
                foreach (var line in few.Skip(40))
                    await kind.ImportAsync(database, Text([line]), Options, ct: Cancel);
            }, Cancel));
        (await kind.ContentAsync(database, Cancel)).ShouldBe(inTurn);
    }

    [Theory]
    [InlineData("calls", 3)]
    [InlineData("calls", 400)]
    [InlineData("visits", 3)]
    [InlineData("visits", 400)]
    [InlineData("sessions", 3)]
    [InlineData("sessions", 400)]
    [InlineData("packages", 3)]
    [InlineData("packages", 400)]
    [InlineData("payments", 3)]
    [InlineData("payments", 400)]
    public async Task Killed_at_each_step_nothing_is_half_done_and_again_it_equals_a_clean_run(string entity, int count)
    {
        var kind = IntakeKind.Of(entity);
        var bytes = Text(Lines(7, count));
        await kind.ImportAsync(database, bytes, Options, ct: Cancel);
        var clean = await kind.ContentAsync(database, Cancel);
        await IntakeKind.ClearAsync(database);
        foreach (var step in new[] { "finding whose they are", "comparing with what is there already", "adding", "checking the account" })
        {
            var kills = new Kill(database, step);
            await Should.ThrowAsync<Exception>(() => kind.ImportAsync(database, bytes, Options, progress: kills, ct: Cancel));
            kills.Killed.ShouldBe(1, step);
            (await kind.CountAsync(database)).ShouldBe(0);
            (await Asked.OneAsync<int>(database, "select count(*)::int from clients")).ShouldBe(0);
            (await Asked.OneAsync<string>(database, "select state || ' ' || entity from deliveries order by id desc limit 1")).ShouldBe("failed " + entity);
        }
        await database.DoAsync("delete from deliveries");
        await kind.ImportAsync(database, bytes, Options, ct: Cancel);
        (await kind.ContentAsync(database, Cancel)).ShouldBe(clean);
    }

    /// <summary>Kills the import's server process at a step.</summary>
    private sealed class Kill(TestDatabase database, string step) : IProgress<ImportProgress>
    {
        public int Killed { get; private set; }

        public void Report(ImportProgress value)
        {
            if (value.Step != step)
                return;
            using var db = new Npgsql.NpgsqlConnection(database.Cluster.Address.To(database.Vitals.Name, ClientVitals.Database.ClusterAddress.Superuser).ConnectionString);
            Killed = db.ExecuteScalar<int>("""
                select count(pg_terminate_backend(a.pid))::int
                from pg_stat_activity a
                where a.datname = current_database() and a.pid <> pg_backend_pid() and a.state = 'idle in transaction'
                """);
        }
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("visits")]
    [InlineData("sessions")]
    [InlineData("packages")]
    [InlineData("payments")]
    public async Task A_message_many_times_at_once_is_applied_once_and_another_under_its_id_is_refused(string entity)
    {
        var what = IntakeKind.Of(entity).TakesIn;
        await using (var db = await database.OpenAsync())
            await new ChangeSource("telephony").RunAsync(db, Now, Cancel);
        var source = new CallSources("telephony", "columns", "standard", true, null, 0, 0);
        TakeMessage Message(string id, string body) => new(what, source, id, Encoding.UTF8.GetBytes(body));
        static string Said(string client, string status) =>
            $$"""{"client_email": "{{client}}@example.com", "started_at": "2025-03-01T09:00:00Z", "starts_at": "2025-03-01T09:00:00Z", "bought_on": "2025-03-01", "paid_at": "2025-03-01T09:00:00Z", "amount": "12.50", "provider_call_id": "m-1", "external_id": "m-1", "status": "{{status}}"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Message("msg_1", Said("leila", "scheduled")).RunAsync(database.Vitals, Now, Cancel))));
        answers.Count(answer => !answer.Again).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Added == 1);
        await Should.ThrowAsync<PlainError>(() => Message("msg_1", Said("leila", "completed")).RunAsync(database.Vitals, Now, Cancel));
        (await Message("msg_2", Said("leila", "completed")).RunAsync(database.Vitals, Now, Cancel)).Corrected.ShouldBe(1);
        (await IntakeKind.Of(entity).CountAsync(database)).ShouldBe(1);
        await Should.ThrowAsync<PlainError>(() => Message("msg_3", "no json").RunAsync(database.Vitals, Now, Cancel));
        (await Asked.RowsAsync<string>(database, "select distinct entity from deliveries")).ShouldBe([entity]);
        var tried = await Message("msg_4", Said("nobody-yet", "completed")).RehearseAsync(database.Vitals, Now, Cancel);
        tried.Taken.Read.ShouldBe(1);
        (await Asked.OneAsync<int>(database, "select count(*)::int from client_emails")).ShouldBe(1);
    }
}
