using ClientVitals.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>Lines that say, in whatever column, whether anybody talked.</summary>
public sealed class FateOfCallTests
{
    private static CallStatus Status(string header, string line, CallFileOptions? options = null) =>
        ReadCalls.One($"client_email,started_at,{header}\na@example.com,2025-11-03 09:00,{line}\n", options).Status;

    [Theory]
    // The cases.
    [InlineData("missed,duration", "Yes,20", CallStatus.NoAnswer)]
    [InlineData("canceled,duration", "true,20", CallStatus.Cancelled)]
    [InlineData("answered_at,ended_at,duration", ",2025-11-03 09:00:30,30", CallStatus.NoAnswer)]
    [InlineData("answered_at,ended_at,duration", "2025-11-03 09:00:05,2025-11-03 09:05:00,300", CallStatus.Completed)]
    [InlineData("duration", "0", CallStatus.NoAnswer)]
    [InlineData("duration", "300", CallStatus.Completed)]
    [InlineData("duration", "", CallStatus.Completed)]
    // Aircall: "Call events": answered_at null, a missed_call_reason, a voicemail's address; the status of every call is "done".
    [InlineData("status,answered_at,missed_call_reason,voicemail", "done,,,", CallStatus.NoAnswer)]
    [InlineData("status,answered_at,missed_call_reason,voicemail", "done,,agents_did_not_answer,", CallStatus.NoAnswer)]
    [InlineData("status,answered_at,missed_call_reason,voicemail", "done,,,https://vm.example/1.mp3", CallStatus.Voicemail)]
    [InlineData("status,answered_at,missed_call_reason,voicemail", "done,1762146010,,", CallStatus.Completed)]
    // Calendly: "Canceled", "Marked as No-Show"; Acuity and Mindbody: no show, late cancel.
    [InlineData("Canceled,Marked as No-Show", "false,No", CallStatus.Completed)]
    [InlineData("Canceled,Marked as No-Show", "true,No", CallStatus.Cancelled)]
    [InlineData("Canceled,Marked as No-Show", "false,Yes", CallStatus.NoAnswer)]
    [InlineData("Status,No Show", "scheduled,Yes", CallStatus.NoAnswer)]
    [InlineData("Visit Status", "Late Cancel", CallStatus.Cancelled)]
    [InlineData("Status", "Cancelled by client", CallStatus.Cancelled)]
    [InlineData("Status", "No-show (client)", CallStatus.NoAnswer)]
    [InlineData("Result", "Missed - busy", CallStatus.NoAnswer)]
    [InlineData("Appointment Status", "showed", CallStatus.Completed)]
    [InlineData("Appointment Status", "noshow", CallStatus.NoAnswer)]
    [InlineData("attended", "No", CallStatus.NoAnswer)]
    // Dialpad: date_connected is empty where nobody answered. Asterisk: billsec 0, FreeSWITCH: answer_epoch 0.
    [InlineData("date_connected", "", CallStatus.NoAnswer)]
    [InlineData("date_connected", "2025-11-03 09:00:10", CallStatus.Completed)]
    [InlineData("connected", "No", CallStatus.NoAnswer)]
    [InlineData("answer_epoch,billsec", "0,0", CallStatus.NoAnswer)]
    [InlineData("disposition,billsec", "ANSWERED,0", CallStatus.NoAnswer)]
    [InlineData("disposition,billsec", "ANSWERED,60", CallStatus.Completed)]
    [InlineData("talk time", "0:00:00", CallStatus.NoAnswer)]
    [InlineData("Talk time (sec),status", "0,completed", CallStatus.NoAnswer)]
    // 3CX: ringing and talking.
    [InlineData("Status,Ringing,Talking", "unanswered,00:00:20,00:00:00", CallStatus.NoAnswer)]
    [InlineData("Ringing,Talking", "00:00:20,00:00:00", CallStatus.NoAnswer)]
    // Podium and Zoom: hasVoicemail, answer_start_time. OpenPhone: a voicemail's address.
    [InlineData("hasVoicemail", "true", CallStatus.Voicemail)]
    [InlineData("hasVoicemail", "false", CallStatus.Completed)]
    [InlineData("answer_start_time", "0000-00-00 00:00:00", CallStatus.NoAnswer)]
    [InlineData("status,voicemail_url", "completed,https://vm.example/2.mp3", CallStatus.Voicemail)]
    // Taken out of the source; called off at a time.
    [InlineData("deleted", "true", CallStatus.Cancelled)]
    [InlineData("deleted_at", "2025-11-04 10:00", CallStatus.Cancelled)]
    [InlineData("deleted_at", "", CallStatus.Completed)]
    [InlineData("cancelled_at,status", "2025-11-02 10:00,scheduled", CallStatus.Cancelled)]
    // The field's other ways of a no.
    [InlineData("missed", "No", CallStatus.Completed)]
    [InlineData("missed", "N/A", CallStatus.Completed)]
    [InlineData("missed", "0", CallStatus.Completed)]
    [InlineData("missed", "Answered", CallStatus.Completed)]
    [InlineData("missed", "Missed", CallStatus.NoAnswer)]
    [InlineData("missed_call_reason", "n/a", CallStatus.Completed)]
    // A word that says they talked stays, whatever is empty beside it; one that says they did not stays too.
    [InlineData("status,answered_at", "completed,", CallStatus.Completed)]
    [InlineData("status,duration", "completed,0", CallStatus.Completed)]
    [InlineData("status,duration", "voicemail,40", CallStatus.Voicemail)]
    [InlineData("status,missed", "completed,yes", CallStatus.NoAnswer)]
    [InlineData("answered,voicemail", "Yes,https://vm.example/3.mp3", CallStatus.Completed)]
    [InlineData("outcome,duration", "Interested,0", CallStatus.Completed)]
    public void A_line_that_says_nobody_talked_is_no_talk(string header, string line, CallStatus status) => Status(header, line).ShouldBe(status);

