using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>Zones that a file names: in the name of a column, in a column of their own.</summary>
public sealed class NamedZonesTests
{
    [Theory]
    [InlineData("Start time (UTC)", "2025-11-03T20:40Z", "UTC")]
    [InlineData("Start Time (GMT)", "2025-11-03T20:40Z", "UTC")]
    [InlineData("start_time_utc", "2025-11-03T20:40Z", "UTC")]
    [InlineData("StartTimeUTC", "2025-11-03T20:40Z", "UTC")]
    [InlineData("startTimeUtc", "2025-11-03T20:40Z", "UTC")]
    [InlineData("Call start in UTC", "2025-11-03T20:40Z", "UTC")]
    [InlineData("Date/Time Start (UTC)", "2025-11-03T20:40Z", "UTC")]
    [InlineData("Date [GMT+05:30]", "2025-11-03T15:10Z", "UTC+05:30")]
    [InlineData("Start time (America/New_York)", "2025-11-04T01:40Z", "America/New_York")]
    [InlineData("Start time (Pacific Time)", "2025-11-04T04:40Z", "America/Los_Angeles")]
    [InlineData("Start time (EST)", "2025-11-04T01:40Z", "UTC-05:00")]
    [InlineData("Start time EST", "2025-11-04T01:40Z", "UTC-05:00")]
    [InlineData("Start time UTC+4", "2025-11-03T16:40Z", "UTC+04:00")]
    [InlineData("Start time (GMT+4)", "2025-11-03T16:40Z", "UTC+04:00")]
    [InlineData("UTC date", "2025-11-03T20:40Z", "UTC")]
    [InlineData("Start time", "2025-11-03T16:40Z", null)]
    [InlineData("Start time (local)", "2025-11-03T16:40Z", null)]
    public void The_name_of_a_column_gives_the_zone_of_its_times(string header, string instant, string? said)
    {
        var options = said is null && header.Contains('(') ? ReadCalls.Dubai with { Map = new Dictionary<string, string> { [header] = "started_at" } } : ReadCalls.Dubai;
        var read = ReadCalls.Of($"client_email,{header},duration\nanna@example.com,2025-11-03 20:40:00,300\n", options);
        read.Rows.ShouldHaveSingleItem().StartedAt.ShouldBe(ReadCalls.Utc(instant));
        if (said is null)
            read.Notes.ShouldBeEmpty();
        else
            read.Notes.ShouldHaveSingleItem().ShouldBe($"times in '{header}' are read as {said}, as its name says");
    }

    [Fact]
    public void A_time_that_says_its_own_offset_is_not_moved_by_the_columns_name() =>
        ReadCalls.One("client_email,Start time (UTC)\nanna@example.com,2025-11-03 20:40:00+04:00\n").StartedAt.ShouldBe(ReadCalls.Utc("2025-11-03T16:40Z"));

    [Fact]
    public void Of_two_starts_the_one_that_names_its_zone_is_read_but_no_creation_in_its_place()
    {
        ReadCalls.One("client_email,Start time,Start time (UTC)\na@example.com,2025-11-04 00:40:00,2025-11-03 20:40:00\n").StartedAt.ShouldBe(ReadCalls.Utc("2025-11-03T20:40Z"));
        ReadCalls.One("client_email,Start time,Created at (UTC)\na@example.com,2025-11-04 00:40:00,2025-11-05 20:40:00\n").StartedAt.ShouldBe(ReadCalls.Utc("2025-11-03T20:40Z"));
    }

    [Fact]
    public void Date_and_time_in_two_columns_have_the_zone_of_the_date() =>
        ReadCalls.One("client_email,Date (UTC),Time (UTC)\na@example.com,2025-11-03,20:40\n").StartedAt.ShouldBe(ReadCalls.Utc("2025-11-03T20:40Z"));

    [Theory]
    [InlineData("America/New_York", "2025-11-03T14:00Z")]
    [InlineData("america/new_york", "2025-11-03T14:00Z")]
    [InlineData("EST", "2025-11-03T14:00Z")]
    [InlineData("Eastern Standard Time", "2025-11-03T14:00Z")]
    [InlineData("(GMT-05:00) Eastern Time (US & Canada)", "2025-11-03T14:00Z")]
    [InlineData("Gulf Standard Time", "2025-11-03T05:00Z")]
    [InlineData("Arabian Standard Time", "2025-11-03T05:00Z")]
    [InlineData("UTC", "2025-11-03T09:00Z")]
    [InlineData("+03:00", "2025-11-03T06:00Z")]
    [InlineData("UTC+3", "2025-11-03T06:00Z")]
    [InlineData("Europe/London", "2025-11-03T09:00Z")]
    [InlineData("", "2025-11-03T05:00Z")]
    public void A_column_gives_the_zone_of_its_row(string zone, string instant)
    {
        var read = ReadCalls.Of($"client_email,started_at,timezone\na@example.com,2025-11-03 09:00,{zone}\n");
        read.Rows.ShouldHaveSingleItem().StartedAt.ShouldBe(ReadCalls.Utc(instant));
        read.Notes.ShouldContain("times in 'started_at' are read in the zone that 'timezone' names on the same line");
    }

    [Fact]
    public void A_zone_that_nobody_knows_is_said_and_costs_no_call()
    {
        var read = ReadCalls.Of("client_email,started_at,timezone\na@example.com,2025-11-03 09:00,Narnia\na@example.com,2025-07-03 09:00,America/New_York\n");
        read.Rows.Select(row => row.StartedAt).ShouldBe([ReadCalls.Utc("2025-11-03T05:00Z"), ReadCalls.Utc("2025-07-03T13:00Z")]);
        read.Notes.ShouldContain("1 call was kept without time_zone: \"Narnia\" is not a known time zone; the file's zone is used");
    }

    [Fact]
    public void A_zone_beside_the_time_is_read_and_said()
    {
        var read = ReadCalls.Of("client_email,started_at\na@example.com,07/15/2025 09:00 AM PDT\na@example.com,07/16/2025 09:00 AM EDT\n");
        read.Rows.Select(row => row.StartedAt).ShouldBe([ReadCalls.Utc("2025-07-15T16:00Z"), ReadCalls.Utc("2025-07-16T13:00Z")]);
        read.Notes.ShouldHaveSingleItem().ShouldBe("times name their own zone, such as \"07/15/2025 09:00 AM PDT\", and are read in it");
        ReadCalls.Of("client_email,started_at\na@example.com,07/15/2025 09:00 AM\n").Notes.ShouldBeEmpty();
    }

    [Fact]
    public void A_zone_that_may_mean_several_is_refused_plainly() =>
        ReadCalls.Of("client_email,started_at\na@example.com,2025-11-03 09:00 CST\n").Rejects.ShouldHaveSingleItem().Reason
            .ShouldBe("the start of the call names a time zone that is not known or may mean several; write its offset");

    [Theory]
    [InlineData("Number")]
    [InlineData("duration (total)")]
    [InlineData("Call duration (HH:mm:ss)")]
    [InlineData("datetime (tz offset incl.)")]
    [InlineData("Phone (mobile)")]
    [InlineData("(no name)")]
    [InlineData("CALL DATE EAT")]
    [InlineData("Status")]
    [InlineData("utc_offset")]
    public void Other_names_give_no_zone(string header) => ColumnZone.Of(header).ShouldBe(new ColumnZone(header, null));
}
