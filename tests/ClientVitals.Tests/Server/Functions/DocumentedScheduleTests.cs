using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Server;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Functions;

/// <summary>
/// The schedule the owner's document recommends, word for word, on PostgreSQL 15, against a server that runs: pg_cron's and pg_net's
/// two functions are stood in for, what they are told is really kept, run and posted.
/// </summary>
public sealed class DocumentedScheduleTests(TestCluster cluster)
{
    /// <summary>"Recommended Cron Schedule" of the owner's summary of migrations.</summary>
    private const string Documented = """
        -- Daily at 8:00 AM: Analyze call patterns
        SELECT cron.schedule(
          'daily-pattern-analysis',
          '0 8 * * *',
          $$
          SELECT net.http_post(
            url := current_setting('app.settings.supabase_url') || '/functions/v1/analyze-call-patterns',
            headers := jsonb_build_object(
              'Content-Type', 'application/json',
              'Authorization', 'Bearer ' || current_setting('app.settings.service_role_key')
            ),
            body := '{}'::jsonb
          );
          $$
        );
        """;

    /// <summary>
    /// As pg_cron 1.4 keeps a job, and as pg_net posts: named parameters, headers as JSON, an answer looked at by nobody. The post is
    /// made by curl, which the server runs.
    /// </summary>
    private const string StandIns = """
        create schema cron;
        create table cron.job (jobid bigint generated always as identity, schedule text not null, command text not null, active boolean not null default true, jobname text unique);
        create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql as
          'insert into cron.job (jobname, schedule, command) values ($1, $2, $3) returning jobid';
        create schema net;
        create table net.answers (line text);
        create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{"Content-Type": "application/json"}', timeout_milliseconds integer default 2000)
        returns bigint language plpgsql as $f$
        declare
          said text := (select string_agg(format('-H %s', pg_catalog.quote_literal(h.key || ': ' || h.value)), ' ') from jsonb_each_text(headers) h);
        begin
          execute format('copy net.answers from program %L', format('curl -sS -m 60 -X POST -w %s %s --data %s %s', quote_literal(' %{http_code}'), said, quote_literal(body::text), quote_literal(url)));
          return 1;
        end
        $f$;
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_documented_schedule_runs_unchanged_and_its_run_is_on_record()
    {
        await using var kind = await ServerKind.MakeAsync(cluster, oldest: true, superuser: true, Cancel, migrated: true);
        var now = DateTimeOffset.UtcNow;
        await RecordAsync(kind, now);
        var service = await new MakeApiKey("pg_cron", [KeyScope.Functions], null, null).RunAsync(kind.Database, now, Actor.CommandLine("test"), Cancel);
        await using var app = FrontDoor.Build(kind.Database, ServeAt.Default with { Port = 0 }, TimeProvider.System);
        await app.StartAsync(Cancel);

        await using var admin = await kind.Database.OpenAdminAsync(Cancel);
        (await RunnerAsync(admin)).ShouldBe("vitals", "there is no pg_cron yet");
        await admin.ExecuteAsync(StandIns);
        (await RunnerAsync(admin)).ShouldBe("vitals", "pg_cron has no such job yet");
        await admin.ExecuteAsync(Documented);
        (await RunnerAsync(admin)).ShouldBe("pg_cron", "what runs twice runs wrong");

        await SetAsync(admin, app.Urls.Single(), service.Key);
        (await RunKeptAsync(admin)).ShouldEndWith(" 200");
        var (state, startedBy, read) = await admin.QuerySingleAsync<(string, string, long)>("select state, started_by, rows_read from job_runs where job = 'daily-pattern-analysis'");
        (state, startedBy, read).ShouldBe(("succeeded", "api", 2));
        (await admin.ExecuteScalarAsync<string>("select string_agg(line, '') from net.answers"))!.ShouldContain("\"success\":true");
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from get_pattern_breaks(7)")).ShouldBe(2);

        await SetAsync(admin, app.Urls.Single(), "cv_12345678_wrong");
        (await RunKeptAsync(admin)).ShouldEndWith(" 401");
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from job_runs")).ShouldBe(1, "a key that opens nothing runs nothing");
        await admin.ExecuteAsync("update cron.job set active = false");
        (await RunnerAsync(admin)).ShouldBe("vitals", "pg_cron's job rests");
        await app.StopAsync(Cancel);
    }

    private static async Task RecordAsync(ServerKind kind, DateTimeOffset now)
    {
        foreach (var client in new[] { "leila", "omar" })
            await new ClientVitals.People.AddClient([client + "@example.com"], client, null, null, "AE").RunAsync(kind.Database, now, Cancel);
        await using (var admin = await kind.Database.OpenAdminAsync(Cancel))
            await admin.ExecuteAsync("insert into call_records (client_id, client_email, started_at) select e.client_id, e.email, @now::timestamptz - d * interval '2 days' from client_emails e, generate_series(15, 90) d", new { now });
        await new RebuildRollups().RunAsync(kind.Database, now, Cancel);
    }

    private static Task<string?> RunnerAsync(NpgsqlConnection admin) => admin.ExecuteScalarAsync<string>("select job_runner('daily-pattern-analysis')");

    /// <summary>What the owner sets on the database, here for one session.</summary>
    private static Task<int> SetAsync(NpgsqlConnection admin, string url, string key) => admin.ExecuteAsync(
        "select set_config('app.settings.supabase_url', @url, false), set_config('app.settings.service_role_key', @key, false)", new { url, key });

    /// <summary>Runs what pg_cron would, and tells how the server answered.</summary>
    private static async Task<string> RunKeptAsync(NpgsqlConnection admin)
    {
        await admin.ExecuteAsync("truncate net.answers");
        await admin.ExecuteAsync((await admin.ExecuteScalarAsync<string>("select command from cron.job where jobname = 'daily-pattern-analysis'"))!);
        return (await admin.ExecuteScalarAsync<string>("select string_agg(line, '') from net.answers"))!;
    }
}