    [Theory]
    [InlineData("call type,answered", "Answered,Yes", CallStatus.Completed)]
    [InlineData("call type,answered", "Missed,No", CallStatus.NoAnswer)]
    [InlineData("call type", "Missed", CallStatus.NoAnswer)]
    [InlineData("call type", "Voicemail", CallStatus.Voicemail)]
    [InlineData("type", "Rejected", CallStatus.Declined)]
    [InlineData("type", "Inbound - Missed", CallStatus.NoAnswer)]
    [InlineData("type", "external", CallStatus.Completed)]
    [InlineData("Call Type", "Discovery call", CallStatus.Completed)]
    [InlineData("Call Type", "Follow-up", CallStatus.Completed)]
    [InlineData("direction", "Missed", CallStatus.NoAnswer)]
    public void A_type_that_is_no_channel_leaves_the_call_on_the_phone(string header, string line, CallStatus status)
    {
        var call = ReadCalls.One($"client_email,started_at,{header}\na@example.com,2025-11-03 09:00,{line}\n");
        call.Channel.ShouldBe(CallChannel.Phone);
        call.Status.ShouldBe(status);
    }

    [Fact]
    public void A_type_still_names_channels_and_directions_and_what_is_no_call()
    {
        var read = ReadCalls.Of("client_email,started_at,type\na@example.com,2025-11-03,Video\na@example.com,2025-11-04,Outgoing\na@example.com,2025-11-05,Note\na@example.com,2025-11-06,external\n");
        read.Rows.Select(row => row.Channel).ShouldBe([CallChannel.Video, CallChannel.Phone, CallChannel.Unknown, CallChannel.Phone]);
        read.Rows[1].Direction.ShouldBe(CallDirection.Outbound);
        read.File.Account.UnknownWords.ShouldBe([("channel", "Note", 1L)]);
        read.Notes.ShouldHaveSingleItem().ShouldBe("'type' says external, which is not a channel and is ignored (--value says what a word means)");
        // A column that is called the channel says the channel.
        ReadCalls.One("client_email,started_at,channel\na@example.com,2025-11-03,external\n").Channel.ShouldBe(CallChannel.Unknown);
    }

