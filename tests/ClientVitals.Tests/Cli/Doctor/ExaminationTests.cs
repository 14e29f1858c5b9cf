using System.Globalization;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Cli.Doctor;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli.Doctor;

/// <summary>Each fault is planted, and the doctor names it.</summary>
public sealed class ExaminationTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly string _home = TestCluster.FreshFolder();
    private VitalsDatabase _vitals = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync() => _vitals = await cluster.CloneAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await _vitals.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private Task<IReadOnlyList<Finding>> LookAsync(string? smtp = null, TimeProvider? clock = null, VitalsDatabase? database = null) =>
        new Examination(database ?? _vitals, new(new(_home)), Path.Combine(TestCluster.Root(), "supabase"), smtp, clock ?? TimeProvider.System).RunAsync(Cancel);

    private async Task<IReadOnlyList<Finding>> AfterAsync(string sql)
    {
        await using (var db = await _vitals.OpenAdminAsync(Cancel))
            await db.ExecuteAsync(sql);
        return await LookAsync();
    }

    private static void Says(IReadOnlyList<Finding> findings, string check, FindingState state, params string[] words)
    {
        var all = string.Join('\n', findings.Select(finding => $"{finding.Sign} {finding.Check}: {finding.Sentence}"));
        var found = findings.Where(finding => finding.Check == check).ToList();
        found.ShouldContain(finding => finding.State == state && words.All(word => finding.Sentence.Contains(word, StringComparison.Ordinal)), all);
    }

    [Fact]
    public async Task A_new_house_is_well_and_hears_what_is_still_to_do()
    {
        var findings = await LookAsync();
        findings.ShouldAllBe(finding => finding.State != FindingState.Broken);
        foreach (var good in new[] { "database", "rights", "clock", "live stream", "migrations", "secret files", "analysis" })
            Says(findings, good, FindingState.Good);
        Says(findings, "accounts", FindingState.Look, "vitals users first-link");
        Says(findings, "mail", FindingState.Look, "VITALS_SMTP_URL");
        Says(findings, "schedules", FindingState.Look, "daily-report");
        findings.Select(finding => finding.Check).ShouldNotContain("backup");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_the_first_thing_said()
    {
        await using var nowhere = VitalsDatabase.At(new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = 1, Username = "x", Password = "secret-word", Database = "x" });
        var findings = await LookAsync(database: nowhere);
        (findings[0].Check, findings[0].State).ShouldBe(("database", FindingState.Broken));
        findings[0].Sentence.ShouldContain("cannot be reached");
        findings[0].Sentence.ShouldNotContain("secret-word");
    }

    [Fact]
    public async Task An_empty_database_hears_of_push()
    {
        await using var empty = await cluster.EmptyAsync(Cancel);
        Says(await LookAsync(database: empty), "migrations", FindingState.Broken, "are pending", "vitals db push");
    }

    [Fact]
    public async Task An_owner_who_serves_and_roles_that_are_not_held_are_named()
    {
        await using var asOwner = VitalsDatabase.At(cluster.Address.To(_vitals.Name, ClusterAddress.Owner));
        Says(await LookAsync(database: asOwner), "rights", FindingState.Look, "owns the tables");
        var facts = new ServerFacts(150_004, "15.4", Now, 1, "vital_server", false, false, ["service_role"]);
        ServerChecks.Rights(facts, isEmbedded: false).ShouldBe(Finding.Broken("rights", "vital_server cannot act as service_role; let the owner run: grant service_role to vital_server"));
        ServerChecks.Rights(facts with { NotHeld = [], IsSuperuser = true }, isEmbedded: false).State.ShouldBe(FindingState.Look);
        ServerChecks.Reached(facts with { VersionNumber = 140_011, Version = "14.11" }, "there").State.ShouldBe(FindingState.Broken);
    }

    [Fact]
    public async Task A_clock_that_goes_wrong_is_told_by_how_much()
    {
        Says(await LookAsync(clock: new FakeTimeProvider(Now.AddSeconds(60))), "clock", FindingState.Look, "ahead of");
        var now = Now;
        ServerChecks.Clocks(now, now.AddSeconds(4.9)).State.ShouldBe(FindingState.Good);
        ServerChecks.Clocks(now, now.AddSeconds(5.1)).Sentence.ShouldContain("behind");
    }

    [Fact]
    public async Task Behind_a_pooler_nothing_is_heard()
    {
        await using var pooler = await Pooler.StartAsync(cluster.Address, 3, Cancel);
        await using var behind = VitalsDatabase.At(pooler.To(_vitals.Name, ClusterAddress.Server), cluster.Address.To(_vitals.Name, ClusterAddress.Owner));
        Says(await LookAsync(database: behind), "live stream", FindingState.Look, "pooler");
    }

    [Fact]
    public async Task Migrations_that_are_pending_edited_or_undone_by_hand_are_named()
    {
        Says(await AfterAsync("drop index public.delivery_rejects_old"), "migrations", FindingState.Broken, "delivery_rejects_old", "vitals db verify");
        Says(await AfterAsync("delete from supabase_migrations.schema_migrations where version = (select max(version) from supabase_migrations.schema_migrations)"), "migrations", FindingState.Broken, "pending");
        Says(await AfterAsync("update vitals_ledger.history set hash = 'x' where version = (select min(version) from vitals_ledger.history)"), "migrations", FindingState.Broken, "is edited");
    }

    [Theory]
    [InlineData(100L << 20, (int)FindingState.Broken)]
    [InlineData(1L << 30, (int)FindingState.Look)]
    [InlineData(20L << 30, (int)FindingState.Good)]
    public void A_disk_that_fills_is_seen_in_time(long free, int state) => MachineChecks.Room(free, "/somewhere").State.ShouldBe((FindingState)state);

    [Fact]
    public async Task Jobs_that_fail_or_stay_away_are_named()
    {
        Says(await AfterAsync("""
            insert into job_runs (job, slot, state, started_at, finished_at, error)
            values ('daily-report', now() - interval '3 hours', 'failed', now() - interval '3 hours', now() - interval '3 hours', 'no paper'),
                   ('daily-interventions', now() - interval '3 days', 'succeeded', now() - interval '3 days', now() - interval '3 days', null),
                   ('weekly-coach-analysis', now() - interval '3 days', 'succeeded', now() - interval '3 days', now() - interval '3 days', null)
            """), "schedules", FindingState.Broken, "daily-report failed 3 hours ago: no paper");
        var findings = await LookAsync();
        Says(findings, "schedules", FindingState.Broken, "daily-interventions last succeeded 3 days ago");
        findings.ShouldAllBe(finding => !finding.Sentence.StartsWith("weekly-coach-analysis", StringComparison.Ordinal));
        Says(await AfterAsync("insert into job_runs (job, slot, state, started_at, finished_at) values ('daily-report', now(), 'succeeded', now(), now())"), "schedules", FindingState.Look, "never ran");
        (await LookAsync()).ShouldAllBe(finding => !finding.Sentence.Contains("no paper", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_was_only_skipped_is_named_and_one_that_is_back_from_a_pause_is_not_overdue()
    {
        Says(await AfterAsync("""
            insert into job_runs (job, slot, state, started_at, finished_at, error)
            values ('daily-report', now() - interval '3 hours', 'skipped', now() - interval '3 hours', now() - interval '3 hours', 'nothing to report'),
                   ('daily-interventions', now() - interval '9 days', 'succeeded', now() - interval '9 days', now() - interval '9 days', null);
            update job_schedules set owed_since = now() - interval '1 hour' where job = 'daily-interventions'
            """), "schedules", FindingState.Look, "daily-report never succeeded", "vitals jobs history daily-report");
        (await LookAsync()).ShouldAllBe(finding => !finding.Sentence.StartsWith("daily-interventions", StringComparison.Ordinal));
        Says(await AfterAsync("update job_schedules set owed_since = now() - interval '2 days' where job = 'daily-interventions'"), "schedules", FindingState.Broken, "daily-interventions last succeeded 9 days ago");
    }

    [Fact]
    public async Task A_source_silent_beyond_its_habit_is_named_and_one_that_rests_on_weekends_is_not()
    {
        const string Delivered = """
            insert into deliveries (source, name, state, started_at, finished_at)
            select '{0}', 'message', 'succeeded', t, t
            from generate_series(now() - interval '{1} hours', now() - interval '{2} hours', interval '{3} hours') t
            """;
        string Of(string source, int from, int until, int every) => string.Format(CultureInfo.InvariantCulture, Delivered, source, from, until, every);
        var findings = await AfterAsync($"{Of("hourly", 480, 50, 1)}; {Of("weekly", 1220, 100, 80)}; {Of("fresh", 480, 1, 1)}; {Of("young", 72, 69, 1)}");
        Says(findings, "sources", FindingState.Look, "hourly has delivered nothing for 2 days; its gaps are usually at most 60 minutes");
        findings.Count(finding => finding.Check == "sources").ShouldBe(1);
        Says(await AfterAsync($$"""
            insert into source_silences (scope, starts_on, usual, expected, seen, chance, found_at)
            values ('BOOK', current_date - 2, '{9,9,9,9,9,1,1}', 18, 0, 0.00001, now() - interval '1 hour')
            """), "sources", FindingState.Look, "Data are missing");
    }

    [Fact]
    public async Task An_analysis_that_never_ran_or_failed_is_named()
    {
        await new ClientVitals.People.AddClient(["leila@example.com"], "Leila", "Haddad", null, "AE").RunAsync(_vitals, Now, Cancel);
        Says(await LookAsync(), "analysis", FindingState.Look, "No analysis yet");
        Says(await AfterAsync($"insert into job_runs (job, slot, state, started_at, finished_at, error) values ('{AnalyzeCallPatterns.Job}', now(), 'failed', now(), now(), 'the disk is full')"), "analysis", FindingState.Broken, "the disk is full");
    }

    [Fact]
    public async Task Secrets_that_are_missing_or_loose_are_named()
    {
        var findings = await AfterAsync("insert into sources (name) values ('no-secret-here'); insert into sources (name, enabled) values ('off', false)");
        Says(findings, "webhooks", FindingState.Broken, "no-secret-here", "VITALS_SECRET_WEBHOOK_NO_SECRET_HERE");
        findings.Count(finding => finding.Check == "webhooks").ShouldBe(1);
        var secrets = new SecretStore(new(_home));
        secrets.Keep(CallSources.SecretName("no-secret-here"), WebhookSignature.NewSecret());
        Says(await LookAsync(), "webhooks", FindingState.Good);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_home, "secrets", "webhook-no-secret-here"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        findings = await LookAsync();
        Says(findings, "webhooks", FindingState.Broken, "chmod 600");
        Says(findings, "secret files", FindingState.Broken, "webhook-no-secret-here", "chmod 600");
    }

    [Fact]
    public async Task Mail_that_cannot_go_is_named()
    {
        Says(await LookAsync("nonsense"), "mail", FindingState.Broken, "is not the address");
        Says(await LookAsync("smtp://vitals@localhost?from=a@example.com"), "mail", FindingState.Broken, "VITALS_SECRET_SMTP");
        Says(await LookAsync("smtp://localhost?from=a@example.com"), "mail", FindingState.Good, "localhost:25");
    }

    [Fact]
    public async Task A_house_whose_owner_cannot_come_in_is_named()
    {
        var owner = await new InviteUser("owner@house.example", "Owner", AppRole.Owner).RunAsync(_vitals, Now, Actor.CommandLine("test"), Cancel);
        Says(await LookAsync(), "accounts", FindingState.Broken, "No owner can sign in");
        await new UseLink(owner.Link.Token, "four words in a row").RunAsync(_vitals, Now, Cancel);
        Says(await LookAsync(), "accounts", FindingState.Good);
        Says(await AfterAsync("update users set disabled_at = now()"), "accounts", FindingState.Broken, "No owner can sign in");
    }

    [Fact]
    public async Task A_backup_that_grew_old_is_named()
    {
        var file = new VitalsHome(_home).LastBackup(_vitals.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, Now.AddHours(-5).ToString("O", CultureInfo.InvariantCulture), Cancel);
        Says(await LookAsync(), "backup", FindingState.Good, "5 hours old");
        await File.WriteAllTextAsync(file, Now.AddDays(-9).ToString("O", CultureInfo.InvariantCulture), Cancel);
        Says(await LookAsync(), "backup", FindingState.Look, "9 days old");
    }

    [Fact]
    public async Task What_cannot_be_read_on_this_machine_is_named_and_the_rest_is_looked_at()
    {
        var file = new VitalsHome(_home).LastBackup(_vitals.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var held = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
        var findings = await LookAsync();
        Says(findings, "backup", FindingState.Broken, "could not be checked");
        Says(findings, "migrations", FindingState.Good);
    }

    [Fact]
    public async Task The_command_says_it_line_by_line_or_as_json_and_fails_where_something_is_broken()
    {
        using var program = new BuiltProgram(cluster.Address.Url(_vitals.Name, ClusterAddress.Server), cluster.Address.Url(_vitals.Name, ClusterAddress.Owner));
        (await program.RunAsync("doctor")).ShouldContain("✓ migrations");
        await using (var db = await _vitals.OpenAdminAsync(Cancel))
            await db.ExecuteAsync("insert into sources (name) values ('no-secret-here')");
        var (exit, said, _) = await BuiltProgram.EndAsync(["doctor", "--format", "json"], new()
        {
            ["VITALS_HOME"] = _home,
            ["DATABASE_URL"] = cluster.Address.Url(_vitals.Name, ClusterAddress.Server),
            ["DATABASE_ADMIN_URL"] = cluster.Address.Url(_vitals.Name, ClusterAddress.Owner),
        }, program.Folder);
        var findings = JsonDocument.Parse(said).RootElement.EnumerateArray().ToList();
        exit.ShouldBe(1);
        findings.ShouldContain(finding => finding.GetProperty("state").GetString() == "BROKEN" && finding.GetProperty("check").GetString() == "webhooks");
    }
}
