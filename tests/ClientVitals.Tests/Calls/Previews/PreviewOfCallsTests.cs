using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Calls.Previews;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls.Previews;

/// <summary>What a preview says is what the import then does; it leaves nothing, waits for nobody, and nobody waits for it.</summary>
public sealed class PreviewOfCallsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly PreviewFacts _facts = new(database);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Asked.ClearAsync(database);
        await database.DoAsync("delete from settings where version > 1; delete from source_readings");
    }

    public ValueTask DisposeAsync()
    {
        _facts.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Files one after another, as in the cases of real exports: each is looked at and then imported.</summary>
    public static TheoryData<string, string[]> Deliveries => new()
    {
        { "shared number, in two files", ["client_email,client_phone,started_at\nlayla@example.com,0501112233,2025-11-03 09:00\n", "client_email,client_phone,started_at\nsam@example.com,0501112233,2025-11-04 09:00\n", "client_phone,started_at,direction\n0501112233,2025-11-05 09:00,inbound\n"] },
        { "shared number, in one file", ["client_email,client_phone,started_at\nlayla@example.com,0501112233,2025-11-03 09:00\nsam@example.com,0501112233,2025-11-04 09:00\n", "client_phone,started_at,direction\n0501112233,2025-11-05 09:00,inbound\n0501112299,2025-11-05 09:00,inbound\n"] },
        { "exported again with a note", ["client_email,started_at,duration,notes\nlayla@example.com,2025-11-03 09:00,300,\nsam@example.com,2025-11-04 09:00,300,\n", "client_email,started_at,duration,notes\nlayla@example.com,2025-11-03 09:00,300,goals\nsam@example.com,2025-11-04 09:00,300,\nsam@example.com,2025-11-05 09:00,300,\n"] },
        { "one id, several clients and legs", ["provider_call_id,client_email,started_at,status,duration\nev-1,layla@example.com,2025-11-03 09:00,completed,300\nev-1,sam@example.com,2025-11-03 09:00,completed,300\nz1,layla@example.com,2025-11-04 09:00,completed,300\nz1,layla@example.com,2025-11-04 09:05,no answer,0\n", "provider_call_id,client_email,started_at,status,duration\nz1,layla@example.com,2025-11-04 09:05,no answer,0\nev-1,sam@example.com,2025-11-03 09:30,completed,300\n"] },
        { "several clients on a line", ["client_email,started_at\na@example.com;b@example.com,2025-11-03 09:00\nno address,2025-11-03 09:00\n", "client_email,started_at\na@example.com;b@example.com;c@example.com,2025-11-03 09:00\n"] },
        { "unmatched calls find their client", ["client_email,client_phone,started_at\nx@example.com,0501112244,2025-11-03 09:00\ny@example.com,0501112244,2025-11-03 10:00\n", "client_phone,started_at,direction\n0501112244,2025-11-05 09:00,inbound\n", "client_email,started_at\nx@example.com,2025-11-06 09:00\n"] },
        { "equal rows", ["client_email,started_at\na@example.com,2025-11-03 09:00\na@example.com,2025-11-03 09:00\n", "client_email,started_at\na@example.com,2025-11-03 09:00\na@example.com,2025-11-03 09:00\na@example.com,2025-11-03 09:00\n"] },
        { "cancelled ahead", ["provider_call_id,client_email,started_at,status\nm1,layla@example.com,2026-12-03 09:00,scheduled\n", "provider_call_id,client_email,started_at,status\nm1,layla@example.com,2026-12-03 09:00,cancelled\nm2,layla@example.com,2027-12-03 09:00,completed\n"] },
        { "hundreds of rows", ["client_email,client_phone,started_at,coach\n" + Many(0, 300), "client_email,client_phone,started_at,coach\n" + Many(200, 500) + Many(200, 210)] },
    };

    private static string Many(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"c{i % 90}@example.com,{(i % 90 < 20 ? $"05012340{i % 40:00}" : "")},2025-03-{(i % 28) + 1:00}T{i % 24:00}:{i % 60:00}:{i / 100:00}Z,Coach {i % 3}\n")));

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task What_is_foreseen_is_what_the_import_does(string about, string[] files)
    {
        about.ShouldNotBeEmpty();
        foreach (var (text, at) in files.Select((text, at) => (text, at)))
        {
            var foreseen = await _facts.LookAsync(text);
            var whole = await _facts.LookAsync(text, isWhole: true);
            var done = await _facts.ImportAsync(text);
            var file = $"{about}, file {at + 1}";
            var change = foreseen.Comparison.ShouldNotBeNull(foreseen.ComparisonMissing?.ToString());
            (change.Added, change.Unchanged, change.Corrected, foreseen.Rejected).ShouldBe((done.Added, done.Unchanged, done.Corrected, done.Rejected), file);
            (change.ClientsMade, change.Unmatched, change.NowMatched).ShouldBe((done.ClientsMade, done.Unmatched, done.NowMatched), file);
            (foreseen.Lines, foreseen.Calls).ShouldBe((done.Lines, done.Read - done.Rejected), file);
            whole.Comparison.ShouldNotBeNull().ShouldBe(change with { FirstClients = whole.Comparison!.FirstClients }, file);
            change.FirstClients.Count.ShouldBe((int)Math.Min(12, done.ClientsMade), file);
        }
    }

    [Fact]
    public async Task Nothing_of_it_stays()
    {
        await _facts.ImportAsync("client_email,client_phone,started_at,coach\nleila@example.com,0501112233,2025-11-03 09:00,Sara\n");
        var before = await StateAsync();
        var seen = await _facts.LookAsync("client_email,client_phone,started_at,coach,notes\nleila@example.com,0501112233,2025-11-03 09:00,Sara,new\nnew@example.com,0501112299,2025-11-03 09:00,Tom,\nx,2,3,4,5\n");
        seen.Comparison.ShouldNotBeNull().Corrected.ShouldBe(1);
        (await StateAsync()).ShouldBe(before);
    }

    /// <summary>How many rows each table has and ever wrote, and the value of each sequence.</summary>
    private async Task<string> StateAsync()
    {
        await using var db = await database.OpenAdminAsync();
        var text = "";
        foreach (var table in await House.SomeRows.TablesAsync(db))
            text += $"{table} {await db.ExecuteScalarAsync<long>($"select count(*) from {table}")}\n";
        return text + string.Join('\n', await db.QueryAsync<string>("select sequencename || ' ' || coalesce(last_value::text, '') from pg_sequences order by 1"));
    }

    [Fact]
    public async Task Nobody_waits_for_it()
    {
        const string text = "client_email,client_phone,started_at,coach\nleila@example.com,0501112233,2025-11-03 09:00,Sara\nnew@example.com,0501112299,2025-11-03 09:00,Tom\n";
        await _facts.ImportAsync("client_email,client_phone,started_at,coach\nleila@example.com,0501112233,2025-11-03 09:00,Sara\n");
        // The comparison is done and its transaction is still open: the same rows come in as a file of few, of many, and one by one.
        await using var work = await database.Vitals.BeginAsync(Ct);
        using var file = CallFile.Of("calls.csv", text, PreviewFacts.Dubai);
        (await new Intake<CallRow>(CallEntity.Calls).CompareWithinAsync(work, file, [.. file.Rows(null, Ct)], PreviewFacts.Now, null, Ct)).ShouldNotBeNull().Added.ShouldBe(1);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        soon.CancelAfter(TimeSpan.FromSeconds(20));
        foreach (var more in new[] { "", string.Concat(Enumerable.Range(0, 80).Select(i => $"many{i}@example.com,,2025-11-03 09:00,\n")) })
        {
            using var same = CallFile.Of("calls.csv", text + more, PreviewFacts.Dubai);
            (await new ImportCalls().RunAsync(database.Vitals, same, PreviewFacts.Now, null, null, soon.Token)).Read.ShouldBeGreaterThan(1);
        }
        (await Asked.OneAsync<long>(database, $"select count(*) from pg_locks where locktype = 'advisory' and pid = {work.Connection.ProcessID}")).ShouldBe(0);
    }

    [Theory]
    [InlineData("select pg_advisory_xact_lock(20251204, hashtext('file'))", "an import is running")]
    [InlineData("select pg_advisory_xact_lock(20251203, 3)", "an import is running")]
    [InlineData("lock table call_records in access exclusive mode", "the database is being changed at this moment")]
    public async Task Where_it_would_have_to_wait_it_says_that_the_comparison_is_missing(string sql, string says)
    {
        await using var db = await database.OpenAdminAsync();
        await using var transaction = await db.BeginTransactionAsync(Ct);
        await db.ExecuteAsync(sql);
        var seen = await _facts.LookAsync("client_email,started_at\na@example.com,2025-11-03 09:00\n");
        seen.Comparison.ShouldBeNull();
        seen.ComparisonMissing.ShouldNotBeNull().ToString().ShouldContain(says);
        // What needs no comparison is there.
        (seen.Trouble, seen.Counting).ShouldBe((null, 1));
    }

    [Fact]
    public async Task Messages_that_come_in_meanwhile_are_no_import_that_is_running()
    {
        await using var db = await database.OpenAdminAsync();
        await using var transaction = await db.BeginTransactionAsync(Ct);
        await db.ExecuteAsync("select pg_advisory_xact_lock_shared(20251204, hashtext('file')), pg_advisory_xact_lock_shared(20251203, 3)");
        (await _facts.LookAsync("client_email,started_at\na@example.com,2025-11-03 09:00\n")).Comparison.ShouldNotBeNull();
    }

    [Fact]
    public async Task It_says_how_many_will_count_and_why_the_others_will_not()
    {
        await database.Vitals.DoAsync(new ChangeOwnAddresses(["*@coaching.example"]), Actor.CommandLine("test"), PreviewFacts.Now, Ct);
        var seen = await _facts.LookAsync("""
            client_email,started_at,status,channel
            a@example.com,2025-11-03 09:00,completed,phone
            a@example.com,2025-11-03 10:00,no answer,phone
            b@example.com,2025-11-03 11:00,no answer,phone
            b@example.com,2025-11-03 12:00,completed,email
            b@example.com,2025-11-03 13:00,danced,phone
            me@coaching.example,2025-11-03 14:00,completed,phone
            nobody,2025-11-03 15:00,completed,phone

            """);
        (seen.Lines, seen.Calls, seen.Counting, seen.Rejected).ShouldBe((7, 6, 1, 1));
        seen.NotCounting.ShouldBe(
        [
            new($"nobody answered (NO_ANSWER)", 2, true, 3, "a@example.com,2025-11-03 10:00,no answer,phone"),
            new($"a message, not a call (EMAIL)", 1, true, 5, "b@example.com,2025-11-03 12:00,completed,email"),
            new($"not known what became of it (UNKNOWN)", 1, true, 6, "b@example.com,2025-11-03 13:00,danced,phone"),
            new($"an own or test address: kept, but nobody's, and no client is made", 1, true, 7, "me@coaching.example,2025-11-03 14:00,completed,phone"),
            new($"the e-mail has no @", 1, false, 8, "nobody,2025-11-03 15:00,completed,phone"),
        ]);
        (seen.Counting + seen.NotCounting.Sum(one => one.Calls)).ShouldBe(seen.Calls + seen.Rejected);
        seen.Own.ShouldBe([new("me@coaching.example", 1, true, $"on the list")]);
        seen.Comparison.ShouldNotBeNull().ClientsMade.ShouldBe(2);
    }

    [Theory]
    [InlineData("started_at", "03/04/2026 9:00", DateOrder.DayFirst, "`03/04/2026 9:00` is read as 3 April 2026, 9:00 in Dubai (nothing in the file names another zone; the day comes first)")]
    [InlineData("started_at", "03/04/2026 9:00", DateOrder.MonthFirst, "`03/04/2026 9:00` is read as 4 March 2026, 9:00 in Dubai (nothing in the file names another zone; the month comes first)")]
    [InlineData("Start time (UTC)", "2025-11-03 20:40", DateOrder.Unknown, "`2025-11-03 20:40` is read as 3 November 2025, 20:40 UTC, which is 4 November 2025, 0:40 in Dubai (the column's name says UTC)")]
    [InlineData("started_at", "2025-11-03T20:40:00Z", DateOrder.Unknown, "`2025-11-03T20:40:00Z` is read as 4 November 2025, 0:40 in Dubai (the time names its own zone)")]
    [InlineData("started_at", "2025-11-03 09:00 PDT", DateOrder.Unknown, "`2025-11-03 09:00 PDT` is read as 3 November 2025, 20:00 in Dubai (the time names its own zone)")]
    public async Task It_says_how_times_are_read_with_an_example(string header, string text, DateOrder order, string says)
    {
        var seen = await _facts.LookAsync($"client_email,{header}\na@example.com,{text}\n", PreviewFacts.Dubai with { DateOrder = order });
        seen.Trouble.ShouldBeNull();
        seen.Times.ShouldHaveSingleItem().Sentence.ToString().ShouldBe(says);
    }

    [Fact]
    public async Task A_zone_on_the_line_and_a_date_that_could_be_either_are_the_example()
    {
        var seen = await _facts.LookAsync("client_email,date,time,timezone\na@example.com,13/03/2026,8:00,America/New_York\na@example.com,03/04/2026,9:00,America/New_York\n");
        seen.Times.ShouldHaveSingleItem().ShouldBe(new("03/04/2026 9:00", 3,
            $"`03/04/2026 9:00` is read as 3 April 2026, 9:00 in New York, which is 3 April 2026, 17:00 in Dubai (the column 'timezone' says New York; the day comes first)"));
    }

    [Fact]
    public async Task What_must_be_chosen_first_is_said_for_page_and_command()
    {
        var order = await _facts.LookAsync("client_email,started_at\na@example.com,03/04/2026 9:00\n");
        order.Trouble!.ToString().ShouldBe("The dates in 'started_at', such as 03/04/2026 9:00, could be day or month first, and no date in it shows which: choose below which comes first.");
        order.TroubleInCommand.ShouldNotBeNull().ShouldContain("--date-order dmy");
        order.ToChoose.ShouldBe("date_order");
        order.Columns.Select(column => column.Field).ShouldBe(["client_email", "started_at"]);
        var columns = await _facts.LookAsync("wer,wann\na@example.com,2025-11-03 09:00\n");
        columns.Trouble!.ToString().ShouldBe("No column was recognised as the client's e-mail or phone: choose it below.");
        columns.TroubleInCommand.ShouldBe(
            "calls.csv does not say whose the calls are: no column is known as the client's e-mail or phone. Its columns: wer, wann. Say which it is: --map COLUMN=client_email or --map COLUMN=client_phone; if the first line is a call already, by number: --map \"#1=client_email\".");
        columns.Columns[0].Examples.ShouldBe(["a@example.com"]);
    }

    [Fact]
    public async Task Words_are_shown_with_what_they_mean_and_what_they_may_mean()
    {
        var lines = string.Concat(new[] { "Signed in", "Signed in", "Not quite connected", "Zorbed", "Completed", "Late cancellation by coach", "Mailbox reached" }.Select((word, i) => $"a@example.com,2025-11-03 {i + 10}:00,{word},Inbound - missed\n"));
        var seen = await _facts.LookAsync("client_email,started_at,Result,Direction\n" + lines, PreviewFacts.Dubai with { Words = [new("Result", "zorbed", "VOICEMAIL")] });
        var result = seen.Values.Single(column => column.Field == "status");
        (result.Column, result.Header, result.Different).ShouldBe((3, "Result", 6));
        result.Values.Select(one => (one.Value, one.Lines, one.Meaning, one.IsKnown, one.Chosen, one.Suggestion)).ShouldBe(
        [
            ("Signed in", 2L, "UNKNOWN", false, null, "COMPLETED"),
            ("Late cancellation by coach", 1L, "UNKNOWN", false, null, "CANCELLED"),
            ("Mailbox reached", 1L, "UNKNOWN", false, null, "VOICEMAIL"),
            ("Not quite connected", 1L, "UNKNOWN", false, null, "NO_ANSWER"),
            ("Completed", 1L, "COMPLETED", true, null, null),
            ("Zorbed", 1L, "VOICEMAIL", true, "VOICEMAIL", null),
        ]);
        seen.Values.Single(column => column.Field == "direction").Values.ShouldHaveSingleItem().Meaning.ShouldBe("INBOUND, NO_ANSWER");
    }

    [Theory]
    [InlineData("duration", "30,45,60,30", null, "`30` is read as 30 seconds (nothing says a unit, so it is seconds)", "minutes")]
    [InlineData("duration", "300000,240000,900000", null, "`300000` is read as 5 minutes (nothing says a unit, and nobody talks that many seconds)", null)]
    [InlineData("duration", "300000,240000,900000", LengthUnit.Seconds, "`300000` is read as 83 hours 20 minutes (chosen: seconds)", null)]
    [InlineData("duration", "15000,16000,17000", null, "`15000` is read as 4 hours 10 minutes (nothing says a unit, so it is seconds)", "milliseconds")]
    [InlineData("duration", "312,45,601", null, "`312` is read as 5 minutes 12 seconds (nothing says a unit, so it is seconds)", null)]
    [InlineData("duration_ms", "300000,240000,900000", null, "`300000` is read as 5 minutes (the column's name says milliseconds)", null)]
    [InlineData("duration", "30,45,60", LengthUnit.Minutes, "`30` is read as 30 minutes (chosen: minutes)", null)]
    [InlineData("duration", "00:05:00", null, "`00:05:00` is read as 5 minutes (its unit is beside it)", null)]
    public async Task Lengths_are_shown_with_their_unit(string header, string lengths, LengthUnit? unit, string says, string? suggests)
    {
        var lines = string.Concat(lengths.Split(',').Select((length, i) => $"a@example.com,2025-11-03 {i + 10}:00,{length}\n"));
        var seen = await _facts.LookAsync($"client_email,started_at,{header}\n{lines}", PreviewFacts.Dubai with { LengthUnit = unit });
        var length = seen.Length.ShouldNotBeNull();
        (length.Sentence.ToString(), length.Suggestion, length.IsChosen).ShouldBe((says, suggests, unit is not null));
        seen.First[0].DurationSeconds.ShouldBe(unit == LengthUnit.Minutes ? 1800 : seen.First[0].DurationSeconds);
    }

    [Fact]
    public async Task Addresses_that_look_like_ours_are_named_and_not_left_out()
    {
        await database.DoAsync("insert into staff (name, email) values ('Omar Haddad', 'omar@house.example')");
        var seen = await _facts.LookAsync("""
            From,To,Direction,Start Time,client_email
            +971501112233,+97144400001,inbound,2025-11-03T05:00:00Z,
            +97144400001,+971501112244,outbound,2025-11-03T06:00:00Z,
            +971501112233,+971559990001,outbound,2025-11-03T05:00:08Z,
            +971559990001,+971501112244,outbound,2025-11-03T07:00:00Z,
            +971559990001,+971501112255,outbound,2025-11-03T09:00:00Z,
            ,,outbound,2025-11-03T08:00:00Z,omar@house.example

            """);
        seen.Own.Select(one => (one.Address, one.IsListed, one.Why.ToString())).ShouldBe(
            [("+971559990001", false, "is on your side in 2 other calls"), ("omar@house.example", false, "the address of somebody who works here")]);
        seen.Counting.ShouldBe(6);
    }

    [Fact]
    public async Task Of_a_large_file_the_first_lines_are_looked_at_and_all_when_asked()
    {
        const int lines = PreviewOfCalls.FirstLines + 500;
        var text = "client_email,started_at\n" + string.Concat(Enumerable.Range(0, lines).Select(i => $"c{i % 50:00}@example.com,2025-11-03T09:{i % 60:00}:00.{i:000000}Z\n"));
        var seen = await _facts.LookAsync(text);
        (seen.IsWhole, seen.Lines, seen.Calls, seen.Counting).ShouldBe((false, PreviewOfCalls.FirstLines, PreviewOfCalls.FirstLines, PreviewOfCalls.FirstLines));
        seen.AboutLines.ShouldNotBeNull().ShouldBeInRange(PreviewOfCalls.FirstLines, lines + 2000);
        seen.Comparison.ShouldNotBeNull().Added.ShouldBe(PreviewOfCalls.FirstLines);
        var whole = await _facts.LookAsync(text, isWhole: true);
        (whole.IsWhole, whole.Lines, whole.AboutLines).ShouldBe((true, lines, (long?)lines));
        whole.Comparison.ShouldNotBeNull().Added.ShouldBe(lines);
        // As many lines as it looks at are all there is.
        var exact = await _facts.LookAsync(string.Join('\n', text.Split('\n').Take(PreviewOfCalls.FirstLines + 1)));
        (exact.IsWhole, exact.Lines).ShouldBe((true, PreviewOfCalls.FirstLines));
    }
}
