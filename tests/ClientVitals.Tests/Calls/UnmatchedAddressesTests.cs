using ClientVitals.Calls;
using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>Addresses of unmatched calls, a page at a time: each once, in both orders, and only of calls that are unmatched.</summary>
public sealed class UnmatchedAddressesTests(UnmatchedAddressesTests.Strangers database) : IClassFixture<UnmatchedAddressesTests.Strangers>
{
    /// <summary>E-mails alone, e-mails with one number and with several, numbers alone, calls with neither; one address has two calls, others one.</summary>
    public sealed class Strangers(TestCluster cluster) : TestDatabase(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await DoAsync("""
                insert into clients (firstname) values ('Leila');
                insert into call_records (client_id, client_email, started_at) select id, 'leila@example.com', '2026-01-01 10:00Z' from clients;
                insert into call_records (client_email, client_phone, started_at)
                select e, p, '2026-01-01 10:00Z'::timestamptz + row_number() over () * interval '1 minute'
                from (values ('a@example.com', null), ('a@example.com', '+971500000001'), ('a@example.com', '+971500000002'), ('b@example.com', null), ('c@example.com', '+971500000001'),
                  ('b@example.com', null), (null, '+971500000001'), (null, '+971500000003'), (null, '+971500000003'), (null, null), ('z@example.com', null)) v (e, p);
                """);
        }
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(true, 3)]
    [InlineData(true, 500)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(false, 500)]
    public async Task Every_address_is_on_one_page(bool byAddress, int size)
    {
        var read = new List<UnmatchedAddress>();
        string? mark = null;
        do
        {
            var page = await UnmatchedAddresses.ReadAsync(database.Vitals, DatabaseIdentity.Service, byAddress, size, mark, TestContext.Current.CancellationToken);
            page.Items.Count.ShouldBeLessThanOrEqualTo(size);
            read.AddRange(page.Items);
            mark = page.Next;
        }
        while (mark is not null);
        read.Select(one => $"{one.Email} {one.Phone} {one.Calls}").ShouldBe(byAddress
            ? ["a@example.com +971500000001 1", "a@example.com +971500000002 1", "a@example.com  1", "b@example.com  2", "c@example.com +971500000001 1", "z@example.com  1", " +971500000001 1", " +971500000003 2"]
            : ["b@example.com  2", " +971500000003 2", "a@example.com  1", "a@example.com +971500000001 1", "a@example.com +971500000002 1", "c@example.com +971500000001 1", "z@example.com  1", " +971500000001 1"]);
    }

    [Theory]
    [InlineData(true, "x")]
    [InlineData(false, "x")]
    public async Task A_mark_that_this_list_did_not_give_out_is_refused(bool byAddress, string mark)
    {
        foreach (var odd in new[] { mark, Cursor.Write(["a"]), Cursor.Write([1, 2]), Cursor.Write(["a", "b", "c"]), Cursor.Write([null, null, null]) })
            await Should.ThrowAsync<PlainError>(() => UnmatchedAddresses.ReadAsync(database.Vitals, DatabaseIdentity.Service, byAddress, 10, odd, TestContext.Current.CancellationToken));
    }
}
