using ClientVitals.Calls;
using ClientVitals.Settings;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

public sealed class CallExportsTests
{
    private static readonly CallFileOptions Options = new(new DateTimeOffset(2025, 12, 1, 12, 0, 0, TimeSpan.Zero), BusinessZone.Of("Asia/Dubai"));

    public static TheoryData<string, string, string?, string?, CallDirection, CallStatus, int?> Exports => new()
    {
        {
            "hubspot",
            "Record ID,Call Title,Call notes,Call duration (HH:mm:ss),Call status,Call outcome,Call direction,Activity date,Activity assigned to,Contact email,Create date\n"
            + "771,Hi,,00:01:15,COMPLETED,No answer,OUTBOUND,2025-03-01 08:30,John Doe,j@example.com,2025-03-01 09:00\n",
            "j@example.com", null, CallDirection.Outbound, CallStatus.NoAnswer, 75
        },
        {
            "aircall",
            "line,date (TZ offset incl.),time (TZ offset incl.),datetime (UTC),direction,from,to,answered,user,duration (total),duration (in call)\n"
            + "Main,2025-03-01,08:30:00,2025-03-01 04:30:00Z,inbound,+971501234567,+97144444444,Yes,John Doe,90,75\n",
            null, "+971501234567", CallDirection.Inbound, CallStatus.Completed, 75
        },
        {
            "twilio",
            "CallSid,From,To,Direction,Status,StartTime,Duration\nCA1,+97144444444,+971501234567,outbound-api,no-answer,2025-03-01T04:30:00Z,75\n",
            null, "+971501234567", CallDirection.Outbound, CallStatus.NoAnswer, 75
        },
        {
            "ringcentral",
            "Direction,Type,From,To,Extension,Name,Date,Time,Action,Action Result,Duration\n"
            + "Incoming,Voice,+971501234567,+97144444444,101 - John Doe,Jane,Sat 03/01/2025,8:30 AM,Phone Call,Missed,0:01:15\n"
            + "Incoming,Voice,+971501234567,+97144444444,101 - John Doe,Jane,Fri 02/28/2025,8:30 AM,Phone Call,Missed,0:01:15\n",
            null, "+971501234567", CallDirection.Inbound, CallStatus.NoAnswer, 75
        },
        {
            "dialpad",
            "call_id,direction,external_number,internal_number,date_started,name,email,duration\n9,outbound,+971501234567,+97144444444,2025-03-01 08:30:00,John Doe,john@gym.example,75\n",
            null, "+971501234567", CallDirection.Outbound, CallStatus.Completed, 75
        },
        {
            "openphone",
            "id,conversationId,direction,from,to,status,createdAt,duration\nAC1,C1,incoming,+971501234567,+97144444444,completed,2025-03-01T04:30:00Z,75\n",
            null, "+971501234567", CallDirection.Inbound, CallStatus.Completed, 75
        },
        {
            "justcall",
            "Call ID,Contact Name,Contact Number,Agent Name,JustCall Number,Call Date,Call Time,Call Type,Disposition,Call Duration\n"
            + "5,Jane Roe,+971501234567,John Doe,+97144444444,2025-03-01,08:30:00,Outgoing,Interested,75\n",
            null, "+971501234567", CallDirection.Outbound, CallStatus.Completed, 75
        },
        {
            "callrail",
            "Call Status,Number Name,Tracking Number,Source,Start Time,Duration (seconds),Name,Phone Number,Direction\n"
            + "Answered Call,Main,+97144444444,Google Ads,2025-03-01 08:30 AM,75,JANE ROE,+971501234567,inbound\n",
            null, "+971501234567", CallDirection.Inbound, CallStatus.Completed, 75
        },
    };

    [Theory]
    [MemberData(nameof(Exports))]
    public void Exports_of_common_systems_are_read_without_a_word(
        string source, string text, string? email, string? phone, CallDirection direction, CallStatus status, int? seconds)
    {
        using var file = CallFile.Of("calls.csv", text, Options);
        var rows = file.Rows(null, TestContext.Current.CancellationToken).ToList();
        file.Account.Rejected.ShouldBe(0);
        file.Source.ShouldBe(source);
        var row = rows[0];
        row.ClientEmail.ShouldBe(email);
        row.ClientPhone.ShouldBe(phone);
        row.Direction.ShouldBe(direction);
        row.Status.ShouldBe(status);
        row.DurationSeconds.ShouldBe(seconds);
        row.Channel.ShouldBe(CallChannel.Phone);
        row.StartedAt.ShouldBe(new DateTimeOffset(2025, 3, 1, 4, 30, 0, TimeSpan.Zero));
        (row.ProviderCallId is null).ShouldBe(row.Provider is null);
    }
}
