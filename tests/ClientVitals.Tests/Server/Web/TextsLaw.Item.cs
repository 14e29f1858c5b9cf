using Dapper;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>One item by itself, open and over.</summary>
public sealed partial class TextsLaw
{
    [Fact]
    public async Task The_page_of_an_item_says_nothing_past_its_texts()
    {
        await using var db = await door.OpenAsync();
        var item = await db.ExecuteScalarAsync<long>("select min(id) from intervention_log where completed_at is null");
        await MustSayAsync([("owner", $"/interventions/{item}"), ("admin", $"/interventions/{item}?seen=0&to=%2Fcall-patterns")]);
        await door.DoAsync($"update intervention_log set completed_at = triggered_at, close_reason = 'returned' where id = {item}");
        await MustSayAsync([("owner", $"/interventions/{item}")]);
        await door.DoAsync($"update intervention_log set completed_at = null, close_reason = null where id = {item}");
    }
}
