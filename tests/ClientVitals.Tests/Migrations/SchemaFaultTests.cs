using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>Each kind of fault is made in a migrated database and must be named; what only looks like one must not.</summary>
public sealed class SchemaFaultTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Table = "create table public.t (n int); alter table public.t enable row level security; comment on table public.t is 't'; comment on column public.t.n is 'n';";
    private const string Pair = Table + "create table public.p (n int primary key); alter table public.p enable row level security; comment on table public.p is 'p'; comment on column public.p.n is 'n'; alter table public.t add constraint t_p foreign key (n) references public.p;";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<IEnumerable<string>> FaultsAfterAsync(string ddl)
    {
        await using var connection = await database.OpenAdminAsync();
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await connection.ExecuteAsync(ddl);
        return (await SchemaFault.ReadAsync(connection, Cancel)).Select(fault => $"{fault.Kind}: {fault.Subject}");
    }

    [Theory]
    [InlineData("function without search_path: public.f(a integer)", "create function public.f(a int) returns int language sql as 'select 1'; comment on function public.f is 'f';")]
    [InlineData("definer without search_path: public.f()", "create function public.f() returns int language sql security definer as 'select 1'; comment on function public.f is 'f'; revoke execute on function public.f from public;")]
    [InlineData("definer open to callers: public.f()", "create function public.f() returns int language sql security definer set search_path = '' as 'select 1'; comment on function public.f is 'f';")]
    [InlineData("definer open to callers: public.f()", "create function public.f() returns int language sql security definer set search_path = '' as 'select 1'; comment on function public.f is 'f'; revoke execute on function public.f from public; grant execute on function public.f to authenticated;")]
    [InlineData("definer open to callers: public.f()", "create function public.f() returns int language sql security definer set search_path = '' as 'select 1'; comment on function public.f is 'f'; revoke execute on function public.f from public; grant execute on function public.f to anon;")]
    [InlineData("function without comment: public.f()", "create function public.f() returns int language sql set search_path = '' as 'select 1';")]
    [InlineData("table without row security: public.t", Table + "alter table public.t disable row level security;")]
    [InlineData("table without row security: archive.t", "create table archive.t (n int); comment on table archive.t is 't';")]
    [InlineData("table without row security: vitals_ledger.history", "alter table vitals_ledger.history disable row level security;")]
    [InlineData("table without comment: public.t", Table + "comment on table public.t is null;")]
    [InlineData("view without comment: public.v", "create view public.v as select 1 as n;")]
    [InlineData("column without comment: public.t.\"N m\"", Table + "alter table public.t add column \"N m\" int;")]
    [InlineData("foreign key without index: public.t t_p", Pair)]
    [InlineData("foreign key without index: public.t t_p", Pair + "create index on public.t (n) where n > 5;")]
    [InlineData("write policy without condition: public.t w", Table + "create policy w on public.t for insert to authenticated with check (true);")]
    [InlineData("write policy without condition: public.t w", Table + "create policy w on public.t for update to authenticated using (true) with check (n > 0);")]
    [InlineData("write policy without condition: public.t w", Table + "create policy w on public.t for delete to service_role, anon using (true);")]
    [InlineData("write policy without condition: public.t w", Table + "create policy w on public.t using (true);")]
    [InlineData("invalid index: public.q_n", "create table public.q (n int) partition by range (n); create table public.q1 partition of public.q for values from (0) to (9); comment on table public.q is 'q'; comment on table public.q1 is 'q'; comment on column public.q.n is 'n'; comment on column public.q1.n is 'n'; alter table public.q enable row level security; alter table public.q1 enable row level security; create index q_n on only public.q (n);")]
    public async Task A_fault_is_named(string fault, string ddl) => (await FaultsAfterAsync(ddl)).ShouldBe([fault]);

    [Theory]
    [InlineData(Pair + "create index on public.t (n) where n is not null;")]
    [InlineData(Table + "create policy r on public.t for select to authenticated using (true);")]
    [InlineData(Table + "create policy w on public.t for all to service_role using (true) with check (true);")]
    [InlineData(Table + "create policy w on public.t as restrictive for insert to authenticated with check (true);")]
    [InlineData(Table + "create policy w on public.t for delete to authenticated using (n > 0);")]
    [InlineData("create function public.f() returns int language sql security definer set search_path = '' as 'select 1'; comment on function public.f is 'f'; revoke execute on function public.f from public; grant execute on function public.f to service_role;")]
    [InlineData("create function public.f() returns trigger language plpgsql security definer set search_path = '' as 'begin return new; end'; comment on function public.f is 'f';")]
    [InlineData("create schema theirs; create table theirs.t (n int);")]
    public async Task What_keeps_the_rules_is_not_named(string ddl) => (await FaultsAfterAsync(ddl)).ShouldBeEmpty();

    [Fact]
    public async Task Each_fault_says_what_to_do()
    {
        await using var connection = await database.OpenAdminAsync();
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await connection.ExecuteAsync(Table + "create policy w on public.t for delete to authenticated, anon using (true);");
        var fault = (await SchemaFault.ReadAsync(connection, Cancel)).ShouldHaveSingleItem();
        fault.WhatToDo.ShouldContain("authenticated");
        fault.WhatToDo.ShouldContain("anon");
    }

    [Fact]
    public async Task The_command_ends_with_1_only_when_it_finds_something()
    {
        await using var own = await database.Cluster.CloneAsync(Cancel);
        var url = VitalsProcess.Url(database.Cluster, own);
        var (exit, said) = await VitalsProcess.RunAsync(url, TestCluster.Root(), "db", "lint");
        exit.ShouldBe(0, said);
        said.ShouldStartWith("The schema keeps every rule in ");
        (await VitalsProcess.RunAsync(url, TestCluster.Root(), "db", "lint", "--format", "json")).ShouldBe((0, "[]\n"));
        await using (var connection = await own.OpenAdminAsync(Cancel))
        {
            await connection.ExecuteAsync("alter table public.settings disable row level security");
        }
        (exit, said) = await VitalsProcess.RunAsync(url, TestCluster.Root(), "db", "lint", "--format", "csv");
        exit.ShouldBe(1, said);
        said.ShouldStartWith("kind,subject,what_to_do\ntable without row security,public.settings,");
    }

    [Fact]
    public async Task A_database_without_migrations_is_not_called_sound()
    {
        await using var empty = await database.Cluster.EmptyAsync(Cancel);
        var (exit, said) = await VitalsProcess.RunAsync(VitalsProcess.Url(database.Cluster, empty), TestCluster.Root(), "db", "lint");
        exit.ShouldBe(1, said);
        said.ShouldStartWith("No migration is applied yet");
    }
}
