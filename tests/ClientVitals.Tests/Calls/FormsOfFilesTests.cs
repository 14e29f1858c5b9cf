using System.IO.Compression;
using System.Text;
using ClientVitals.Calls;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>Files as programs write them: with titles, without names, in Excel's encodings, as workbooks and as JSON.</summary>
public sealed class FormsOfFilesTests
{
    static FormsOfFilesTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static CallFileOptions Mapped(params (string Column, string Field)[] map) =>
        ReadCalls.Dubai with { Map = map.ToDictionary(one => one.Column, one => one.Field) };

    [Theory]
    [InlineData("logged_at", "N/A", "1 call was kept without logged_at: \"N/A\" is not a date")]
    [InlineData("logged_at", "2025-13-01", "1 call was kept without logged_at: \"2025-13-01\" is an impossible date")]
    [InlineData("logged_at", "2031-01-01", "1 call was kept without logged_at: \"2031-01-01\" is in the future")]
    [InlineData("duration", "a while", "1 call was kept without duration_seconds: \"a while\" is not a length of time")]
    [InlineData("duration", "-5", "1 call was kept without duration_seconds: \"-5\" is negative")]
    [InlineData("client_phone", "12", "1 call was kept without client_phone: \"12\" is not a valid phone number")]
    public void A_field_that_is_not_needed_never_costs_the_call(string field, string text, string note)
    {
        var read = ReadCalls.Of($"client_email,started_at,{field}\nanna@example.com,2025-11-03 09:00:00,{text}\n");
        read.Rejects.ShouldBeEmpty();
        var call = read.Rows.ShouldHaveSingleItem();
        // Less than nothing is no talk; what else cannot be read says nothing of it.
        var status = text == "-5" ? CallStatus.NoAnswer : CallStatus.Completed;
        (call.LoggedAt, call.DurationSeconds, call.ClientPhone, call.Status).ShouldBe((null, null, null, status));
        read.Notes.ShouldHaveSingleItem().ShouldBe(note);
    }

    [Fact]
    public void An_id_or_an_address_that_cannot_be_read_is_left_out_and_said()
    {
        var read = ReadCalls.Of($"client_email,client_phone,started_at,call_id\nanna@example.com,,2025-11-03,{new string('9', 201)}\nbad,0501112233,2025-11-03,c-2\n");
        read.Rows.Select(row => (row.ClientEmail, row.ClientPhone, row.ProviderCallId)).ShouldBe([("anna@example.com", null, null), (null, "+971501112233", "c-2")]);
        read.Notes.ShouldBe([
            "1 call was kept without client_email: \"bad\" cannot be read, the e-mail has no @",
            $"1 call was kept without provider_call_id: \"{new string('9', 40)}…\" is longer than 200 characters"]);
    }

