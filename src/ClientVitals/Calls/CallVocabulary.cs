using System.Collections.Frozen;

namespace ClientVitals.Calls;

/// <summary>
/// What the words of common exports mean (HubSpot, Aircall, Twilio, RingCentral, Dialpad, OpenPhone, JustCall, CallRail and
/// our own). Case and punctuation do not matter. A word that is not here is UNKNOWN: never guessed.
/// </summary>
public static class CallVocabulary
{
    private static readonly FrozenDictionary<string, CallDirection> Directions = Table<CallDirection>(
        (CallDirection.Inbound, "inbound incoming in received receive inboundcall incomingcall callin fromclient client trunkinginbound"),
        (CallDirection.Outbound, "outbound outgoing out made placed dialed outboundapi outbounddial outboundcall outgoingcall callout fromstaff trunkingoutbound trunkingterminating"),
        (CallDirection.Unknown, "unknown"));

    private static readonly FrozenDictionary<string, CallChannel> Channels = Table<CallChannel>(
        (CallChannel.Phone, "phone call voice phonecall voicecall telephone tel landline mobile cell pstn voip voipcall whatsappcall whatsappvoice whatsappvoicecall whatsappaudio callwhatsapp audio audiocall pbx softphone"),
        (CallChannel.Video, "video videocall zoom zoomcall zoommeeting teams microsoftteams googlemeet meet facetime skype webex whatsappvideo whatsappvideocall videoconference"),
        (CallChannel.InPerson, "inperson facetoface visit onsite gym session walkin f2f"),
        (CallChannel.Email, "email mail emailmessage"),
        (CallChannel.Sms, "sms text textmessage mms imessage smsmessage"),
        (CallChannel.WhatsApp, "whatsapp whatsappmessage whatsappchat whatsapptext wa"),
        (CallChannel.Unknown, "unknown"));

    private static readonly FrozenDictionary<string, CallStatus> Statuses = Table<CallStatus>(
        (CallStatus.Completed, "completed complete connected callconnected answered answeredcall accepted done success successful held attended finished ended talked spoke conversation leftlivemessage finishedcall"),
        (CallStatus.NoAnswer, "noanswer noanswercall missed missedcall unanswered unansweredcall notanswered busy linebusy abandoned abandonedcall ringnoanswer nopickup noshow failed callfailed unreachable notreached noreply wrongnumber notavailable unavailable disconnected ringnoresponse"),
        (CallStatus.Voicemail, "voicemail voicemailcall leftvoicemail voicemailleft leftmessage leftvm vm answeringmachine machine"),
        (CallStatus.Declined, "declined rejected refused declinedcall rejectedcall hungup hangup blocked"),
        (CallStatus.Scheduled, "scheduled planned booked upcoming pending notstarted"),
        (CallStatus.Cancelled, "cancelled canceled cancel aborted"),
        (CallStatus.Unknown, "unknown"));

    private static readonly FrozenDictionary<string, CallOutcome> Outcomes = Table<CallOutcome>(
        (CallOutcome.Booked, "booked appointmentset meetingbooked appointmentbooked sessionbooked converted sale won bookedsession"),
        (CallOutcome.Interested, "interested qualified positive hot"),
        (CallOutcome.NotInterested, "notinterested unqualified disqualified negative lost donotcall"),
        (CallOutcome.Callback, "callback callbacklater followup followuprequired calllater callbackrequested"),
        (CallOutcome.NoAnswer, "noanswer voicemail leftvoicemail busy missed unanswered leftmessage"),
        (CallOutcome.Other, "other completed connected answered none leftlivemessage wrongnumber unknown"));

    /// <summary>A yes or no, as "answered" columns hold it.</summary>
    private static readonly FrozenDictionary<string, bool> Answers = Table<bool>(
        (true, "yes y true t 1"),
        (false, "no n false f 0"));

    public static bool TryDirection(string word, out CallDirection direction) => Find(Directions, word, out direction);

    public static bool TryChannel(string word, out CallChannel channel) => Find(Channels, word, out channel);

    public static bool TryStatus(string word, out CallStatus status) => Find(Statuses, word, out status);

    public static bool TryOutcome(string word, out CallOutcome outcome) => Find(Outcomes, word, out outcome);

    public static bool TryAnswer(string word, out bool answer) => Find(Answers, word, out answer);

    /// <summary>Letters and digits of a word or column name, lower case: "No-Answer" and "no_answer" are one.</summary>
    public static string Core(ReadOnlySpan<char> word)
    {
        Span<char> core = word.Length <= 128 ? stackalloc char[128] : new char[word.Length];
        var length = 0;
        foreach (var c in word)
        {
            if (char.IsLetterOrDigit(c))
                core[length++] = char.ToLowerInvariant(c);
        }
        return core[..length].ToString();
    }

    private static bool Find<T>(FrozenDictionary<string, T> table, string word, out T value)
        where T : struct => table.TryGetValue(Core(word), out value);

    private static FrozenDictionary<string, T> Table<T>(params (T Value, string Words)[] rows) =>
        rows.SelectMany(r => r.Words.Split(' '), (r, word) => KeyValuePair.Create(word, r.Value)).ToFrozenDictionary(StringComparer.Ordinal);
}
