using System.Globalization;
using System.Net;
using System.Text;
using ClientVitals.Calls;
using ClientVitals.Settings;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>The Big List of Naughty Strings as it is sent: kept as it was written, found, and asked for without breaking anything.</summary>
public sealed class NaughtyRequestsTests(Everybody everybody) : IClassFixture<Everybody>
{
    private static IReadOnlyList<string> Strings => NaughtyStrings.All;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OpenDoor Door => everybody.Door;

    /// <summary>Addresses that take a text: in themselves, or in fields. Those that are refused whatever is asked for stand alone.</summary>
    private static readonly (string Page, string[] Fields)[] Asked =
    [
        ("/clients", ["coach", "segment", "said", "undo"]), ("/clients", ["sort"]), ("/clients", ["after"]),
        ("/call-patterns", ["coach", "segment"]), ("/call-patterns", ["status"]),
        ("/data/unmatched/whose", ["address", "search"]), ("/clients/{leila}", ["show"]), ("/clients/{leila}", ["after"]),
        ("/settings/sources/{asked}", []), ("/jobs/{asked}", []), ("/link/{asked}", []),
    ];

    [Fact]
    public async Task A_note_is_kept_as_it_was_written_and_a_name_is_found_and_shown_as_it_is()
    {
        await using var admin = await Door.OpenAdminAsync();
        var wrong = new List<string>();
        for (var place = 0; place < Strings.Count; place++)
        {
            var text = Strings[place];
            var (status, _) = await everybody.SendFormAsync("owner", $"/clients/{Door.Omar}/notes", ("note", text));
            if (status is not (302 or 400))
                wrong.Add($"note {text}: {status}");
            var kept = await admin.ExecuteScalarAsync<string>("select note from client_notes where client_id = @omar order by id desc limit 1", new { omar = Door.Omar });
            if (status == 302 && kept != text.ReplaceLineEndings("\n").Trim())
                wrong.Add($"note {text} is kept as {kept}");
            if (!Thorough.Tries(place, 0))
                continue;
            var (made, answer) = await Door.PostAsync("service", "/api/v1/clients", new { addresses = new[] { $"naughty{place}@x.example" }, firstname = text, lastname = (string?)null });
            if (made is not (200 or 201 or 400))
                wrong.Add($"client {text}: {made}");
            if (made is not (200 or 201))
                continue;
            var (seen, _, page, _) = await everybody.AskAsync(HttpMethod.Get, $"/clients/{answer.GetProperty("id").GetGuid()}", null, everybody.Shown("owner"));
            if (seen != 200 || !WebUtility.HtmlDecode(page).Contains(text.Trim(), StringComparison.Ordinal))
                wrong.Add($"the page of {text}: {seen}");
            var (found, _, list, _) = await everybody.AskAsync(HttpMethod.Get, "/clients?search=" + Uri.EscapeDataString(text), null, everybody.Shown("owner"));
            // A search takes 200 letters; more is refused with a sentence.
            if (text.Length > 200 ? found != 400 : found != 200 || !list.Contains(answer.GetProperty("id").GetString()!, StringComparison.Ordinal))
                wrong.Add($"the search for {text}: {found}");
        }
        await Door.DoAsync("delete from clients where id in (select client_id from client_emails where email like 'naughty%'); delete from client_notes");
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Asked_for_in_any_address_nothing_breaks()
    {
        var wrong = new List<string>();
        foreach (var (at, text) in Strings.Index())
        {
            var asked = Uri.EscapeDataString(text);
            foreach (var (place, (page, fields)) in Asked.Index())
            {
                if (!Thorough.Tries(at, place))
                    continue;
                // Each field of a page at once; where one of them is refused, the others are not read, and each is asked for by itself.
                if (fields.Length > 1 && await StatusAsync(page + "?" + string.Join('&', fields.Select(field => $"{field}={asked}")), asked) == 200)
                    continue;
                foreach (var path in fields.Length == 0 ? [page] : fields.Select(field => $"{page}?{field}={asked}"))
                    await StatusAsync(path, asked);
            }
        }
        wrong.ShouldBeEmpty();

        async Task<int> StatusAsync(string path, string asked)
        {
            path = path.Replace("{asked}", asked, StringComparison.Ordinal).Replace("{leila}", Door.Leila.ToString(), StringComparison.Ordinal);
            var (status, _, page, _) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown("owner"));
            if (status >= 500 || page.Contains("<script>alert", StringComparison.OrdinalIgnoreCase) || page.Contains("<img", StringComparison.OrdinalIgnoreCase))
                wrong.Add($"{status} {path}");
            return status;
        }
    }

    [Fact]
    public async Task A_file_of_them_is_brought_in_and_each_line_is_accounted_for()
    {
        var lines = new StringBuilder("email,started_at,firstname,lastname,staff,notes,provider,call_id\n");
        for (var place = 0; place < Strings.Count; place++)
        {
            var cell = "\"" + Strings[place].Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
            lines.Append(CultureInfo.InvariantCulture, $"file{place}@x.example,2025-12-01 10:00,{cell},{cell},{cell},{cell},naughty,{place + 1}\n");
        }
        var now = Door.Clock.GetUtcNow();
        using var file = CallFile.Of("naughty.csv", Encoding.UTF8.GetBytes(lines.ToString()), new CallFileOptions(now, BusinessZone.Of("Asia/Dubai")));
        var account = await new ImportCalls().RunAsync(Door.Vitals, file, now, null, null, Cancel);
        (account.Read, account.Added, account.Rejected).ShouldBe((Strings.Count, Strings.Count, 0));
        await using var admin = await Door.OpenAdminAsync();
        var kept = (await admin.QueryAsync<(string Place, string Notes, string First)>("select r.provider_call_id, r.notes, c.firstname from call_records r join clients c on c.id = r.client_id where r.provider = 'naughty'")).ToList();
        kept.Count.ShouldBe(Strings.Count);
        kept.Where(row => row.Notes?.Trim() != Strings[int.Parse(row.Place, CultureInfo.InvariantCulture) - 1].Trim()).ShouldBeEmpty();
        // What is longer than 200 letters is no name.
        kept.Where(row => row.First?.Trim() != (Strings[int.Parse(row.Place, CultureInfo.InvariantCulture) - 1].Trim() is { Length: <= 200 } name ? name : null)).ShouldBeEmpty();
        await Door.DoAsync("delete from clients where id in (select client_id from client_emails where email like 'file%')");
    }
}