    [Fact]
    public void The_call_history_of_aircall_is_read_as_it_says()
    {
        const string header = "line,datetime (tz offset incl.),number timezone,datetime (utc),direction,from,to,answered,missed_call_reason,user,duration (total),duration (in call),voicemail,call direction - type,call start time,customer number,call id,call type";
        var read = ReadCalls.Of(header + "\n"
            + "Clients,2025-11-03 22:30:00,Asia/Dubai,2025-11-03 18:30:00,outbound,97144400001,971501112233,Yes,,Omar Haddad,420,400,,Outbound,2025-11-03 22:30:00,+971 50 111 2233,c1f0a-1,Outbound\n"
            + "Clients,2025-11-04 00:40:00,Asia/Dubai,2025-11-03 20:40:00,inbound,971501112244,97144400001,Yes,,Omar Haddad,300,280,,Inbound - Answered,2025-11-04 00:40:00,+971 50 111 2244,c1f0a-2,Answered\n"
            + "Clients,2025-11-04 09:10:00,Asia/Dubai,2025-11-04 05:10:00,inbound,971501112244,97144400001,No,agents_did_not_answer,[No associated user],25,0,,Inbound - Missed,2025-11-04 09:10:00,+971 50 111 2244,c1f0a-3,Missed\n",
            ReadCalls.Dubai with { Zone = ClientVitals.Settings.BusinessZone.Utc });
        read.File.Source.ShouldBe("aircall");
        read.Rows.Select(row => (row.ProviderCallId, row.Channel, row.Status, row.ClientPhone)).ShouldBe(
        [
            ("c1f0a-1", CallChannel.Phone, CallStatus.Completed, "+971501112233"),
            ("c1f0a-2", CallChannel.Phone, CallStatus.Completed, "+971501112244"),
            ("c1f0a-3", CallChannel.Phone, CallStatus.NoAnswer, "+971501112244"),
        ]);
        read.Rows[0].StartedAt.ShouldBe(ReadCalls.Utc("2025-11-03T18:30Z"));
        read.Rows[2].Staff.ShouldBeNull();
    }

    [Fact]
    public void Appointments_of_calendly_are_held_called_off_missed_or_ahead()
    {
        var read = ReadCalls.Of(
            "User Name,Invitee Name,Invitee Email,Invitee Time Zone,Event Type Name,Start Date & Time,End Date & Time,Canceled,Canceled By,Marked as No-Show,Event UUID\n"
            + "Omar Haddad,Layla Aziz,layla@example.com,Gulf Standard Time,Weekly coaching call,2025-11-03 11:00 am,2025-11-03 11:30 am,false,,No,ev-1\n"
            + "Omar Haddad,Layla Aziz,layla@example.com,Gulf Standard Time,Weekly coaching call,2025-11-10 11:00 am,2025-11-10 11:30 am,true,Layla Aziz,No,ev-2\n"
            + "Omar Haddad,Sam Reed,sam@example.com,Gulf Standard Time,Weekly coaching call,2025-11-11 11:00 am,2025-11-11 11:30 am,false,,Yes,ev-3\n"
            + "Omar Haddad,Sam Reed,sam@example.com,Gulf Standard Time,Weekly coaching call,2026-12-11 11:00 am,2026-12-11 11:30 am,false,,No,ev-4\n");
        read.Rejects.ShouldBeEmpty();
        read.File.Source.ShouldBe("calendly");
        read.Rows.Select(row => (row.ProviderCallId, row.Status)).ShouldBe(
            [("ev-1", CallStatus.Completed), ("ev-2", CallStatus.Cancelled), ("ev-3", CallStatus.NoAnswer), ("ev-4", CallStatus.Scheduled)]);
        (read.Rows[0].Firstname, read.Rows[0].Lastname, read.Rows[0].Staff).ShouldBe(("Layla", "Aziz", "Omar Haddad"));
        read.Rows[0].StartedAt.ShouldBe(ReadCalls.Utc("2025-11-03T07:00Z"));
    }

