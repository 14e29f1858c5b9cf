using System.Globalization;
using System.Net.Http.Json;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.People;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>
/// Every changing address, as it is found in the server: a coach who names another coach's client, by session and by their own key, changes
/// nothing of that client; and where a line here says how the client is named, is refused, while the client's own coach is not. An address
/// without a line is walked too, with everything that could name a client.
/// </summary>
public sealed class ForeignClientLaw(Everybody everybody) : IClassFixture<Everybody>
{
    /// <summary>The client is Leila, Sara's (coach); who may not is Tom (other).</summary>
    private const string Attacker = "other", Own = "coach";

    private const string Email = "leila@example.com";

    private OpenDoor Door => everybody.Door;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What is there of Leila to be changed or taken back.</summary>
    private sealed record There(long Pause, long Note, Guid Call, long Answer, long End, long Item, long ByHand);

    /// <summary>How a request names Leila, so that they would be taken from their own coach; a form for pages, JSON for the API.</summary>
    private static readonly Dictionary<string, Func<Guid, object>> Named = new()
    {
        ["POST /clients/pause"] = leila => Form(("client", leila.ToString()), ("from", "2026-03-01"), ("until", "2026-03-05")),
        ["POST /clients/{id:guid}/answer"] = _ => Form(("answer", "fine")),
        ["POST /answers/{id:long}/take-back"] = _ => Form(("to", "/clients")),
        ["POST /clients/{id:guid}/pause"] = _ => Form(("from", "2026-05-01"), ("until", "2026-05-03")),
        ["POST /clients/{id:guid}/pauses/{pause:long}/take-back"] = _ => Form(("to", "/clients")),
        ["POST /clients/{id:guid}/ends"] = _ => Form(("on", "2027-05-01"), ("reason", "package")),
        ["POST /clients/{id:guid}/ends/{end:long}/take-back"] = _ => Form(("to", "/clients")),
        ["POST /clients/{id:guid}/back"] = _ => Form(("to", "/clients")),
        ["POST /clients/{id:guid}/health"] = _ => Form(("zone", "RED"), ("until", "2026-01-20"), ("reason", "Of the law")),
        ["POST /clients/{id:guid}/health/{set:long}/take-back"] = _ => Form(("to", "/clients")),
        ["POST /api/v1/health/clients/{id:guid}/override"] = _ => new { zone = "PURPLE", lastDay = "2026-01-21", reason = "Of the law" },
        ["DELETE /api/v1/health/clients/{id:guid}/override/{override:long}"] = _ => new { },
        ["POST /clients/{id:guid}/notes"] = _ => Form(("note", "Written by the law")),
        ["POST /clients/{id:guid}/notes/{note:long}/take-back"] = _ => Form(("to", "/clients")),
        ["POST /clients/{id:guid}/calls"] = _ => Form(("reached", "yes")),
        ["POST /clients/{id:guid}/calls/{call:guid}/take-back"] = _ => Form(("to", "/clients")),
        ["PUT /api/v1/clients/{id:guid}/never-withheld"] = _ => new { },
        ["DELETE /api/v1/clients/{id:guid}/never-withheld"] = _ => new { },
        ["POST /interventions/{item:long}/act"] = _ => Form(("act", "no_answer"), ("to", "/")),
        ["POST /interventions/{item:long}/hand-over"] = _ => Form(("colleague", "owner@house.example"), ("to", "/")),
        ["POST /api/v1/interventions/{item:long}/hand-over"] = _ => new { to = "owner@house.example" },
        ["POST /interventions/acts/{act:long}/undo"] = _ => Form(("to", "/")),
        ["POST /api/v1/interventions/{item:long}/acts"] = _ => new { outcome = "NO_ANSWER" },
        ["DELETE /api/v1/interventions/acts/{act:long}"] = _ => new { },
        ["POST /api/v1/clients"] = _ => new { addresses = new[] { Email, "leila.second@example.com" }, firstname = "Taken" },
        ["POST /api/v1/clients/{id:guid}/pauses"] = _ => new { from = "2026-06-01", until = "2026-06-03" },
        ["POST /api/v1/clients/{id:guid}/ends"] = _ => new { on = "2027-06-01" },
        ["DELETE /api/v1/clients/{id:guid}/ends/{end:long}"] = _ => new { },
        ["POST /api/v1/clients/{id:guid}/back"] = _ => new { },
        ["POST /api/v1/calls"] = _ => new { client_email = Email, started_at = "2026-01-03T10:00:00Z", notes = "by the law" },
        ["POST /api/v1/sessions"] = _ => new { client_email = Email, starts_at = "2026-01-03T10:00:00Z", status = "ATTENDED" },
        ["POST /api/v1/packages"] = _ => new { client_email = Email, bought_on = "2026-01-03", status = "ACTIVE" },
        ["POST /api/v1/payments"] = _ => new { client_email = Email, paid_at = "2026-01-03T10:00:00Z", amount = 10 },
        ["POST /api/v1/call-patterns/clients/{id:guid}/answer"] = _ => new { answer = "FINE" },
        ["DELETE /api/v1/call-patterns/answers/{id:long}"] = _ => new { },
    };