    [Theory]
    [InlineData("#1=client_email,#2=started_at,#3=duration_seconds")]
    [InlineData("#1=client_email,#2=started_at")]
    public void A_file_without_names_is_read_by_numbers_from_its_first_line_on(string map)
    {
        var options = Mapped([.. map.Split(',').Select(pair => (pair.Split('=')[0], pair.Split('=')[1]))]);
        var read = ReadCalls.Of("anna@example.com,2025-11-03 09:00:00,300\nbob@example.com,2025-11-03 10:00:00,300,\n", options);
        read.Rows.Select(row => (row.Line, row.ClientEmail)).ShouldBe([(1, "anna@example.com"), (2, "bob@example.com")]);
        read.Notes.ShouldContain("no line names the columns: the first one is read as a call");
        // With names, the numbers mean the same columns.
        ReadCalls.Of("who,when,how long\nanna@example.com,2025-11-03 09:00:00,300\n", options).Rows.ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [Fact]
    public void A_file_without_names_may_leave_the_order_of_its_dates_open()
    {
        var read = ReadCalls.Of("03/04/2025;anna@example.com\n13/04/2025;bob@example.com\n", Mapped(("#2", "client_email"), ("#1", "started_at")));
        read.Rows.Select(row => row.StartedAt.AddHours(4).Day).ShouldBe([3, 13]);
    }

    [Fact]
    public void Asterisks_own_file_has_no_names_and_is_known()
    {
        var read = ReadCalls.Of(
            "\"\",\"0501112233\",\"600\",\"ext-group\",\"\"\"Layla\"\" <0501112233>\",\"PJSIP/t-1\",\"PJSIP/101-1\",\"Dial\",\"PJSIP/101\",\"2025-11-03 09:00:00\",\"2025-11-03 09:00:12\",\"2025-11-03 09:05:12\",312,300,\"ANSWERED\",\"DOCUMENTATION\",\"1762146000.10\",\"\"\n"
            + "\"\",\"101\",\"0501112244\",\"from-internal\",\"\"\"Coach\"\" <101>\",\"PJSIP/101-2\",\"PJSIP/t-2\",\"Dial\",\"PJSIP/t\",\"2025-11-03 11:00:00\",,\"2025-11-03 11:00:25\",25,0,\"NO ANSWER\",\"DOCUMENTATION\",\"1762153200.12\",\"\"\n");
        read.Rejects.ShouldBeEmpty();
        read.Rows.Select(row => (row.Line, row.ClientPhone, row.Direction, row.Status, row.DurationSeconds, row.ProviderCallId)).ShouldBe(
        [
            (1, "+971501112233", CallDirection.Inbound, CallStatus.Completed, 300, "1762146000.10"),
            (2, "+971501112244", CallDirection.Outbound, CallStatus.NoAnswer, 0, "1762153200.12"),
        ]);
        read.Notes.ShouldContain("no line names the columns: they are read as those of Asterisk's Master.csv");
    }

    [Theory]
    [InlineData("Call report Coaching LLC\nPeriod: 01/11/2025 - 30/11/2025\n\nclient_email,started_at,duration\n", 5, "2 lines above the column names are left out; they are in line 4")]
    [InlineData("\"Report, of\nmany, calls\"\nclient_email,started_at,duration\n", 4, "a line above the column names is left out; they are in line 3")]
    [InlineData("Calls,,\nclient_email,started_at,duration\n", 3, "a line above the column names is left out; they are in line 2")]
    [InlineData("sep=,\nCalls\nclient_email,started_at,duration\n", 4, "a line above the column names is left out; they are in line 3")]
    [InlineData("From,2025-11-01,To,2025-11-30\nclient_email,started_at,duration\n", 3, "a line above the column names is left out; they are in line 2")]
    public void Titles_above_the_names_are_left_out_and_said(string above, long line, string note)
    {
        var read = ReadCalls.Of(above + "anna@example.com,2025-11-03 09:00:00,300\n");
        read.Rejects.ShouldBeEmpty();
        read.Rows.ShouldHaveSingleItem().Line.ShouldBe(line);
        read.Notes.ShouldHaveSingleItem().ShouldBe(note);
    }

    [Fact]
    public void Names_that_only_a_map_knows_are_found_below_titles()
    {
        var read = ReadCalls.Of("Studio North\n\nWer;Wann\nanna@example.com;2025-11-03 09:00\n", Mapped(("Wer", "client_email"), ("Wann", "started_at")));
        read.Rows.ShouldHaveSingleItem().Line.ShouldBe(4);
        Should.Throw<PlainError>(() => ReadCalls.Of("Studio North\n\nWer;Wann\nanna@example.com;2025-11-03 09:00\n")).Message.ShouldContain("Its columns: Wer, Wann.");
    }

    [Theory]
    [InlineData("Total,,600")]
    [InlineData("Total: 1 call")]
    [InlineData(",Grand total,300")]
    [InlineData("Count,1")]
    public void Totals_below_the_calls_are_not_calls(string total) =>
        ReadCalls.Of($"client_email,started_at,duration\nanna@example.com,2025-11-03,300\n{total}\n").Rejects.ShouldHaveSingleItem().Reason.ShouldBe("is a total, not a call");

    [Theory]
    [InlineData(1252, "Zo\u00EB M\u00FCller, na\u00EFve caf\u00E9 at 5 \u00A3")]
    [InlineData(1252, "Jos\u00E9 Nu\u00F1ez, Fran\u00E7ois Ou\u00E8draogo, S\u00F8ren \u00C5gard, Concei\u00E7\u00E3o Sim\u00F5es, citt\u00E0 luned\u00EC")]
    [InlineData(1250, "\u0141ukasz W\u0105sowicz, \u017Baneta G\u0142owacka")]
    [InlineData(1250, "Tom\u00E1\u0161 Dvo\u0159\u00E1k, Zde\u0148ka R\u016F\u017Ei\u010Dkov\u00E1")]
    [InlineData(1250, "Gy\u0151r\u0151 J\u00F3zsef, Szab\u00F3 Vikt\u00F3ria")]
    [InlineData(1251, "\u0410\u043D\u043D\u0430 \u0418\u0432\u0430\u043D\u043E\u0432\u0430 \u0437\u0432\u043E\u043D\u0438\u043B\u0430")]
    [InlineData(1251, "\u0410\u041D\u041D\u0410 \u0418\u0412\u0410\u041D\u041E\u0412\u0410")]
    [InlineData(1256, "\u0644\u064A\u0644\u0649 \u0639\u0632\u064A\u0632 \u0627\u062A\u0635\u0644\u062A \u0628\u0627\u0644\u0645\u062F\u0631\u0628")]
    public void Excels_own_letters_are_read_by_a_guess_that_is_said(int page, string words)
    {
        var text = $"client_email;staff;started_at;duration\nplain@example.com;Plain;2025-11-03;1\nanna@example.com;{words};2025-11-03 09:00:00;300\n";
        var read = ReadCalls.Of(Encoding.GetEncoding(page).GetBytes(text));
        read.Rejects.ShouldBeEmpty();
        read.Rows[1].Staff.ShouldBe(words);
        read.Notes.ShouldHaveSingleItem().ShouldBe($"its letters are not UTF-8 and are read as windows-{page}, which is a guess (--encoding reads them otherwise)");
    }

    [Fact]
    public void Letters_far_below_a_long_beginning_are_read_too()
    {
        var text = new StringBuilder("client_email,started_at,staff\n");
        for (var i = 0; i < 30_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"c{i}@example.com,2025-11-03,Plain\n");
        text.Append("last@example.com,2025-11-03,M\u00FCller\n");
        var read = ReadCalls.Of(Encoding.Latin1.GetBytes(text.ToString()));
        read.Rows[^1].Staff.ShouldBe("M\u00FCller");
        read.Rows.Count.ShouldBe(30_001);
    }

    [Theory]
    [InlineData("windows-1251", "\u0458")]
    [InlineData("1252", "\u00BC")]
    [InlineData("cp1250", "\u013D")]
    [InlineData("iso-8859-15", "\u0152")]
    public void The_encoding_can_be_given(string encoding, string letter)
    {
        byte[] bytes = [.. "client_email,started_at,staff\na@example.com,2025-11-03,"u8, 0xBC, .. "\n"u8];
        var read = ReadCalls.Of(bytes, ReadCalls.Dubai with { Encoding = encoding });
        read.Rows.ShouldHaveSingleItem().Staff.ShouldBe(letter);
        read.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void An_encoding_that_does_not_exist_is_a_sentence() =>
        Should.Throw<PlainError>(() => SourceFile.MustKnowEncoding("klingon")).Message.ShouldContain("windows-1252 (western Europe)");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sixteen_bit_text_is_known_without_its_mark(bool bigEndian) =>
        ReadCalls.Of(new UnicodeEncoding(bigEndian, false).GetBytes("client_email\tstarted_at\tstaff\nj\u00E4ne@example.com\t2025-11-03\tZo\u00EB\n"))
            .Rows.ShouldHaveSingleItem().Staff.ShouldBe("Zo\u00EB");

    [Fact]
    public void A_workbook_is_read_with_its_dates_lengths_and_numbers()
    {
        var bytes = SomeWorkbook.Of(
            ("Summary", [["Calls of November"], ["Total", 3]]),
            ("Calls", [
                ["Call report"],
                [],
                ["Client email", "Client phone", "Start time", "Duration", "Answered", "Staff"],
                ["anna@example.com", 971501112233d, new DateTime(2025, 11, 3, 9, 0, 0), new TimeSpan(0, 5, 0), "Yes", "Zo\u00EB, \"the\" coach"],
                [],
                ["bob@example.com", null, new DateTime(2025, 11, 4), 60, "No", "two\nlines"],
                ["cleo@example.com", null, "2025-11-05 10:00", new TimeSpan(26, 0, 1), "Yes"],
            ]));
        foreach (var file in (byte[][])[bytes, Packed(bytes)])
        {
            var read = ReadCalls.Of(file);
            read.Rejects.ShouldBeEmpty();
            read.Rows.Select(row => (row.Line, row.ClientEmail, row.ClientPhone, row.StartedAt.AddHours(4).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), row.DurationSeconds, row.Status, row.Staff)).ShouldBe(
            [
                (4, "anna@example.com", "+971501112233", "2025-11-03 09:00", 300, CallStatus.Completed, "Zo\u00EB, \"the\" coach"),
                (6, "bob@example.com", null, "2025-11-04 00:00", 60, CallStatus.NoAnswer, "two lines"),
                (7, "cleo@example.com", null, "2025-11-05 10:00", 93601, CallStatus.Completed, null),
            ]);
            read.File.BlankLines.ShouldBe(1);
            read.Notes.ShouldBe(["a line above the column names is left out; they are in line 3", "the sheet 'Calls' is read, of Summary, Calls (--sheet reads another)"]);
        }
    }

    [Fact]
    public void Another_sheet_is_read_when_it_is_asked_for()
    {
        object?[][] Sheet(string email) => [["email", "started_at"], [email, new DateTime(2025, 11, 3)]];
        var bytes = SomeWorkbook.Of(("October", Sheet("o@example.com")), ("November", Sheet("n@example.com")));
        ReadCalls.Of(bytes).Rows.ShouldHaveSingleItem().ClientEmail.ShouldBe("o@example.com");
        ReadCalls.Of(bytes, ReadCalls.Dubai with { Sheet = "november" }).Rows.ShouldHaveSingleItem().ClientEmail.ShouldBe("n@example.com");
        ReadCalls.Of(bytes, ReadCalls.Dubai with { Sheet = "2" }).Rows.ShouldHaveSingleItem().ClientEmail.ShouldBe("n@example.com");
        Should.Throw<PlainError>(() => ReadCalls.Of(bytes, ReadCalls.Dubai with { Sheet = "May" })).Message.ShouldBe("'calls.csv' has no sheet 'May'; its sheets are October, November.");
    }

    [Fact]
    public void What_is_packed_and_no_workbook_is_a_sentence()
    {
        var other = new MemoryStream();
        using (var zip = new ZipArchive(other, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("calls.txt").Open().Dispose();
        foreach (var bytes in (byte[][])[other.ToArray(), SomeWorkbook.Of(("Calls", [["email"]]))[..200], [.. "PK\x03\x04"u8, 0, 0], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]])
            Should.Throw<PlainError>(() => ReadCalls.Of(bytes)).Message.ShouldContain("save it as .xlsx or as CSV UTF-8");
    }

    [Fact]
    public void A_workbook_comes_by_a_pipe_as_well()
    {
        using var file = CallFile.Open("-", ReadCalls.Dubai, new MemoryStream(SomeWorkbook.Of(("Calls", [["email", "started_at"], ["a@example.com", "03/04/2025"], ["a@example.com", "13/04/2025"]]))));
        file.Rows(null, TestContext.Current.CancellationToken).Select(row => row.StartedAt.AddHours(4).Day).ShouldBe([3, 13]);
    }

    [Fact]
    public void One_call_on_each_line_of_json_is_read()
    {
        var read = ReadCalls.Of("""
            {"call_id":"c-1","contact":{"emails":["a@example.com","b@example.com"]},"started_at":1762146000,"direction":"inbound","from":{"number":"+971501112233"},"user":{"name":"Omar"},"note":"one\ntwo"}

            {"call_id":"c-2","email":"c@example.com","started_at":"2025-11-03T10:00:00Z","answered_at":null,"duration":30,"tags":[{"name":"x"}]}
            {"call_id":
            {"call_id":"c-3","email":"d@example.com","started_at":"2025-11-03T11:00:00Z","answered_at":"2025-11-03T11:00:05Z"}
            """, Mapped(("contact.emails", "client_email"), ("started_at", "started_at")));
        read.Rejects.Select(reject => (reject.Line, reject.Reason)).ShouldBe([(3, "neither e-mail nor phone"), (4, "is not a JSON object"), (5, "neither e-mail nor phone")]);
        read.Rows.Select(row => (row.Line, row.ClientEmail, row.ProviderCallId, row.Staff)).ShouldBe([(1, "a@example.com", "c-1", "Omar"), (1, "b@example.com", "c-1", "Omar")]);
        read.Rows[0].StartedAt.ShouldBe(ReadCalls.Utc("2025-11-03T05:00Z"));
    }

    [Theory]
    [InlineData("[{0},\n {1}]")]
    [InlineData("{{\"total\": 2, \"calls\": [\n {0},\n {1}]}}")]
    [InlineData("{{\"calls\":[{0},{1}]}}")]
    [InlineData("{0}\n{1}")]
    [InlineData("\uFEFF{0}\n{1}\n")]
    public void Lists_of_calls_are_read_in_any_wrapping(string form)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form,
            """{"email":"a@example.com","started_at":"2025-11-03T10:00:00Z","answered_at":"2025-11-03T10:00:05Z"}""",
            """{"email":"b@example.com","started_at":"2025-11-03T11:00:00Z","answered_at":null}""");
        var read = ReadCalls.Of(text);
        read.Rejects.ShouldBeEmpty();
        read.Rows.Select(row => (row.ClientEmail, row.Status)).ShouldBe([("a@example.com", CallStatus.Completed), ("b@example.com", CallStatus.NoAnswer)]);
        read.Rows.Select(row => row.Line).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("{\"a\": 1,\n \"b\":\n", "begins like JSON but is not valid JSON")]
    [InlineData("[{}]", "holds no objects with named values")]
    public void What_is_no_json_after_all_is_a_sentence(string text, string says) =>
        Should.Throw<PlainError>(() => ReadCalls.Of(text)).Message.ShouldContain(says);

    [Fact]
    public void A_spreadsheets_days_are_read_and_said()
    {
        var read = ReadCalls.Of("client_email,started_at\nanna@example.com,45964.375\n");
        read.Rows.ShouldHaveSingleItem().StartedAt.ShouldBe(ReadCalls.Utc("2025-11-03T05:00Z"));
        read.Notes.ShouldHaveSingleItem().ShouldBe("times such as 45964.375 are read as a spreadsheet's numbers of days: 2025-11-03 09:00");
    }

    private static byte[] Packed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
