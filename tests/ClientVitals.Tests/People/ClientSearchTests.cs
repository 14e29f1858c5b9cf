using System.Globalization;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.People;

/// <summary>Who is found: in another script, without accents, spelled wrongly, by a number as one dials it; and what that costs in a book of 100 000.</summary>
public sealed class ClientSearchTests(ClientSearchTests.LargeBook database) : IClassFixture<ClientSearchTests.LargeBook>
{
    private static readonly DatabaseIdentity Owner = new("authenticated", """{"role":"authenticated","app_role":"owner"}""");
    private static readonly DatabaseIdentity Coach = new("authenticated", """{"role":"authenticated","app_role":"coach","staff_id":"00000000-0000-0000-0000-000000000007"}""");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The names that are looked for, among 100 000 that nobody looks for.</summary>
    public sealed class LargeBook(TestCluster cluster) : TestDatabase(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await DoAsync("""
                alter table clients disable trigger user;
                insert into staff (id, name) select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid, 'Coach ' || n from generate_series(0, 29) n;
                insert into clients (firstname, lastname, coach_id)
                select 'Q' || translate(to_hex(n * 7919 % 65536), '0123456789abcdef', 'bdfghklmnrstvwzj'), 'Z' || translate(to_hex(n * 104729 % 1048576), '0123456789abcdef', 'rtbdklmnfghswvzj'),
                  ('00000000-0000-0000-0000-0000000000' || lpad((n % 30)::text, 2, '0'))::uuid
                from generate_series(1::bigint, 100000) n;
                insert into clients (firstname, lastname, coach_id)
                select v.first, v.last, '00000000-0000-0000-0000-000000000007'::uuid
                from (values
                  ('محمد', 'المنصوري'), ('Mohammed', 'Al Mansoori'), ('فاطمة', 'الهاشمي'), ('عبد الرحمن', 'خالد'), ('يوسف', 'أحمد'), ('شيخة', 'المكتوم'),
                  ('Иван', 'Шевченко'), ('Юлия', 'Хасанова'), ('Γιώργος', 'Παπαδόπουλος'), ('Χρήστος', 'Βασιλείου'),
                  ('Zoë', 'Müller'), ('Łukasz', 'Żółć'), ('John', 'Smith'), ('Siobhán', 'O’Brien')) as v (first, last);
                insert into client_phones (phone, client_id, is_primary) select '+971501234567', c.id, true from clients c where c.firstname = 'John';
                insert into clients (firstname, lastname, coach_id) values ('Jonathan', 'Elsewhere', '00000000-0000-0000-0000-000000000008');
                alter table clients enable trigger user;
                analyze staff; analyze clients; analyze client_phones;
                """);
        }
    }

    private async Task<List<string>> FoundAsync(string search, DatabaseIdentity? who = null, bool alsoNear = true) =>
        [.. (await ClientsPage.ReadAsync(database.Vitals, who ?? Owner, new(search, Region: "AE", AlsoNear: alsoNear), 10, null, Cancel)).Items.Select(client => client.Name)];

    [Theory]
    [InlineData("Mohamed", "محمد المنصوري")]
    [InlineData("muhammad mansouri", "محمد المنصوري")]
    [InlineData("Fatima", "فاطمة الهاشمي")]
    [InlineData("fatma", "فاطمة الهاشمي")]
    [InlineData("Al Hashimi", "فاطمة الهاشمي")]
    [InlineData("Abdulrahman", "عبد الرحمن خالد")]
    [InlineData("Abdel Rahman", "عبد الرحمن خالد")]
    [InlineData("Khaled", "عبد الرحمن خالد")]
    [InlineData("Youssef", "يوسف أحمد")]
    [InlineData("Ahmed", "يوسف أحمد")]
    [InlineData("Sheikha", "شيخة المكتوم")]
    [InlineData("Maktoum", "شيخة المكتوم")]
    [InlineData("احمد", "يوسف أحمد")]
    [InlineData("Ivan", "Иван Шевченко")]
    [InlineData("Shevchenko", "Иван Шевченко")]
    [InlineData("Julia", "Юлия Хасанова")]
    [InlineData("Hasanova", "Юлия Хасанова")]
    [InlineData("Giorgos", "Γιώργος Παπαδόπουλος")]
    [InlineData("papadop", "Γιώργος Παπαδόπουλος")]
    [InlineData("Christos", "Χρήστος Βασιλείου")]
    [InlineData("Vasiliou", "Χρήστος Βασιλείου")]
    [InlineData("muller", "Zoë Müller")]
    [InlineData("Mueller", "Zoë Müller")]
    [InlineData("zolc", "Łukasz Żółć")]
    [InlineData("obrien", "Siobhán O’Brien")]
    public async Task A_name_is_found_by_its_Latin_spelling(string search, string name) => (await FoundAsync(search)).ShouldContain(name);

    [Theory]
    [InlineData("jhon", "John Smith")]
    [InlineData("smiht", "John Smith")]
    [InlineData("jon smith", "John Smith")]
    [InlineData("johnn", "John Smith")]
    [InlineData("jphn", "John Smith")]
    [InlineData("Muhamed", "Mohammed Al Mansoori")]
    [InlineData("mohamad", "Mohammed Al Mansoori")]
    [InlineData("shevchneko", "Иван Шевченко")]
    [InlineData("lucas", "Łukasz Żółć")]
    public async Task A_name_is_found_that_is_spelled_wrongly(string search, string name)
    {
        (await FoundAsync(search)).ShouldContain(name);
        (await FoundAsync(search, alsoNear: false)).ShouldNotContain(name, "only where near names are asked for");
    }

    [Theory]
    [InlineData("050 123 4567")]
    [InlineData("050123")]
    [InlineData("0501234567")]
    [InlineData("00971501234567")]
    [InlineData("+971 50 123 4567")]
    [InlineData("971501234567")]
    public async Task A_number_is_found_as_one_dials_it(string search) => (await FoundAsync(search)).ShouldBe(["John Smith"]);

    [Theory]
    [InlineData("zzzzyx")]
    [InlineData("mo")]
    [InlineData("'")]
    [InlineData("---")]
    [InlineData("050 999")]
    public async Task Nobody_is_found_who_is_not_meant(string search) => (await FoundAsync(search)).ShouldNotContain(name => "John Smith;Zoë Müller;محمد المنصوري".Contains(name, StringComparison.Ordinal));

    [Fact]
    public async Task A_coach_finds_near_names_of_their_own_book_alone_and_each_name_once()
    {
        (await FoundAsync("jonatan", Coach)).ShouldNotContain("Jonathan Elsewhere");
        (await FoundAsync("jonatan", Owner)).ShouldContain("Jonathan Elsewhere");
        var found = await FoundAsync("mohammed", Coach);
        found.ShouldBeUnique();
        found[0].ShouldBe("Mohammed Al Mansoori", "as written comes before what is near");
    }

    [Fact]
    public async Task What_a_search_asks_reads_a_few_rows_of_indexes_for_every_role()
    {
        foreach (var who in new[] { Owner, Coach })
        {
            foreach (var (name, given) in new (string, object)[]
            {
                ("Searched", new
                {
                    search = "qb", latin = "qb", phone = "+97150", coach = (string?)null, status = (string?)null, today = (DateOnly?)null, segment = (string?)null,
                    from_name = "qb", from_lastname = "qb", from_its_name = "", from_id = Guid.Empty, from_email = "qb", from_phone = "+97150", after_key = (string?)null, most = 51,
                }),
                ("Near", new
                {
                    sounds = NearNames.Variants("mohamed", "mhmd").ToArray(), coach = (string?)null, status = (string?)null, today = (DateOnly?)null, segment = (string?)null,
                    of_the_first = 60, of_each = 8, most = 400,
                }),
                ("Count", new { coach = (string?)null, status = (string?)null, today = (DateOnly?)null, segment = (string?)null, most = 10_000 }),
            })
            {
                var (plan, blocks) = await PlanAsync(who, Narrowed.Of(Sql.Of(typeof(ClientsPage), name), ["coach", "segment"]), given);
                // A coach's count reads the rows that are not theirs as well: the list is counted along the book.
                if (name != "Count")
                    plan.ShouldNotContain("Seq Scan on clients", customMessage: $"{name} as {who.Claims}:\n{plan}");
                blocks.ShouldBeLessThan(6_000, $"{name} as {who.Claims}:\n{plan}");
            }
        }
    }

    /// <summary>The plan, and how many blocks it touched.</summary>
    private async Task<(string Plan, long Blocks)> PlanAsync(DatabaseIdentity who, string sql, object given)
    {
        await using var db = await database.Vitals.OpenBareAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        await using (var act = new NpgsqlCommand(DatabaseIdentity.SqlPlannedOnce, db) { Parameters = { new() { Value = who.Role }, new() { Value = who.Claims } } })
        {
            await act.ExecuteNonQueryAsync(Cancel);
        }
        var lines = (await db.QueryAsync<string>("explain (analyze, buffers, timing off) " + sql, given)).ToList();
        var hit = lines.First(line => line.Contains("Buffers: shared", StringComparison.Ordinal));
        var blocks = System.Text.RegularExpressions.Regex.Matches(hit.Split("dirtied")[0], "(?:hit|read)=(\\d+)").Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        return (string.Join('\n', lines), blocks);
    }
}
