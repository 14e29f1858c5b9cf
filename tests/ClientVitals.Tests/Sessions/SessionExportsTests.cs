using System.Globalization;
using System.Text.Json;
using ClientVitals.Benchmarks.Import;
using ClientVitals.Sessions;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sessions;

/// <summary>Exports and messages of known systems, as they document them.</summary>
public sealed class SessionExportsTests
{
    [Fact]
    public void Mindbodys_visits_as_a_file()
    {
        var (rows, rejected, file) = SessionBook.Read("""
            Id,ClientId,StartDateTime,EndDateTime,SignedIn,LateCancelled,Missed,AppointmentStatus,StaffId,Name,ServiceId,LastModifiedDateTime
            1,c-1,2025-11-03T18:00:00,2025-11-03T19:00:00,true,false,false,None,77,Power Yoga,900,2025-11-03T19:05:00
            2,c-1,2025-11-05T18:00:00,2025-11-05T19:00:00,false,true,false,None,77,Power Yoga,900,2025-11-05T12:00:00
            3,c-2,2025-11-05T18:00:00,2025-11-05T18:45:00,false,false,true,None,78,PT,901,2025-11-05T20:00:00
            4,c-2,2025-11-06T09:00:00,2025-11-06T10:00:00,false,false,false,NoShow,78,PT,901,2025-11-06T11:00:00
            5,c-2,2025-12-06T09:00:00,2025-12-06T10:00:00,false,false,false,Booked,78,PT,901,2025-11-06T11:00:00
            6,c-2,2025-11-07T09:00:00,2025-11-07T10:00:00,false,false,false,None,78,PT,901,2025-11-06T11:00:00
            """);
        rejected.ShouldBeEmpty();
        file.Source.ShouldBe("mindbody");
        rows.Select(row => row.GetValueOrDefault("status").Text).ShouldBe(["ATTENDED", "LATE_CANCELLED", "NO_SHOW", "NO_SHOW", "BOOKED", null]);
        rows.Select(row => row["minutes"].Number).ShouldBe([60, 60, 45, 60, 60, 60]);
        (rows[0]["kind"].Text, rows[0]["client_key"].Text, rows[0]["external_id"].Text, rows[0]["package_key"].Text, rows[0]["staff"].Text).ShouldBe(("Power Yoga", "c-1", "1", "900", "77"));
        rows[0].ShouldNotContainKey("name");
        rows[0]["modified_at"].Moment.ShouldBe(new DateTimeOffset(2025, 11, 3, 15, 5, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("""{"Visits": [{"Id": 7, "ClientId": "c-1", "StartDateTime": "2025-11-03T14:00:00Z", "EndDateTime": "2025-11-03T15:00:00Z", "SignedIn": true, "LateCancelled": false, "Missed": false, "AppointmentStatus": "None", "StaffId": 5, "Name": "Yoga", "LastModifiedDateTime": "2025-11-03T15:05:00Z", "Client": {"Email": "leila@example.com", "FirstName": "Leila"}}]}""", "ATTENDED")]
    [InlineData("""{"eventId": "classRosterBookingStatus.updated", "eventInstanceOriginationDateTime": "2025-11-03T15:05:00Z", "eventData": {"classRosterBookingId": 7, "clientId": "c-1", "clientEmail": "leila@example.com", "clientFirstName": "Leila", "classStartDateTime": "2025-11-03T14:00:00Z", "classEndDateTime": "2025-11-03T15:00:00Z", "signedInStatus": "SignedIn", "staffId": 5, "name": "Yoga"}}""", "ATTENDED")]
    public void Mindbodys_messages(string message, string status)
    {
        using var json = JsonDocument.Parse(message);
        var rows = SessionFact.Entity.ReadMessage("mindbody", json.RootElement).ShouldNotBeNull();
        using var file = FactFile.Of(ClientVitals.People.ClientIdentity.Rules, "message", rows, SessionBook.Dubai);
        var refused = new List<Reject>();
        var read = file.Rows(refused.Add, TestContext.Current.CancellationToken).ToList();
        refused.ShouldBeEmpty();
        var row = read.ShouldHaveSingleItem();
        string? Of(string word) => row.Values[SessionFact.Sessions.Find(word)].Text;
        (Of("external_id"), Of("client_email"), Of("client_key"), Of("firstname"), Of("status"), Of("kind")).ShouldBe(("7", "leila@example.com", "c-1", "Leila", status, "Yoga"));
        row.Values[SessionFact.Sessions.Find("starts_at")].Moment.ShouldBe(new DateTimeOffset(2025, 11, 3, 14, 0, 0, TimeSpan.Zero));
        row.Values[SessionFact.Sessions.Find("modified_at")].Moment.ShouldBe(new DateTimeOffset(2025, 11, 3, 15, 5, 0, TimeSpan.Zero));
        row.Values[SessionFact.Sessions.Find("minutes")].Number.ShouldBe(60);
    }

    [Fact]
    public void An_attendance_report_with_a_date_and_a_time_and_a_name_written_backwards()
    {
        var (rows, rejected, _) = SessionBook.Read("""
            Attendance report;;;;;;
            Class Date;Class Time;Class Name;Instructor;Customer;Email;Status
            03/11/2025;6:00 PM;Ride 45;Sam;Haddad, Leila;leila@example.com;Enrolled
            14/11/2025;6:00 PM;Ride 45;Sam;Aziz, Omar;omar@example.com;No Show
            15/11/2025;7:30 AM;Ride 45;Sam;Aziz, Omar;omar@example.com;Canceled
            15/11/2025;7:30 AM;Ride 45;Sam;Aziz, Omar;omar@example.com;Waitlist Expired
            """, SessionBook.Dubai with { Map = new Dictionary<string, string> { ["Customer"] = "name" } });
        rejected.ShouldBeEmpty();
        rows.Select(row => row["status"].Text).ShouldBe(["BOOKED", "NO_SHOW", "CANCELLED", "CANCELLED"]);
        rows[0]["starts_at"].Moment.ShouldBe(new DateTimeOffset(2025, 11, 3, 14, 0, 0, TimeSpan.Zero));
        rows[2]["starts_at"].Moment.ShouldBe(new DateTimeOffset(2025, 11, 15, 3, 30, 0, TimeSpan.Zero));
        (rows[0]["firstname"].Text, rows[0]["lastname"].Text, rows[0]["staff"].Text, rows[0]["kind"].Text).ShouldBe(("Leila", "Haddad", "Sam", "Ride 45"));
    }

    [Fact]
    public void A_check_in_is_the_start_and_a_coach_of_a_class_is_not_whose_book_the_client_is_in()
    {
        var (rows, _, _) = SessionBook.Read("Email,Date,Start time,Coach,Checked in\nleila@example.com,2025-11-03,18:00,Sam,yes\nomar@example.com,2025-11-03,18:00,Sam,no\n");
        rows.Select(row => row.GetValueOrDefault("status").Text).ShouldBe(["ATTENDED", null]);
        rows[0]["starts_at"].Moment.ShouldBe(new DateTimeOffset(2025, 11, 3, 14, 0, 0, TimeSpan.Zero));
        rows[0]["staff"].Text.ShouldBe("Sam");
        rows[0].ShouldNotContainKey("coach");
        var (checkedIn, _, _) = SessionBook.Read("Email,Checked in at\nleila@example.com,2025-11-03 18:00\n");
        checkedIn.ShouldHaveSingleItem()["starts_at"].Moment.ShouldBe(new DateTimeOffset(2025, 11, 3, 14, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void PushPress_check_ins_are_known_by_their_columns()
    {
        var (rows, rejected, file) = SessionBook.Read("""
            id,name,customer,company,kind,timestamp,source,role,typeId,classId,result
            chk_1,Group HIIT,usr_1,cli_1,class,1762178400000,staff app,attendee,cit_1,cal_item_1,success
            chk_2,Group HIIT,usr_2,cli_1,class,1762178400000,kiosk,attendee,cit_1,cal_item_1,failure
            """);
        rejected.ShouldBeEmpty();
        file.Source.ShouldBe("pushpress");
        rows.Select(row => $"{row["external_id"].Text} {row["client_key"].Text} {row["starts_at"].Moment:MM-dd HH:mm} {row["status"].Text} {row["kind"].Text}").ShouldBe(
            ["chk_1 usr_1 11-03 14:00 ATTENDED Group HIIT", "chk_2 usr_2 11-03 14:00 UNKNOWN Group HIIT"]);
        rows[0].ShouldNotContainKey("name");
    }

    [Fact]
    public void A_report_of_attendance_as_zingFits_needs_no_mapping()
    {
        var (rows, rejected, file) = SessionBook.Read("""
            Studio,Room,Class Date,Class Time,Class Type,Instructor,Spot,Customer,Email,Series,Status
            Marina,Main,2025-11-03,18:00,Ride 45,Sam,12,"Haddad, Leila",leila@example.com,10 Rides,Enrolled
            Marina,Main,2025-11-04,18:00,Ride 45,Sam,3,Omar Aziz,omar@example.com,Unlimited,No Show
            Marina,Main,2025-11-05,07:30,Ride 45,Sam,,Omar Aziz,omar@example.com,Unlimited,Late Cancel
            """);
        rejected.ShouldBeEmpty();
        file.Source.ShouldBe("zingfit");
        rows.Select(row => $"{row["client_email"].Text} {row["firstname"].Text} {row["lastname"].Text} {row["starts_at"].Moment:MM-dd HH:mm} {row["status"].Text} {row["kind"].Text} {row["staff"].Text}").ShouldBe(
        [
            "leila@example.com Leila Haddad 11-03 14:00 BOOKED Ride 45 Sam",
            "omar@example.com Omar Aziz 11-04 14:00 NO_SHOW Ride 45 Sam",
            "omar@example.com Omar Aziz 11-05 03:30 LATE_CANCELLED Ride 45 Sam",
        ]);
        rows.ShouldAllBe(row => !row.ContainsKey("client_key"));
    }

    [Fact]
    public void The_public_no_show_data_with_bookings_after_the_day_and_negative_ages()
    {
        const int Lines = 5_000;
        var made = new Appointments(1, Lines, Lines / 2);
        var (rows, rejected, file) = SessionBook.Read(made.Text());
        file.Source.ShouldBe("no-show-data");
        rejected.ShouldBeEmpty();
        rows.Count.ShouldBe(Lines);
        rows.Count(row => row["status"].Text == "NO_SHOW").ShouldBe(made.NoShows);
        rows.Count(row => row["status"].Text == "ATTENDED").ShouldBe(Lines - made.NoShows);
        string[] odd = [Counted(made.BookedAfter) + " sessions were booked after they began", Counted(made.NegativeAges) + " sessions say a negative age; ages are not kept"];
        file.Notes.Select(note => note.Said.ToString().Split(" (first")[0]).Intersect(odd).ShouldBe(odd, ignoreOrder: true);
    }

    private static string Counted(int rows) => rows.ToString("N0", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Status:Here=ATTENDED", "Here", "ATTENDED")]
    [InlineData("#3:Here=no show", "here", "NO_SHOW")]
    [InlineData("status:Penalty=LATE_CANCELLED", "Penalty", "LATE_CANCELLED")]
    public void A_word_can_be_taught(string value, string word, string status)
    {
        var text = $"Email,Start time,Status\nleila@example.com,2025-11-03 10:00,{word}\n";
        var (rows, _, file) = SessionBook.Read(text);
        rows[0]["status"].Text.ShouldBe("UNKNOWN");
        file.Account.UnknownWords.ShouldBe([("status", word, 1L)]);
        SessionBook.Read(text, SessionBook.Dubai with { Words = [TaughtWord.Of(value)] }).Rows[0]["status"].Text.ShouldBe(status);
    }

    [Fact]
    public void What_cannot_be_a_session_is_refused_with_its_reason_and_what_is_not_needed_is_left_out()
    {
        var (rows, rejected, file) = SessionBook.Read("""
            Email,Session id,Start time,Duration (min),Booked on,Charged
            leila@example.com,1,1970-01-01 10:00,60,2025-11-01,yes
            leila@example.com,2,2031-01-01 10:00,60,2025-11-01,yes
            leila@example.com,3,2025-02-30 10:00,60,2025-11-01,yes
            leila@example.com,4,,60,2025-11-01,yes
            ,5,2025-11-03 10:00,60,2025-11-01,yes
            not an address,6,2025-11-03 10:00,60,2025-11-01,yes
            Email,Session id,Start time,Duration (min),Booked on,Charged
            leila@example.com,7,2025-11-03 10:00,-5,soon,maybe
            leila@example.com,8,2025-11-03 10:00,90,N/A,no
            Total,,,,,
            """);
        rejected.Select(one => one.Reason).ShouldBe(
        [
            "the start of the session is an impossible date", "the start of the session is before 2000 or more than two years ahead", "the start of the session is an impossible date",
            "no start of the session", "neither e-mail nor phone", rejected[5].Reason, "repeats the column names", "is a total, not a session",
        ]);
        rows.Count.ShouldBe(2);
        rows[0].Keys.ShouldBe(["client_email", "external_id", "starts_at"], ignoreOrder: true);
        (rows[1]["minutes"].Number, rows[1]["charged"].Number).ShouldBe((90, 0));
        rows[1].ShouldNotContainKey("booked_at");
        file.Notes.Select(note => note.Said.ToString()).ShouldContain(said => said.Contains("kept without minutes: \"-5\" is negative", StringComparison.Ordinal));
        file.Notes.Select(note => note.Said.ToString()).ShouldContain(said => said.Contains("kept without charged: \"maybe\" is neither yes nor no", StringComparison.Ordinal));
    }

    [Fact]
    public void Dates_that_leave_the_order_open_are_asked_about_and_zones_that_the_file_names_hold()
    {
        Should.Throw<DateOrderUnclear>(() => SessionBook.Read("Email,Class date\nleila@example.com,03/04/2025\nomar@example.com,05/06/2025\n"));
        SessionBook.Read("Email,Class date\nleila@example.com,03/04/2025\n", SessionBook.Dubai with { DateOrder = DateOrder.MonthFirst }).Rows[0]["starts_at"].Moment!.Value.Month.ShouldBe(3);
        SessionBook.Read("Email,Start time (UTC)\nleila@example.com,2025-11-03 10:00\n").Rows[0]["starts_at"].Moment!.Value.Hour.ShouldBe(10);
        SessionBook.Read("Email,Start time,Timezone\nleila@example.com,2025-11-03 10:00,America/New_York\n").Rows[0]["starts_at"].Moment!.Value.Hour.ShouldBe(15);
        SessionBook.Read("All times are in UTC,,\nEmail,Start time,Status\nleila@example.com,2025-11-03 10:00,Attended\n").Rows[0]["starts_at"].Moment!.Value.Hour.ShouldBe(10);
    }

    [Theory]
    [InlineData("Name,Start time\nx,2025-11-03 10:00\n", "does not say whose the sessions are")]
    [InlineData("Email,Name\nleila@example.com,x\n", "does not say the start of the session")]
    public void A_file_without_a_needed_column_says_which_and_what_to_do(string text, string says)
    {
        var missing = Should.Throw<MissingFactColumn>(() => SessionBook.Read(text));
        missing.Message.ShouldContain(says);
        missing.Message.ShouldContain("--map COLUMN=");
    }

    [Fact]
    public void Every_name_of_a_column_and_every_word_stands_for_one_thing()
    {
        foreach (var field in SessionFact.Sessions.Own)
            field.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(name => name == WordKey.Of(name), field.Word);
        foreach (var meaning in SessionFact.Statuses.Meanings)
        {
            SessionFact.Statuses.TryFind(meaning, out var found).ShouldBeTrue();
            found.ShouldBe(meaning);
        }
    }
}
