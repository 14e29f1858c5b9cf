using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

public sealed class ImportCallsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CallFileOptions Options = new(Now, BusinessZone.Of("Asia/Dubai"));

    public async ValueTask InitializeAsync() => await Asked.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IntakeDone> ImportAsync(string text, bool matchOnly = false, CallFileOptions? options = null)
    {
        using var file = CallFile.Of("calls.csv", text, options ?? Options);
        var done = await new ImportCalls(matchOnly).RunAsync(database.Vitals, file, Now, null, null, TestContext.Current.CancellationToken);
        done.Read.ShouldBe(done.Added + done.Unchanged + done.Corrected + done.Rejected);
        return done;
    }

    private static (long Added, long Unchanged, long Corrected, long Rejected) Counts(IntakeDone done) =>
        (done.Added, done.Unchanged, done.Corrected, done.Rejected);

    [Fact]
    public async Task A_client_is_made_with_address_hub_row_coach_and_name()
    {
        var done = await ImportAsync("email,phone,started_at,firstname,lastname,coach\nJane@Example.com,050 123 4567,2025-03-01,Jane,Roe,Omar\njane@example.com,,2025-03-02,,,\n");
        Counts(done).ShouldBe((2, 0, 0, 0));
        done.ClientsMade.ShouldBe(1);
        (await Asked.OneAsync<(string, string, string, string, string, string, string)>(database, """
            select h.email, h.firstname, h.lastname, h.assigned_coach, s.name, p.phone, c.source
            from clients c join client_health_scores h on h.client_id = c.id join staff s on s.id = c.coach_id
            join client_phones p on p.client_id = c.id and p.is_primary join client_emails e on e.client_id = c.id and e.is_primary
            """)).ShouldBe(("jane@example.com", "Jane", "Roe", "Omar", "Omar", "+971501234567", "file"));
    }

    [Fact]
    public async Task The_delivery_says_what_became_of_the_file()
    {
        var done = await ImportAsync("email,started_at,status\na@example.com,2025-03-01,Teleported\nbad,2025-03-01,\n");
        var (source, name, state, read, added, rejected) = await Asked.OneAsync<(string, string, string, long, long, long)>(
            database, "select source, name, state, read, added, rejected from deliveries");
        (source, name, state, read, added, rejected).ShouldBe(("file", "calls.csv", "succeeded", 2, 1, 1));
        (await Asked.OneAsync<string>(database, "select details #>> '{unknown_words,0,word}' from deliveries")).ShouldBe("Teleported");
        (await Asked.OneAsync<string>(database, "select sha256 from deliveries")).ShouldBe(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("email,started_at,status\na@example.com,2025-03-01,Teleported\nbad,2025-03-01,\n"u8)));
        (await Asked.OneAsync<long>(database, "select distinct delivery_id from call_records")).ShouldBe(done.Delivery);
    }

    [Fact]
    public async Task Two_equal_rows_are_two_calls_and_the_same_file_again_adds_none()
    {
        const string text = "email,started_at\na@example.com,2025-03-01\na@example.com,2025-03-01\na@example.com,2025-03-02\n";
        Counts(await ImportAsync(text)).ShouldBe((3, 0, 0, 0));
        Counts(await ImportAsync(text)).ShouldBe((0, 3, 0, 0));
        Counts(await ImportAsync(text + "a@example.com,2025-03-01\n")).ShouldBe((1, 3, 0, 0));
        Counts(await ImportAsync("email,started_at\na@example.com,2025-03-02\nA@EXAMPLE.com ,2025-03-01\n")).ShouldBe((0, 2, 0, 0));
    }

    [Fact]
    public async Task A_shuffled_file_is_the_same_file()
    {
        var random = new Random(5);
        var lines = Enumerable.Range(0, 500).Select(i => $"c{random.Next(20)}@example.com,2025-03-{random.Next(1, 28):00}").ToArray();
        Counts(await ImportAsync("email,started_at\n" + string.Join('\n', lines))).Added.ShouldBe(500);
        random.Shuffle(lines);
        Counts(await ImportAsync("email,started_at\n" + string.Join('\n', lines))).ShouldBe((0, 500, 0, 0));
    }

    [Fact]
    public async Task A_call_named_by_its_source_is_corrected_not_added()
    {
        Counts(await ImportAsync("call_id,email,started_at,status,notes\n1,a@example.com,2025-03-01,NO_ANSWER,hello\n2,a@example.com,2025-03-02,COMPLETED,\n")).ShouldBe((2, 0, 0, 0));
        Counts(await ImportAsync("call_id,email,started_at,status\n1,a@example.com,2025-03-01,COMPLETED\n2,a@example.com,2025-03-02,COMPLETED\n3,b@example.com,2025-03-03,COMPLETED\n")).ShouldBe((1, 1, 1, 0));
        (await Asked.OneAsync<(string, string)>(database, "select status, notes from call_records where provider_call_id = '1'")).ShouldBe(("COMPLETED", "hello"));
    }

    [Fact]
    public async Task A_file_that_has_no_column_for_something_takes_nothing_back()
    {
        await ImportAsync("call_id,email,started_at,status,channel,direction\n1,a@example.com,2025-03-01,NO_ANSWER,VIDEO,OUTBOUND\n");
        Counts(await ImportAsync("call_id,email,started_at\n1,a@example.com,2025-03-01\n")).ShouldBe((0, 1, 0, 0));
        (await Asked.OneAsync<(string, string, string)>(database, "select status, channel, direction from call_records")).ShouldBe(("NO_ANSWER", "VIDEO", "OUTBOUND"));
    }

    [Fact]
    public async Task Within_a_file_the_last_line_of_a_call_wins_and_every_line_is_counted()
    {
        Counts(await ImportAsync("call_id,email,started_at,status\n1,a@example.com,2025-03-01,SCHEDULED\n1,a@example.com,2025-03-01,NO_ANSWER\n1,a@example.com,2025-03-01,NO_ANSWER\n"))
            .ShouldBe((1, 1, 1, 0));
        (await Asked.OneAsync<string>(database, "select status from call_records")).ShouldBe("NO_ANSWER");
    }

    [Fact]
    public async Task The_same_id_in_two_systems_is_two_calls()
    {
        await ImportAsync("call_id,email,started_at\n1,a@example.com,2025-03-01\n", options: Options with { Source = "one" });
        Counts(await ImportAsync("call_id,email,started_at\n1,b@example.com,2025-03-02\n", options: Options with { Source = "two" })).ShouldBe((1, 0, 0, 0));
    }

    [Fact]
    public async Task A_correction_of_the_address_moves_the_call_and_its_day()
    {
        await ImportAsync("call_id,email,started_at\n1,a@example.com,2025-03-01\n2,b@example.com,2025-03-01\n");
        Counts(await ImportAsync("call_id,email,started_at\n1,b@example.com,2025-03-01\n")).ShouldBe((0, 0, 1, 0));
        (await Asked.RowsAsync<(string, long)>(database, "select e.email, u.days[1] & 16383 from call_rollups u join client_emails e using (client_id)"))
            .ShouldBe([("b@example.com", 2L)]);
    }

    [Fact]
    public async Task With_match_only_nobody_is_made_and_a_later_import_finds_the_client()
    {
        const string text = "email,phone,started_at\na@example.com,0501234567,2025-03-01\n,0501234567,2025-03-02\n";
        var done = await ImportAsync(text, matchOnly: true);
        (done.Added, done.Unmatched, done.ClientsMade).ShouldBe((2, 2, 0));
        (await Asked.OneAsync<long>(database, "select count(*) from clients")).ShouldBe(0);
        done = await ImportAsync(text);
        (done.Added, done.Unchanged, done.Unmatched, done.ClientsMade, done.NowMatched).ShouldBe((0, 2, 0, 1, 2));
        (await Asked.OneAsync<long>(database, "select count(distinct client_id) from call_records where client_id is not null")).ShouldBe(1);
    }

    [Fact]
    public async Task Match_only_finds_known_clients_by_email_else_by_number()
    {
        await ImportAsync("email,phone,started_at\na@example.com,0501234567,2025-03-01\n");
        var done = await ImportAsync("email,phone,started_at\nA@example.com,,2025-03-02\n,+971501234567,2025-03-03\nz@example.com,,2025-03-04\n", matchOnly: true);
        (done.Added, done.Unmatched).ShouldBe((3, 1));
    }

    [Fact]
    public async Task A_number_beside_two_emails_is_nobodys()
    {
        var done = await ImportAsync("email,phone,started_at\na@example.com,0501234567,2025-03-01\nb@example.com,0501234567,2025-03-02\n,0501234567,2025-03-03\n");
        (done.Added, done.Unmatched, done.ClientsMade).ShouldBe((3, 1, 2));
        (await Asked.OneAsync<long>(database, "select count(*) from client_phones")).ShouldBe(0);
    }

    [Fact]
    public async Task A_client_known_by_number_gets_the_email_that_comes_later()
    {
        await ImportAsync("phone,started_at\n0501234567,2025-03-01\n");
        (await Asked.OneAsync<string?>(database, "select email from client_health_scores")).ShouldBeNull();
        var done = await ImportAsync("email,phone,started_at\na@example.com,0501234567,2025-03-02\n");
        done.ClientsMade.ShouldBe(0);
        (await Asked.OneAsync<(string, int)>(database, "select h.email, count(*)::int from client_health_scores h join call_records r using (client_id) group by 1"))
            .ShouldBe(("a@example.com", 2));
    }

    [Fact]
    public async Task An_email_is_never_taken_for_the_person_who_shares_its_number()
    {
        await ImportAsync("email,phone,started_at\nhusband@example.com,0501234567,2025-03-01\n");
        (await ImportAsync("email,phone,started_at\nwife@example.com,0501234567,2025-03-02\n")).ClientsMade.ShouldBe(1);
        (await Asked.OneAsync<int>(database, "select count(distinct client_id)::int from call_records")).ShouldBe(2);
    }

    [Fact]
    public async Task A_hub_row_written_by_hand_becomes_the_clients_own()
    {
        await database.DoAsync("insert into client_health_scores (email, health_score) values ('a@example.com', 42)");
        await ImportAsync("email,started_at\na@example.com,2025-03-01\n");
        (await Asked.OneAsync<(decimal, bool)>(database, "select health_score, client_id is not null from client_health_scores")).ShouldBe((42m, true));
    }

    [Fact]
    public async Task What_breaks_off_leaves_nothing_but_its_name()
    {
        using var file = CallFile.Of("calls.csv", "email,started_at\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"c{i}@example.com,2025-03-01\n")), Options);
        var seen = 0;
        await Should.ThrowAsync<InvalidOperationException>(() => new ImportCalls().RunAsync(
            database.Vitals, file, Now, null, new Told(p => { if (p.Step != "reading" && ++seen == 4) throw new InvalidOperationException("broken"); }), TestContext.Current.CancellationToken));
        (await Asked.OneAsync<(long, long)>(database, "select (select count(*) from clients), (select count(*) from call_records)")).ShouldBe((0, 0));
        (await Asked.OneAsync<(string, string)>(database, "select state, error from deliveries")).ShouldBe(("failed", "broken"));
    }

    [Fact]
    public async Task Ctrl_c_while_reading_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        using var file = CallFile.Of("calls.csv", "email,started_at\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"client{i}@example.com,2025-03-01\n")), Options);
        await Should.ThrowAsync<OperationCanceledException>(() => new ImportCalls().RunAsync(
            database.Vitals, file, Now, null, new Told(_ => stop.Cancel()), stop.Token));
        (await Asked.OneAsync<(long, long, long)>(database, "select (select count(*) from clients), (select count(*) from call_records), (select count(*) from deliveries)"))
            .ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Imports_at_once_take_turns_and_agree()
    {
        var text = "email,started_at\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"c{i % 50}@example.com,2025-03-{(i % 28) + 1:00}T{i % 24:00}:{i % 60:00}:00Z\n"));
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ImportAsync(text))));
        all.Sum(d => d.Added).ShouldBe(3000);
        all.Sum(d => d.Unchanged).ShouldBe(9000);
        all.Sum(d => d.ClientsMade).ShouldBe(50);
    }

    [Fact]
    public void The_rejects_stand_in_a_file_beside_the_input()
    {
        var folder = Directory.CreateTempSubdirectory("cv-rejects-");
        try
        {
            var input = Path.Combine(folder.FullName, "calls.csv.gz");
            using (var none = new RejectsFile(input))
                none.Path.ShouldBeNull();
            string path;
            using (var file = new RejectsFile(input))
            {
                file.Add(new Reject(7, "negative duration", "=cmd,\"x\",a\0b"));
                path = file.Path!;
            }
            path.ShouldBe(Path.Combine(folder.FullName, "calls.rejects.csv"));
            File.ReadAllText(path).ShouldBe("line,reason,raw\n7,negative duration,\"'=cmd,\"\"x\"\",a\u2400b\"\n");
        }
        finally
        {
            folder.Delete(true);
        }
    }

    private sealed class Told(Action<ImportProgress> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => tell(value);
    }
}