    [Theory]
    // developers.hubspot.com, "Engagements | Calls": the default outcomes.
    [InlineData("f240bbac-87c9-4f6e-bf70-924b57d47db7", CallStatus.Completed)]
    [InlineData("a4c4c377-d246-4b32-a13b-75a56a4cd0ff", CallStatus.Completed)]
    [InlineData("73a0d17f-1163-4015-bdd5-ec830791da20", CallStatus.NoAnswer)]
    [InlineData("b2cf5968-551e-4856-9783-52b3da59a7d0", CallStatus.Voicemail)]
    [InlineData("9d9162e7-6cf3-4944-bf63-4dff82258764", CallStatus.NoAnswer)]
    [InlineData("17B47FEE-58DE-441E-A44C-C6300D46F273", CallStatus.NoAnswer)]
    [InlineData("11111111-2222-3333-4444-555555555555", CallStatus.Unknown)]
    public void The_ids_of_hubspots_outcomes_are_known_and_others_are_not_supposed(string id, CallStatus status)
    {
        const string header = "hs_object_id,hs_timestamp,hs_call_direction,hs_call_status,hs_call_disposition,hs_call_duration,hs_call_to_number\n";
        var read = ReadCalls.Of($"{header}1,1762146000000,OUTBOUND,COMPLETED,{id},20000,+971501112233\n");
        var call = read.Rows.ShouldHaveSingleItem();
        call.Status.ShouldBe(status);
        call.DurationSeconds.ShouldBe(20);
        read.File.Account.UnknownWords.Count.ShouldBe(status == CallStatus.Unknown ? 1 : 0);
        if (status == CallStatus.Unknown)
            read.File.Account.UnknownWords[0].ShouldBe(("status", id, 1L));
        // What HubSpot's own status says of a failed call stays.
        ReadCalls.One($"{header}1,1762146000000,OUTBOUND,BUSY,{id},0,+971501112233\n").Status.ShouldBe(CallStatus.NoAnswer);
    }

    [Fact]
    public void An_id_that_was_explained_is_known()
    {
        var call = ReadCalls.One(
            "hs_timestamp,hs_call_direction,hs_call_status,hs_call_disposition,hs_call_to_number\n1762146000000,OUTBOUND,COMPLETED,11111111-2222-3333-4444-555555555555,+971501112233\n",
            ReadCalls.Taught("hs_call_disposition:11111111-2222-3333-4444-555555555555=NO_ANSWER"));
        call.Status.ShouldBe(CallStatus.NoAnswer);
        call.Outcome.ShouldBe(CallOutcome.NoAnswer);
    }

    [Theory]
    [InlineData("status", "cancelled", CallStatus.Cancelled)]
    [InlineData("status", "rescheduled", CallStatus.Scheduled)]
    [InlineData("canceled", "true", CallStatus.Cancelled)]
    [InlineData("status,canceled_at", "scheduled,2025-11-30", CallStatus.Cancelled)]
    [InlineData("status", "confirmed", CallStatus.Scheduled)]
    public void A_call_ahead_that_is_called_off_or_moved_is_read(string header, string line, CallStatus status) =>
        ReadCalls.One($"provider_call_id,client_email,started_at,{header}\nm1,layla@example.com,2026-12-03 09:00:00,{line}\n").Status.ShouldBe(status);

    [Theory]
    [InlineData("completed")]
    [InlineData("no answer")]
    [InlineData("")]
    public void A_call_ahead_that_was_made_is_refused(string status) =>
        ReadCalls.Of($"client_email,started_at,status\nlayla@example.com,2026-12-03 09:00:00,{status}\n").Rejects.ShouldHaveSingleItem().Reason.ShouldBe("is in the future and not scheduled");
}
