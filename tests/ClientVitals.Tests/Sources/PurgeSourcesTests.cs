using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sources;

public sealed class PurgeSourcesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_is_over_goes_at_its_hour_and_what_is_not_stays()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using (var db = await database.OpenAdminAsync())
        {
            await db.ExecuteAsync(
                """
                insert into sources (name) values ('telephony');
                insert into received_messages (source, message_id, received_at, sha256)
                values ('telephony', 'gone', @now::timestamptz - interval '90 days', 'x'),
                       ('telephony', 'kept', @now::timestamptz - interval '90 days' + interval '1 second', 'x');
                insert into deliveries (source, name, started_at) values ('telephony', 'message 1', @now::timestamptz);
                insert into delivery_rejects (delivery_id, line, reason, raw, rejected_at)
                select d.id, r.line, r.reason, '{}', r.at
                from deliveries d
                cross join (values (1, 'gone', @now::timestamptz - interval '90 days'),
                                   (2, 'kept', @now::timestamptz - interval '90 days' + interval '1 second')) as r (line, reason, at);
                insert into request_answers (asked_by, request_key, sha256, asked_at)
                values ('a', 'gone', 'x', @now::timestamptz - interval '1 day'),
                       ('a', 'kept', 'x', @now::timestamptz - interval '1 day' + interval '1 second')
                """,
                new { now = Now });
        }
        (await new PurgeSources().RunAsync(database.Vitals, Now, cancel)).ShouldBe(new SourcesPurged(1, 1, 1));
        (await new PurgeSources().RunAsync(database.Vitals, Now, cancel)).ShouldBe(new SourcesPurged(0, 0, 0));
        await using var look = await database.OpenAsync();
        (await look.QueryAsync<string>("select message_id from received_messages union all select reason from delivery_rejects union all select request_key from request_answers"))
            .ShouldBe(["kept", "kept", "kept"]);
    }
}