    [Fact]
    public async Task A_coach_changes_nothing_of_another_coachs_client_at_any_address()
    {
        var routes = await everybody.ChangingRoutesAsync();
        routes.Count.ShouldBeGreaterThan(50);
        Named.Keys.Except(routes).ShouldBeEmpty("a line speaks of an address that is not there");
        // An address that leads to a client says how a request of their own coach looks.
        routes.Where(route => route.Contains("/clients/{", StringComparison.Ordinal) || route.Contains("/answers/{", StringComparison.Ordinal) || route.Contains("/interventions/", StringComparison.Ordinal)).Except(Named.Keys).ShouldBeEmpty("write a line");
        var wrong = new List<string>();
        var there = await PrepareAsync();
        foreach (var route in routes)
        {
            if (Named.ContainsKey(route))
                there = await PrepareAsync();
            var before = await BookAsync();
            foreach (var shown in new[] { everybody.Shown(Attacker), [("Authorization", "Bearer " + Door.Keys[Attacker])] })
            {
                foreach (var content in Bodies(route))
                {
                    var (status, text) = await AskAsync(route, there, content, shown);
                    if (Named.ContainsKey(route) && !IsRefused(route, status, text))
                        wrong.Add($"{route} by {shown[0].Item1} was not refused: {status} {text}");
                }
            }
            if (await BookAsync() != before)
                wrong.Add($"{route} changed the client: {await DifferenceAsync(before)}");
            if (Named.TryGetValue(route, out var own))
            {
                var (status, text) = await AskAsync(route, there, Content(own(Door.Leila)), everybody.Shown(Own));
                if (status >= 400 || IsRefused(route, status, text))
                    wrong.Add($"{route} by the client's own coach: {status} {text}");
            }
            // One of them signs out, and what is asked by nobody proves nothing.
            if (await StatusAsync(everybody.Shown(Attacker)) != 200)
                await everybody.SignInAgainAsync();
        }
        wrong.ShouldBeEmpty();
    }

    private async Task<int> StatusAsync((string Name, string Value)[] shown)
    {
        var (status, _, _, response) = await everybody.AskAsync(HttpMethod.Get, "/api/v1/me", null, shown);
        response.Dispose();
        return status;
    }

    /// <summary>A batch is answered with 200 and tells what of it was refused.</summary>
    private static bool IsRefused(string route, int status, string text) =>
        status >= 400 || ((route is "POST /api/v1/calls" or "POST /api/v1/sessions" or "POST /api/v1/packages" or "POST /api/v1/payments") && text.Contains("\"rejected\":1", StringComparison.Ordinal) && text.Contains("\"added\":0", StringComparison.Ordinal));

    /// <summary>What is sent to an address: as its line says, else everything that could name a client, as a form and as JSON.</summary>
    private IEnumerable<HttpContent> Bodies(string route)
    {
        if (Named.TryGetValue(route, out var named))
        {
            yield return Content(named(Door.Leila));
            yield break;
        }
        var all = new Dictionary<string, string>
        {
            ["id"] = $"{Door.Leila}",
            ["client"] = $"{Door.Leila}",
            ["clientId"] = $"{Door.Leila}",
            ["client_id"] = $"{Door.Leila}",
            ["one"] = $"{Door.Leila}",
            ["keep"] = $"{Door.Omar}",
            ["gone"] = $"{Door.Leila}",
            ["other"] = $"{Door.Omar}",
            ["email"] = Email,
            ["clientEmail"] = Email,
            ["client_email"] = Email,
            ["address"] = Email,
            ["coach"] = "Tom",
            ["segment"] = "taken",
            ["from"] = "2026-03-01",
            ["until"] = "2026-03-05",
            ["started_at"] = "2026-01-02T10:00:00Z",
            ["note"] = "x",
            ["notes"] = "x",
            ["name"] = "x",
            ["firstname"] = "Taken",
            ["answer"] = "FINE",
        };
        yield return Form([.. all.Select(one => (one.Key, one.Value))]);
        yield return JsonContent.Create(all);
    }

