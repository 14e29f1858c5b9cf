using System.Text;
using ClientVitals.Calls;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>Fields that hold a name beside the address, or the addresses of several people.</summary>
public sealed class SeveralAddressesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await Asked.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string[] Emails(string cell) =>
        [.. ReadCalls.Of($"client_email,started_at\n\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\",2025-11-03\n").Rows.Select(row => row.ClientEmail!)];

    private static string[] Phones(string cell) =>
        [.. ReadCalls.Of($"client_phone,started_at\n\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\",2025-11-03\n").Rows.Select(row => row.ClientPhone!)];

    [Theory]
    [InlineData("Anna <a@example.com>")]
    [InlineData("\"Aziz, Anna\" <A@Example.com>")]
    [InlineData("Aziz, Anna <a@example.com>")]
    [InlineData("a@example.com (Anna)")]
    [InlineData("Anna (a@example.com)")]
    [InlineData("<mailto:a@example.com>")]
    [InlineData("E-mail: a@example.com")]
    [InlineData("a@example.com;")]
    [InlineData("a@example.com; A@EXAMPLE.COM")]
    public void A_decorated_address_is_that_address(string cell) => Emails(cell).ShouldBe(["a@example.com"]);

    [Theory]
    [InlineData("a@example.com;b@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a@example.com b@example.com")]
    [InlineData("a@example.com\nb@example.com")]
    [InlineData("a@example.com / b@example.com")]
    [InlineData("a@example.com | b@example.com")]
    [InlineData("a@example.com & b@example.com")]
    [InlineData("Anna <a@example.com>, \"Reed, Bob\" <b@example.com>")]
    public void Several_addresses_are_a_call_of_each(string cell) => Emails(cell).ShouldBe(["a@example.com", "b@example.com"]);

    [Theory]
    [InlineData("jane doe@example.com", "the e-mail contains a character that no address has")]
    [InlineData("a@b@example.com", "the e-mail has more than one @")]
    [InlineData("a@example.com; b@localhost", "the e-mail has no valid domain")]
    public void What_may_be_a_slip_of_the_pen_is_not_guessed(string cell, string reason) =>
        ReadCalls.Of($"client_email,started_at\n{cell},2025-11-03\n").Rejects.ShouldHaveSingleItem().Reason.ShouldBe(reason);

    [Theory]
    [InlineData("971501112233.0", "+971501112233")]
    [InlineData("+971501112244 (UAE)", "+971501112244")]
    [InlineData("9.71501112233E+11", "+971501112233")]
    [InlineData("Mobile: +971 50 111 2233", "+971501112233")]
    [InlineData("+971501112233 mobile", "+971501112233")]
    [InlineData("\"Layla\" <0501112233>", "+971501112233")]
    [InlineData("Clients (+971 4 440 0001)", "+97144400001")]
    [InlineData("sip:+971501112233@pbx.example", "+971501112233")]
    [InlineData("'+971501112233", "+971501112233")]
    [InlineData("00971501112233", "+971501112233")]
    [InlineData("+971 50 111 2233 ext. 12", "+971501112233")]
    [InlineData("(050) 111-2233", "+971501112233")]
    [InlineData("+1 800 FLOWERS", "+18003569377")]
    public void A_decorated_or_damaged_number_is_that_number(string cell, string number) => Phones(cell).ShouldBe([number]);

    [Theory]
    [InlineData("+971501112233; +971501112244")]
    [InlineData("971501112233,971501112244")]
    [InlineData("+971501112233 / +971501112244")]
    [InlineData("+971501112233/+971501112244")]
    public void Several_numbers_are_a_call_of_each(string cell) => Phones(cell).ShouldBe(["+971501112233", "+971501112244"]);

    [Theory]
    [InlineData("0000000000")]
    [InlineData("+00000000000")]
    [InlineData("1111111111")]
    [InlineData("+971500000000")]
    [InlineData("1234567890")]
    // Twilio: what telephone companies send of a caller who hides.
    [InlineData("+266696687")]
    [InlineData("+7378742833")]
    [InlineData("anonymous")]
    [InlineData("No Caller ID")]
    public void Some_numbers_are_nobodys(string cell)
    {
        ReadCalls.Of($"client_phone,started_at\n{cell},2025-11-03\n").Rejects.ShouldHaveSingleItem().Reason.ShouldBe("neither e-mail nor phone");
        ReadCalls.One($"client_email,client_phone,started_at\na@example.com,{cell},2025-11-03\n").ClientPhone.ShouldBeNull();
    }

    [Fact]
    public void A_number_that_lost_its_digits_is_no_number() =>
        ReadCalls.Of("client_phone,started_at\n9.715E+11,2025-11-03\n").Rejects.ShouldHaveSingleItem().Reason.ShouldBe("no valid phone number");

    [Fact]
    public void The_number_and_the_name_beside_several_people_are_nobodys_in_particular()
    {
        var read = ReadCalls.Of("client_email,client_phone,client_name,started_at\na@example.com;b@example.com,0501112233,Anna and Bob,2025-11-03\nc@example.com,0501112233;0501112244,Cleo Reed,2025-11-03\n");
        read.Rows.Select(row => (row.ClientEmail, row.ClientPhone, row.Firstname)).ShouldBe(
            [("a@example.com", null, null), ("b@example.com", null, null), ("c@example.com", "+971501112233", "Cleo")]);
        read.Rows.Select(row => row.Line).ShouldBe([2, 2, 3]);
        read.File.Account.Read.ShouldBe(3);
        read.File.Account.Further.ShouldBe(1);
        read.Notes.ShouldHaveSingleItem().ShouldBe("1 line names several clients: the call is each of theirs, so that it counts as 2 calls");
    }

    [Theory]
    [InlineData("101", "0501112233", CallDirection.Outbound)]
    [InlineData("0501112233", "600", CallDirection.Inbound)]
    [InlineData("0501112233", "s", CallDirection.Inbound)]
    public void An_extension_is_ours_so_the_other_end_is_the_client(string src, string dst, CallDirection direction)
    {
        var call = ReadCalls.One($"calldate,src,dst,dcontext,channel,dstchannel,duration,billsec,disposition,uniqueid\n2025-11-03 09:00:00,{src},{dst},x,PJSIP/1,PJSIP/2,65,60,ANSWERED,1762146000.10\n");
        (call.ClientPhone, call.Direction, call.Channel, call.ProviderCallId, call.Provider).ShouldBe(("+971501112233", direction, CallChannel.Phone, "1762146000.10", "asterisk"));
    }

    [Fact]
    public void A_call_between_two_extensions_is_nobodys() =>
        ReadCalls.Of("calldate,src,dst,duration\n2025-11-03 09:00:00,101,102,65\n").Rejects.ShouldHaveSingleItem().Reason.ShouldBe("is a call between two extensions");

    private async Task<IntakeDone> ImportAsync(string text, Action<Reject>? rejected = null)
    {
        using var file = CallFile.Of("calls.csv", Encoding.UTF8.GetBytes(text), ReadCalls.Dubai);
        var done = await new ImportCalls().RunAsync(database.Vitals, file, ReadCalls.Now, rejected, null, TestContext.Current.CancellationToken);
        done.Read.ShouldBe(done.Added + done.Unchanged + done.Corrected + done.Rejected);
        return done;
    }

    /// <summary>Few rows take another way than many.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task The_account_closes_over_lines_of_several_clients(int others)
    {
        var text = "provider_call_id,client_email,started_at,status\n"
            + "ev-1,Layla <layla@example.com>; sam@example.com,2025-11-03 09:00,completed\n"
            + ",layla@example.com; zoe@example.com,2025-11-04 09:00,completed\n"
            + "ev-2,nobody,2025-11-03 10:00,completed\n"
            + string.Concat(Enumerable.Range(0, others).Select(i => $"o-{i},other{i}@example.com,2025-11-03 09:00,completed\n"));
        var rejects = new List<Reject>();
        var done = await ImportAsync(text, rejects.Add);
        (done.Read, done.Added, done.Rejected, done.ClientsMade).ShouldBe((5 + others, 4 + others, 1, 3 + others));
        rejects.ShouldHaveSingleItem().Line.ShouldBe(4);
        done.Notes.Select(note => note.Said.ToString()).ShouldContain("2 lines name several clients: the call is each of theirs, so that they count as 4 calls");
        (await CallsAsync()).ShouldBe(["layla@example.com ev-1", "layla@example.com none", "sam@example.com ev-1", "zoe@example.com none"]);
        done = await ImportAsync(text);
        (done.Added, done.Unchanged, done.Corrected).ShouldBe((0, 4 + others, 0));
        // What changes on the line, changes for each of them.
        done = await ImportAsync(text.Replace("ev-1,Layla <layla@example.com>; sam@example.com,2025-11-03 09:00", "ev-1,Layla <layla@example.com>; sam@example.com,2025-11-03 09:30", StringComparison.Ordinal));
        (done.Added, done.Unchanged, done.Corrected).ShouldBe((0, 2 + others, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task A_later_line_of_one_of_them_holds_for_that_one(int others)
    {
        var done = await ImportAsync("provider_call_id,client_email,started_at,status,staff\n"
            + "ev-1,layla@example.com; sam@example.com,2025-11-03 09:00,completed,Omar\n"
            + string.Concat(Enumerable.Range(0, others).Select(i => $"o-{i},other{i}@example.com,2025-11-03 09:00,completed,\n"))
            + "ev-1,sam@example.com,2025-11-03 09:00,no answer,\n");
        (done.Read, done.Added, done.Corrected).ShouldBe((3 + others, 2 + others, 1));
        (await Asked.RowsAsync<(string, string, string)>(database, """
            select client_email, status, staff from call_records where provider_call_id = 'ev-1' order by 1
            """)).ShouldBe([("layla@example.com", "COMPLETED", "Omar"), ("sam@example.com", "NO_ANSWER", "Omar")]);
    }

    private Task<List<string>> CallsAsync() => Asked.RowsAsync<string>(database, """
        select e.email || ' ' || coalesce(r.provider_call_id, 'none')
        from call_records r join client_emails e on e.client_id = r.client_id and e.email = r.client_email
        where e.email not like 'other%' order by 1
        """);
}
