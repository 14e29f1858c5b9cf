using System.Text.Json;
using ClientVitals.HealthScores.BackTests.Cards;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <content>The back-test of a version: never run, running, being stopped, failed, stopped, not ended, out of date, done; and weights of groups.</content>
public sealed partial class TextsLaw
{
    [Fact]
    public async Task The_back_test_of_a_scorecard_says_nothing_past_its_texts()
    {
        const string Draft = "/settings/scorecards/draft-v1";
        await using var own = await OwnAsync();
        var now = own.Clock.GetUtcNow();
        await own.DoAsync("""
            insert into health_scorecards (name, version, definition, created_by) select 'draft', 1, jsonb_set(definition, '{segments}', '[{"segment": "VIP", "weights": {"engagement": 1}}]'), 'owner' from health_scorecards;
            insert into health_scorecards (name, version, definition, created_by) select 'other', 1, definition, 'owner' from health_scorecards where name = 'documented';
            update clients set segment = 'Basic';
            -- Names of scorecards, groups and people in a sentence are data, as those of coaches are.
            insert into staff (name) select name from unnest(array['draft-v1', 'documented-v1', 'other-v1', 'Olga', 'VIP', 'Basic']) name
            """);
        List<string> past = [.. await PastAsync(own, "owner", Draft + "?said=card-test-busy")];
        foreach (var (state, rest) in new[] { ("running", "0, 0, null, null, null"), ("running", "3, 8, null, null, null"), ("running", "3, 8, 'Olga', null, null"), ("failed", $"3, 8, null, '{now:O}', 'Too little history.'"), ("stopped", $"3, 8, 'Olga', '{now:O}', null") })
        {
            await own.DoAsync($"""
                delete from scorecard_back_tests;
                insert into scorecard_back_tests (scorecard_id, compared_with, asked_at, asked_by, beat_at, state, done, total, stop_asked_by, finished_at, error)
                select id, 1, '{now:O}', 'Olga', '{now:O}', '{state}', {rest} from health_scorecards where name = 'draft'
                """);
            past.AddRange(await PastAsync(own, "owner", Draft));
            past.AddRange(await PastAsync(own, "owner", "/settings/scorecards/other-v1"));
        }
        await own.DoAsync($"update scorecard_back_tests set state = 'running', finished_at = null, beat_at = '{now - ScorecardBacktestRun.Patience:O}'");
        past.AddRange(await PastAsync(own, "owner", Draft));

        foreach (var facts in new[] { CardFacts.Sessions, CardFacts.Calls })
        {
            foreach (var others in new[] { true, false })
            {
                await KeepAsync(own, now, ResultOf(facts, others));
                past.AddRange(await PastAsync(own, "owner", Draft));
            }
        }
        await own.DoAsync("update scorecard_back_tests set compared_with = (select id from health_scorecards where name = 'other'); insert into call_records (client_id, started_at) select id, '2025-07-01 10:00Z' from clients limit 1");
        past.AddRange(await PastAsync(own, "owner", Draft));
        past.ShouldBeEmpty();
    }

    private static async Task KeepAsync(OpenDoor own, DateTimeOffset now, ScorecardBacktest result)
    {
        await using var db = await own.OpenAdminAsync();
        await db.ExecuteAsync("""
            delete from scorecard_back_tests;
            insert into scorecard_back_tests (scorecard_id, compared_with, asked_at, asked_by, beat_at, state, finished_at, result, tested_until, last_rows)
            select id, 1, @now, 'Olga', @now, 'succeeded', @now, @result::jsonb, '2025-12-01', array[0, 0, 0, 0, (select coalesce(max(id), 0) from call_records)]
            from health_scorecards where name = 'draft'
            """, new { now = now.ToUniversalTime(), result = JsonSerializer.Serialize(result, RunScorecardBacktest.Json) });
    }

    /// <summary>A result with every sentence of a protocol, with groups and calibration; or with as little as there can be.</summary>
    private static ScorecardBacktest ResultOf(CardFacts facts, bool isFull)
    {
        var mornings = Enumerable.Range(0, 3).Select(place => new CardProtocol.PastDate(new DateOnly(2025, 3, 1).AddDays(30 * place), 200, isFull ? 3 : 0, !isFull, !isFull, isFull && place == 0)).ToList();
        CardCase[] cases = [.. Enumerable.Range(0, 3).SelectMany(morning => Enumerable.Range(0, 200).Select(client =>
            new CardCase(client, morning, isFull ? client % 2 : -1, isFull && (client < 100 ? client % 2 == 0 : client % 10 == 0) ? int.MaxValue : 5, int.MaxValue, client < 100 ? 20 : 80, 50, 50, client % 60)))];
        return ScorecardBacktest.Of("draft-v1", "documented-v1", new(facts, isFull ? 60 : null, mornings, isFull ? 500 : 200, 200, 2, 12, 24), cases, ["VIP", "Basic"]);
    }
}
