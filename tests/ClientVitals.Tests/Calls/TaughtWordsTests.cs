using ClientVitals.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

public sealed class TaughtWordsTests
{
    private static CallRow Read(string header, string line, params string[] values) =>
        ReadCalls.One($"client_email,started_at,{header}\na@example.com,2025-11-03 09:00,{line}\n", ReadCalls.Taught(values));

    [Theory]
    [InlineData("Result", "Signed in", "Result:Signed in=COMPLETED", CallStatus.Completed)]
    [InlineData("Result", "SIGNED-IN", "result:signed in=completed", CallStatus.Completed)]
    [InlineData("Result", "recorded", "Result:recorded=VOICEMAIL", CallStatus.Voicemail)]
    [InlineData("Result", "Completed", "Result:completed=NO_ANSWER", CallStatus.NoAnswer)]
    [InlineData("Result", "Signed in", "status:Signed in=COMPLETED", CallStatus.Completed)]
    [InlineData("Result", "Signed in", "#3:Signed in=COMPLETED", CallStatus.Completed)]
    [InlineData("Result", "a=b: c", "Result:a=b: c=DECLINED", CallStatus.Declined)]
    [InlineData("Result", "\u2713", "Result:\u2713=COMPLETED", CallStatus.Completed)]
    [InlineData("Disposition", "Walked away", "Disposition:Walked away=NO_ANSWER", CallStatus.NoAnswer)]
    [InlineData("Disposition", "Signed in", "Disposition:Signed in=COMPLETED", CallStatus.Completed)]
    [InlineData("Type", "Ghosted", "Type:Ghosted=NO_ANSWER", CallStatus.NoAnswer)]
    public void A_word_means_what_somebody_taught(string header, string word, string value, CallStatus status) =>
        Read(header, word, value).Status.ShouldBe(status);

    [Fact]
    public void Channels_directions_and_outcomes_are_taught_as_well()
    {
        Read("Type", "Studio visit", "Type:Studio visit=IN_PERSON").Channel.ShouldBe(CallChannel.InPerson);
        Read("Direction", "zu uns", "Direction:zu uns=INBOUND").Direction.ShouldBe(CallDirection.Inbound);
        Read("Outcome", "Probetraining", "Outcome:Probetraining=BOOKED").Outcome.ShouldBe(CallOutcome.Booked);
        Read("Result,Type", "Signed in,Loud", "Result:Signed in=COMPLETED", "Type:Loud=VIDEO").Channel.ShouldBe(CallChannel.Video);
    }

    [Fact]
    public void A_word_that_nobody_taught_stays_unknown()
    {
        var read = ReadCalls.Of("client_email,started_at,Result\na@example.com,2025-11-03,Signed in\na@example.com,2025-11-04,Signed out\n", ReadCalls.Taught("Result:Signed in=COMPLETED"));
        read.Rows.Select(row => row.Status).ShouldBe([CallStatus.Completed, CallStatus.Unknown]);
        read.File.Account.UnknownWords.ShouldBe([("status", "Signed out", 1L)]);
    }

    [Theory]
    [InlineData("Result=COMPLETED", "column:word=meaning")]
    [InlineData("Result:Signed in", "column:word=meaning")]
    [InlineData(":x=COMPLETED", "column:word=meaning")]
    [InlineData("Result:x=", "column:word=meaning")]
    [InlineData("Result:Signed in=DANCED", "'DANCED' in --value Result:Signed in=DANCED is not a status, channel, direction or outcome; use one of: UNKNOWN, COMPLETED, NO_ANSWER")]
    public void What_teaches_nothing_is_a_sentence(string value, string says) =>
        Should.Throw<PlainError>(() => TaughtCalls.Of(value)).Message.ShouldContain(says);

    [Theory]
    [InlineData("Mood:good=COMPLETED", "'Mood' is not read as a status, channel, direction or outcome, so --value has no effect on it; add --map \"Mood\"=status.")]
    [InlineData("Weather:good=COMPLETED", "calls.csv has no column 'Weather'")]
    [InlineData("Result:x=VIDEO", "'VIDEO' is not a status, which 'Result' is read as; use one of: UNKNOWN, COMPLETED, NO_ANSWER, VOICEMAIL, DECLINED, SCHEDULED, CANCELLED.")]
    public void What_is_taught_of_the_wrong_column_is_a_sentence(string value, string says) =>
        Should.Throw<PlainError>(() => ReadCalls.Of("client_email,started_at,Result,Mood\na@example.com,2025-11-03,x,y\n", ReadCalls.Taught(value))).Message.ShouldContain(says);
}
