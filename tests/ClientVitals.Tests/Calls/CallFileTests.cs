using System.IO.Compression;
using System.Text;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

public sealed class CallFileTests
{
    private static readonly CallFileOptions Options = new(new DateTimeOffset(2025, 12, 1, 12, 0, 0, TimeSpan.Zero), BusinessZone.Of("Asia/Dubai"));

    private static (List<CallRow> Rows, List<Reject> Rejects, CallFile File) Read(string text, CallFileOptions? options = null) =>
        Read(Encoding.UTF8.GetBytes(text), options);

    private static (List<CallRow> Rows, List<Reject> Rejects, CallFile File) Read(byte[] bytes, CallFileOptions? options = null)
    {
        var file = CallFile.Of("calls.csv", bytes, options ?? Options);
        var rejects = new List<Reject>();
        var rows = file.Rows(rejects.Add).ToList();
        file.Account.Read.ShouldBe(rows.Count + rejects.Count);
        file.Account.Accepted.ShouldBe(rows.Count);
        file.Account.Rejected.ShouldBe(rejects.Count);
        return (rows, rejects, file);
    }

    [Fact]
    public void A_plain_file_is_read_with_its_defaults()
    {
        var row = Read("client_email,started_at\nJane@Example.com ,2025-03-01T08:30:00Z\n").Rows.ShouldHaveSingleItem();
        row.ClientEmail.ShouldBe("jane@example.com");
        row.StartedAt.ShouldBe(new DateTimeOffset(2025, 3, 1, 8, 30, 0, TimeSpan.Zero));
        row.Status.ShouldBe(CallStatus.Completed);
        row.Channel.ShouldBe(CallChannel.Phone);
        row.Direction.ShouldBe(CallDirection.Unknown);
        row.LoggedAt.ShouldBeNull();
        row.KnownAt.ShouldBe(row.StartedAt);
        row.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_separator_is_found(char separator) =>
        Read($"client_email{separator}started_at{separator}staff\njane@example.com{separator}2025-03-01T08:30:00Z{separator}\"Doe, John\"\n")
            .Rows.ShouldHaveSingleItem().Staff.ShouldBe("Doe, John");

    [Theory]
    [InlineData("\uFEFFclient_email,started_at\r\njane@example.com,2025-03-01\r\n")]
    [InlineData("sep=;\r\nclient_email;started_at\r\njane@example.com;2025-03-01\r\n")]
    [InlineData("\n\nclient_email,started_at\njane@example.com,2025-03-01")]
    [InlineData("client_email,started_at,\njane@example.com,2025-03-01,\n")]
    [InlineData("client_email,started_at\njane@example.com,2025-03-01,,,\n")]
    [InlineData("\"client_email\",\"started_at\"\n\"jane@example.com\",\"2025-03-01\"\n\n   \n")]
    public void Marks_line_ends_blank_lines_and_empty_fields_at_the_end_do_no_harm(string text)
    {
        var (rows, rejects, _) = Read(text);
        rejects.ShouldBeEmpty();
        rows.ShouldHaveSingleItem().ClientEmail.ShouldBe("jane@example.com");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sixteen_bit_text_is_read(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, true);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("client_email\tstarted_at\nj\u00e4ne@example.com\t2025-03-01\n")];
        Read(bytes).Rows.ShouldHaveSingleItem().ClientEmail.ShouldBe("j\u00e4ne@example.com");
    }

    [Fact]
    public void Gzip_and_standard_input_are_read_as_the_file_itself()
    {
        var text = "client_email,started_at\njane@example.com,2025-03-01\n"u8.ToArray();
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(text);
        Read(packed.ToArray()).Rows.Count.ShouldBe(1);
        using var fromPipe = CallFile.Open("-", Options, new MemoryStream(packed.ToArray()));
        fromPipe.Rows(null, TestContext.Current.CancellationToken).Count().ShouldBe(1);
        fromPipe.Name.ShouldBe("standard input");
    }

