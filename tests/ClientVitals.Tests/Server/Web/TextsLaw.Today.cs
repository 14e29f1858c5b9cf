using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>The screens about people that also show how they are judged: Today, the list of clients, one client.</summary>
public sealed partial class TextsLaw
{
    [Fact]
    public async Task Today_the_list_and_the_card_of_a_client_say_nothing_past_their_texts()
    {
        await using var filled = await PeopleDoor.FilledAsync(door.Cluster, Filled);
        var since = OpenDoor.Opens.AddMinutes(1).ToUnixTimeMilliseconds();
        string[] cards = [await filled.ClientAsync("Amal"), await filled.ClientAsync("Rana"), await filled.ClientAsync("Farah"), await filled.ClientAsync("Nevin"), await filled.ClientAsync("Abed"), await filled.ClientAsync("Arif")];
        var omar = $"/clients/{filled.Omar}";
        (await filled.PastAsync([
            ("owner", "/"), ("coach", "/"), ("other", "/"), ("owner", $"/?since={since}"), ("coach", $"/?since={since}"), ("owner", "/?whose=mine"), ("coach", "/?whose=mine"),
            ("owner", "/?said=together-paused&undo=1&count=2"), ("owner", "/?said=several-back&count=1"),
            ("owner", "/clients"), ("coach", "/clients"), ("owner", "/clients?sort=newest"), ("owner", "/clients?status=FORMER"), ("owner", "/clients?status=ARCHIVED"), ("owner", "/clients?search=Haddad"),
            ("owner", "/clients?search=Hadadd"), ("owner", "/clients?search=nobody"), ("owner", "/clients?columns=group&columns=phone&columns=why&columns=-"), ("coach", "/clients?said=several-paused&count=2"),
            ("owner", "/clients/{leila}"), ("coach", "/clients/{leila}"), .. Shows("owner"), ("owner", "/clients/{leila}?said=note-kept&undo=1"),
            ("owner", omar), ("other", $"{omar}?show=pattern"), .. cards.Select(card => ("owner", card)), ("setter", cards[2]), ("owner", "/data/duplicates?said=merged&count=2"),
            ("owner", $"/data/duplicates?said=two-persons&one={filled.Leila}&other={filled.Omar}")])).ShouldBeEmpty();
        // By one model they have left almost surely, by the other they have surely stayed.
        await filled.DoAsync("delete from dropout_fits; insert into dropout_fits (as_of, settings_version, clients, r, alpha, a, b, stages, calls_per_day) select '2026-01-07 05:00Z', max(version), 20, 2, 4, 1, 2, 1, 1 from settings");
        (await filled.PastAsync([("owner", omar)])).ShouldBeEmpty();
        await filled.DoAsync("update dropout_fits set a = 0.00000001, b = 1000000");
        (await filled.PastAsync([("owner", omar), ("owner", "/clients/{leila}"), ("owner", cards[4])])).ShouldBeEmpty();

        await using var empty = await PeopleDoor.FilledAsync(door.Cluster, Emptied);
        (await empty.PastAsync([("owner", "/"), ("coach", "/"), ("owner", "/clients"), ("coach", "/clients"), ("owner", "/clients?search=nobody")])).ShouldBeEmpty();
        await empty.DoAsync("""
            insert into clients (firstname) values ('Somebody');
            insert into client_health_scores (client_id, firstname, pattern_status, last_pattern_check) select id, firstname, 'NORMAL', '2026-01-07 04:00Z' from clients;
            """);
        empty.Clock.Advance(TimeSpan.FromMinutes(1));
        (await empty.PastAsync([("owner", "/"), ("owner", await empty.ClientAsync("Somebody"))])).ShouldBeEmpty();
    }
}