    private async Task<(int Status, string Text)> AskAsync(string route, There there, HttpContent content, (string Name, string Value)[] shown)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var path = pattern.Replace("{id:guid}", $"{Door.Leila}", StringComparison.Ordinal)
            .Replace("{id:long}", there.Answer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{act:long}", there.Answer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{change:long}", "999999", StringComparison.Ordinal)
            .Replace("{item:long}", there.Item.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{pause:long}", there.Pause.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{end:long}", there.End.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{set:long}", there.ByHand.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{override:long}", there.ByHand.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{note:long}", there.Note.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{call:guid}", $"{there.Call}", StringComparison.Ordinal)
            .Replace("{token:guid}", $"{Door.Leila}", StringComparison.Ordinal)
            .Replace("rpc/{name}", "rpc/get_pattern_breaks", StringComparison.Ordinal)
            .Replace("playbooks/{key}", "playbooks/break", StringComparison.Ordinal)
            .Replace("v1/{name}", "v1/analyze-call-patterns", StringComparison.Ordinal)
            .Replace("{entity}", "calls", StringComparison.Ordinal)
            .Replace("{job}", "daily-housekeeping", StringComparison.Ordinal);
        foreach (var rest in new[] { "{name}", "{token}", "{source}" })
            path = path.Replace(rest, "nothing", StringComparison.Ordinal);
        path.ShouldNotContain("{", customMessage: "give a value for the part in braces");
        var (status, _, text, response) = await everybody.AskAsync(new HttpMethod(method), path, content, shown);
        response.Dispose();
        return (status, text.Length > 300 ? text[..300] : text);
    }

    /// <summary>Something of each kind that Leila's own coach could change.</summary>
    private async Task<There> PrepareAsync()
    {
        var now = Door.Clock.GetUtcNow();
        var sara = new Actor($"user:{everybody.Users[Own]}", Own, AppRole.Coach, everybody.Users[Own], DatabaseIdentity.Service) { WorksAs = AppRole.Coach, OwnBook = "Sara" };
        return await Door.Vitals.DoAsync(
            async (work, ct) => new There(
                (await new EnterPause(Door.Leila, new(2026, 1, 5), null).RunAsync(work, ct)).Id,
                await new WriteNote(Door.Leila, $"Prepared {Guid.NewGuid()}").RunAsync(work, ct),
                await new LogCall(Door.Leila, null, Reached: true).RunAsync(work, ct),
                (await new AnswerBreak(Door.Leila, PatternAnswer.Called).RunAsync(work, ct)).Id,
                (await new EndRelation(Door.Leila, new(2027, 4, 1), EndReason.Agreed).RunAsync(work, ct)).Id,
                await work.Connection.ExecuteScalarAsync<long>("select id from intervention_log where client_id = @leila and completed_at is null", new { leila = Door.Leila }),
                (await new ClientVitals.HealthScores.Overrides.OverrideHealth(Door.Leila, "YELLOW", null, new(2026, 1, 20), "Prepared").RunAsync(work, ct)).Id),
            sara, now, Ct);
    }

    /// <summary>Every row that is about Leila, in whatever table has clients; a table that is new is found here too.</summary>
    private async Task<string> BookAsync()
    {
        await using var db = await Door.OpenAdminAsync();
        var tables = await db.QueryAsync<string>("select table_name::text from information_schema.columns where table_schema = 'public' and column_name = 'client_id' order by 1");
        var rows = string.Join(" union all ", tables.Select(table => $"select '{table}', to_jsonb(x)::text from public.{table} x where x.client_id = @leila"));
        return string.Join('\n', await db.QueryAsync<string>(
            $"""
            select t || ' ' || r from ({rows}
              union all select 'clients', to_jsonb(x)::text from clients x where x.id = @leila
              union all select 'calls by address', to_jsonb(x)::text from call_records x where x.client_email = @email
              union all select 'not_duplicates', to_jsonb(x)::text from not_duplicates x where @leila in (x.one, x.other)) all_of_leila (t, r)
            order by 1
            """, new { leila = Door.Leila, email = Email }));
    }

    private async Task<string> DifferenceAsync(string before)
    {
        var after = await BookAsync();
        var (one, two) = (before.Split('\n'), after.Split('\n'));
        return string.Join("; ", two.Except(one).Concat(one.Except(two)).Select(line => line.Length > 200 ? line[..200] : line).Take(4));
    }

    private static HttpContent Content(object what) => what as HttpContent ?? JsonContent.Create(what);

    private static FormUrlEncodedContent Form(params IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
}