    [Fact]
    public void Damaged_gzip_is_a_sentence()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes("client_email,started_at\n" + string.Concat(Enumerable.Range(0, 90000).Select(i => $"c{i}@example.com,2025-03-01T08:30:00Z\n"))));
        Should.Throw<PlainError>(() => Read(packed.ToArray()[..^2000])).Message.ShouldContain("calls.csv");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\n\n", "empty")]
    [InlineData("a,b\n1,2\n", "a, b")]
    [InlineData("email,begun\nx,y\n", "--map COLUMN=started_at")]
    [InlineData("who,started_at\nx,y\n", "--map COLUMN=client_email")]
    public void What_is_no_file_of_calls_is_a_sentence(string text, string says) =>
        Should.Throw<PlainError>(() => Read(text)).Message.ShouldContain(says);

    [Fact]
    public void A_missing_file_is_a_sentence() =>
        Should.Throw<PlainError>(() => CallFile.Open("/no/such/file.csv", Options)).Message.ShouldContain("/no/such/file.csv");

    [Theory]
    [InlineData("jane,2025-03-01,,", "the e-mail has no @")]
    [InlineData(",2025-03-01,,", "neither e-mail nor phone")]
    [InlineData("jane@example.com,,,", "no start of the call")]
    [InlineData("jane@example.com,soon,,", "the start of the call is not a date")]
    [InlineData("jane@example.com,2025-02-30,,", "the start of the call is an impossible date")]
    [InlineData("jane@example.com,2026-02-01,,", "is in the future and not scheduled")]
    [InlineData("Total,,2,", "is a total, not a call")]
    [InlineData("jane@example.com,2025-03-01", "too few fields")]
    [InlineData("jane@example.com,2025-03-01,1,,more", "too many fields")]
    [InlineData("jane@example.com,2025-03-01,1,a\0b", "contains a NUL character")]
    public void A_line_that_is_no_call_says_why(string line, string reason)
    {
        var (rows, rejects, _) = Read($"client_email,started_at,duration,staff\njoe@example.com,2025-03-01,1,x\n{line}\njim@example.com,2025-03-01,1,x\n");
        rows.Select(r => r.ClientEmail).ShouldBe(["joe@example.com", "jim@example.com"]);
        rejects.ShouldHaveSingleItem().ShouldBe(new Reject(3, reason, line));
    }

    [Fact]
    public void Bytes_that_are_no_text_reject_their_line_only()
    {
        // Other lines show that the file is UTF-8.
        byte[] bytes = [.. "client_email,started_at,staff\njane@example.com,2025-03-01,Zo\u00EB\njoe@example.com,2025-03-01,"u8, 0xE9, 0x20, .. "x\n"u8];
        var (rows, rejects, _) = Read(bytes);
        rows.ShouldHaveSingleItem().ClientEmail.ShouldBe("jane@example.com");
        rejects.ShouldHaveSingleItem().Reason.ShouldBe("contains characters that are not UTF-8; save the file as CSV UTF-8");
    }

    [Fact]
    public void A_quote_that_is_never_closed_costs_its_line_and_no_other()
    {
        var text = new StringBuilder("client_email,started_at,notes\n");
        for (var i = 2; i <= 3000; i++)
        {
            text.Append(i % 500 == 0 ? $"c{i}@example.com,2025-03-01,\"never closed {i}\n"
                : i % 7 == 0 ? $"c{i}@example.com,2025-03-01,\"two\nlines\"\n"
                : $"c{i}@example.com,2025-03-01,\"quoted, \"\"so\"\"\"\n");
        }
        var (rows, rejects, _) = Read(text.ToString());
        rejects.Select(r => r.Raw).ShouldBe(Enumerable.Range(1, 6).Select(i => $"c{i * 500}@example.com,2025-03-01,\"never closed {i * 500}"));
        rejects.ShouldAllBe(r => r.Reason == "a quote is opened and never closed");
        rows.Count.ShouldBe(2999 - 6);
        rows[^1].ClientEmail.ShouldBe("c2999@example.com");
        // The lines are those of an editor: each two-line note before line 500 moves it by one.
        rejects[0].Line.ShouldBe(500 + Enumerable.Range(2, 498).Count(i => i % 7 == 0));
    }

    [Fact]
    public void A_long_field_is_kept_and_an_endless_line_is_refused()
    {
        var (rows, rejects, _) = Read(
            $"client_email,started_at,notes\nlong@example.com,2025-03-01,{new string('n', 70_000)}\n"
            + $"endless@example.com,2025-03-01,{new string('e', 3 << 20)}\nlast@example.com,2025-03-01,x\n");
        rows.Select(r => r.ClientEmail).ShouldBe(["long@example.com", "last@example.com"]);
        rows[0].Notes!.Length.ShouldBe(70_000);
        rows[1].Line.ShouldBe(4);
        var refused = rejects.ShouldHaveSingleItem();
        refused.Line.ShouldBe(3);
        refused.Reason.ShouldBe("the line is longer than a megabyte");
    }

    [Fact]
    public void A_call_agreed_upon_may_lie_in_the_future() =>
        Read("client_email,started_at,status\njane@example.com,2026-02-01,scheduled\n").Rows.ShouldHaveSingleItem().Status.ShouldBe(CallStatus.Scheduled);

    [Fact]
    public void A_bad_number_is_a_reason_only_without_an_email()
    {
        var (rows, rejects, _) = Read("email,phone,started_at\njane@example.com,12,2025-03-01\n,12,2025-03-01\nn/a,0501234567,2025-03-01\nbad,0501234567,2025-03-01\n");
        rows.Select(r => (r.ClientEmail, r.ClientPhone)).ShouldBe([("jane@example.com", null), (null, "+971501234567"), (null, "+971501234567")]);
        rejects.ShouldHaveSingleItem().Reason.ShouldBe("no valid phone number");
    }

    [Fact]
    public void A_word_never_seen_is_kept_as_unknown_and_shown()
    {
        var (rows, _, file) = Read("email,started_at,status,channel,direction\nj@example.com,2025-03-01,Teleported,Pigeon,Sideways\nj@example.com,2025-03-02,teleported,PHONE,in\n");
        rows[0].Status.ShouldBe(CallStatus.Unknown);
        rows[0].Channel.ShouldBe(CallChannel.Unknown);
        rows[0].Direction.ShouldBe(CallDirection.Unknown);
        file.Account.UnknownWords.ShouldContain(("status", "Teleported", 1L));
        file.Account.UnknownWords.Select(u => u.Field).ShouldBe(["channel", "direction", "status", "status"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("WhatsApp Call", CallChannel.Phone)]
    [InlineData("WHATSAPP", CallChannel.WhatsApp)]
    [InlineData("WhatsApp message", CallChannel.WhatsApp)]
    [InlineData("In-person", CallChannel.InPerson)]
    [InlineData("zoom", CallChannel.Video)]
    [InlineData("Text", CallChannel.Sms)]
    [InlineData("", CallChannel.Phone)]
    public void A_call_over_whatsapp_is_a_call_and_a_message_is_not(string word, CallChannel channel) =>
        Read($"email,started_at,channel\nj@example.com,2025-03-01,{word}\n").Rows[0].Channel.ShouldBe(channel);

    [Theory]
    [InlineData("no-answer", CallStatus.NoAnswer)]
    [InlineData("Busy", CallStatus.NoAnswer)]
    [InlineData("Left voicemail", CallStatus.Voicemail)]
    [InlineData("Call connected", CallStatus.Completed)]
    [InlineData("Rejected", CallStatus.Declined)]
    [InlineData("canceled", CallStatus.Cancelled)]
    [InlineData("", CallStatus.Completed)]
    public void Statuses_of_common_exports_are_known(string word, CallStatus status) =>
        Read($"email,started_at,status\nj@example.com,2025-03-01,{word}\n").Rows[0].Status.ShouldBe(status);

    [Theory]
    [InlineData("No answer", CallStatus.NoAnswer, CallOutcome.NoAnswer)]
    [InlineData("Left voicemail", CallStatus.Voicemail, CallOutcome.NoAnswer)]
    [InlineData("Booked", CallStatus.Completed, CallOutcome.Booked)]
    public void Without_a_status_the_outcome_may_say_that_nobody_answered(string word, CallStatus status, CallOutcome outcome)
    {
        var row = Read($"email,started_at,outcome\nj@example.com,2025-03-01,{word}\n").Rows[0];
        row.Status.ShouldBe(status);
        row.Outcome.ShouldBe(outcome);
    }

    [Fact]
    public void Other_columns_are_named_by_hand_also_by_number()
    {
        var options = Options with { Map = new Dictionary<string, string> { ["who"] = "client_email", ["#2"] = "started_at" } };
        Read("who,when,when\nj@example.com,2025-03-01,never\n", options).Rows.ShouldHaveSingleItem();
        Should.Throw<PlainError>(() => Read("a,b\n", options)).Message.ShouldContain("no column 'who'");
        Should.Throw<PlainError>(() => Read("who,when\n", Options with { Map = new Dictionary<string, string> { ["who"] = "nose" } }))
            .Message.ShouldContain("client_email");
    }

    [Fact]
    public void A_repeated_name_is_reported()
    {
        var (rows, _, file) = Read("email,started_at,email\nfirst@example.com,2025-03-01,second@example.com\n");
        rows[0].ClientEmail.ShouldBe("first@example.com");
        file.Columns.Notes.ShouldHaveSingleItem().Said.ToString().ShouldContain("more than once");
    }

    [Fact]
    public void Columns_that_nobody_reads_are_named()
    {
        var (_, _, file) = Read("email,started_at,Mood,Call Tags,,agent\nj@example.com,2025-03-01,good,x,y,Sara\n");
        file.Columns.Notes.ShouldHaveSingleItem().InCommand.ToString().ShouldBe("ignored: Mood, Call Tags (--map COLUMN=FIELD reads one)");
        Read("email,started_at\nj@example.com,2025-03-01\n").File.Columns.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void The_files_own_dates_show_whether_day_or_month_comes_first()
    {
        var lines = Enumerable.Range(1, 12).Select(d => $"j@example.com,0{d % 9 + 1}/03/2025");
        Read("email,started_at\n" + string.Join('\n', lines) + "\nj@example.com,13/03/2025\n").Rows
            .ShouldAllBe(r => r.StartedAt.AddHours(4).Month == 3);
        Read("email,started_at\nj@example.com,03/04/2025\nj@example.com,03/14/2025\n").Rows
            .ShouldAllBe(r => r.StartedAt.AddHours(4).Month == 3);
    }

    [Theory]
    [InlineData("j@example.com,03/04/2025\n")]
    [InlineData("j@example.com,03/04/2025\nj@example.com,13/04/2025\nj@example.com,04/13/2025\n")]
    public void Dates_that_leave_the_order_open_are_asked_about(string lines)
    {
        Should.Throw<PlainError>(() => Read("email,started_at\n" + lines)).Message.ShouldContain("--date-order");
        Read("email,started_at\n" + lines, Options with { DateOrder = DateOrder.MonthFirst }).Rows[0]
            .StartedAt.AddHours(4).Date.ShouldBe(new DateTime(2025, 3, 4));
    }

    [Fact]
    public void A_few_open_dates_among_clear_ones_are_rejected_line_by_line()
    {
        var (rows, rejects, _) = Read("email,started_at\nj@example.com,2025-03-01\nj@example.com,2025-03-02\nj@example.com,2025-03-03\nj@example.com,03/04/2025\n");
        rows.Count.ShouldBe(3);
        rejects.ShouldHaveSingleItem().Reason.ShouldBe("the start of the call may have day or month first");
    }

    [Fact]
    public void Standard_input_is_asked_about_its_dates_too_and_read_from_its_beginning()
    {
        var text = "email,started_at\n" + string.Concat(Enumerable.Range(0, 400_000).Select(i => $"client{i}@example.com,0{i % 9 + 1}/03/2025 10:00\n")) + "j@example.com,13/03/2025\n";
        using var file = CallFile.Open("-", Options, new OneWay(Encoding.UTF8.GetBytes(text)));
        file.DateOrder.ShouldBe(DateOrder.DayFirst);
        file.Rows(null, TestContext.Current.CancellationToken).Count().ShouldBe(400_001);
    }

    private sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
