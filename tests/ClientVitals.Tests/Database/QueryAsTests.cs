using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Database;

public sealed class QueryAsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    internal sealed record Kept(string Statement);

    internal sealed record Thing(decimal Size);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_is_planned_once_a_connection()
    {
        const string Question = "select statement from pg_prepared_statements where statement like '%' || @word::text || '%'";
        await database.Vitals.AskAsync<Kept>(DatabaseIdentity.Service, Question, new { word = "pg_prepared" }, Cancel);
        (await database.Vitals.AskAsync<Kept>(DatabaseIdentity.Service, Question, new { word = "pg_prepared" }, Cancel)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_question_whose_plan_a_migration_made_old_is_asked_again()
    {
        await database.DoAsync("create table public.things (size int); insert into public.things values (1); grant select on public.things to service_role");
        const string Question = "select size from public.things";
        await database.Vitals.AskAsync<object>(DatabaseIdentity.Service, Question, null, Cancel);
        await database.DoAsync("alter table public.things alter column size type numeric(9, 2); update public.things set size = 1.25");
        (await database.Vitals.AskAsync<Thing>(DatabaseIdentity.Service, Question, null, Cancel)).ShouldBe([new(1.25m)]);
    }

    [Fact]
    public async Task What_one_was_allowed_to_see_the_next_on_the_same_connection_is_not()
    {
        const string Question = "select set_config('probe.role', current_user, true) as statement";
        for (var turn = 0; turn < 3; turn++)
        {
            (await database.Vitals.AskAsync<Kept>(DatabaseIdentity.Service, Question, null, Cancel)).ShouldBe([new("service_role")]);
            (await database.Vitals.AskAsync<Kept>(DatabaseIdentity.Anonymous, Question, null, Cancel)).ShouldBe([new("anon")]);
        }
        await Should.ThrowAsync<Npgsql.PostgresException>(() => database.Vitals.AskAsync<Kept>(DatabaseIdentity.Anonymous, "select key_hash::text as statement from public.api_keys", null, Cancel));
    }
}
