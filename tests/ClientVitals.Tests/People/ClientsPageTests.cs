using ClientVitals.Database;
using ClientVitals.People;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.People;

public sealed class ClientsPageTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 7, 5, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var number = 0;
        foreach (var (email, first, last) in new[] { ("zoe@x.example", "Zoë", "Åberg"), ("ann@x.example", " ann ", "Baker"), ("bob@x.example", "Bob", null), ("only@x.example", null, null), ("li@x.example", "李", "小龍"), ("abe@x.example", "ABE", "ann-Marie") })
            await new AddClient([email, $"+97150000000{++number}"], first, last, null, "AE").RunAsync(database.Vitals, Now, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DoAsync("delete from client_phones; delete from client_emails; delete from client_health_scores; delete from clients");
        GC.SuppressFinalize(this);
    }

    private async Task<List<string?>> FoundAsync(string? search, int size = 50)
    {
        var (found, mark) = (new List<string?>(), (string?)null);
        do
        {
            var page = await ClientsPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(search), size, mark, Cancel);
            found.AddRange(page.Items.Select(client => client.Email));
            mark = page.Next;
        }
        while (mark is not null);
        return found;
    }

    [Fact]
    public async Task They_stand_in_the_order_of_their_names_whatever_the_size_of_a_page()
    {
        string[] all = ["only@x.example", "abe@x.example", "ann@x.example", "bob@x.example", "zoe@x.example", "li@x.example"];
        (await FoundAsync(null)).ShouldBe(all);
        (await FoundAsync(null, size: 1)).ShouldBe(all);
        (await FoundAsync(null, size: 2)).ShouldBe(all);
    }

    [Theory]
    [InlineData("ann", "ann@x.example", "abe@x.example")]
    [InlineData("ANN B", "ann@x.example")]
    [InlineData("bake", "ann@x.example")]
    [InlineData("zoë å", "zoe@x.example")]
    [InlineData("åb", "abe@x.example", "zoe@x.example")]
    [InlineData("zoe a", "zoe@x.example")]
    [InlineData("李", "li@x.example")]
    [InlineData("小", "li@x.example")]
    [InlineData("bob@", "bob@x.example")]
    [InlineData("+971500000004", "only@x.example")]
    [InlineData("%")]
    [InlineData("_nn")]
    [InlineData("nobody")]
    public async Task One_is_found_by_how_a_name_an_e_mail_or_a_number_begins(string search, params string[] emails) =>
        (await FoundAsync(search)).ShouldBe(emails);

    [Fact]
    public async Task What_is_found_comes_by_name_then_last_name_then_e_mail_then_number_each_once_whatever_the_size_of_a_page()
    {
        foreach (var (address, first, last) in new[] { ("1kim@y.example", "Kim", "Kimura"), ("kim.b@y.example", "Bea", "Kimura"), ("kim.c@y.example", "Cay", "Low"), ("c@y.example", "Al", "KIMURA"), ("9kim@y.example", "Dee", "Kim") })
            await new AddClient([address, address.Replace("y.ex", "z.ex", StringComparison.Ordinal)], first, last, null, "AE").RunAsync(database.Vitals, Now, Cancel);
        string[] all = ["1kim@y.example", "9kim@y.example", "c@y.example", "kim.b@y.example", "kim.c@y.example"];
        foreach (var size in new[] { 50, 1, 2, 3, 4, 5 })
            (await FoundAsync("kim", size)).ShouldBe(all);
        (await FoundAsync("+9715", 2)).Count.ShouldBe(6);
        var mark = (await ClientsPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new("kim"), 1, null, Cancel)).Next;
        foreach (var (wanted, of) in new[] { ("ann", mark), ("kim", "WzEsMV0"), ("kim", Cursor.Write([7, "kim", "", Guid.Empty, 1])) })
            await Should.ThrowAsync<PlainError>(() => ClientsPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(wanted), 1, of, Cancel));
    }
}
