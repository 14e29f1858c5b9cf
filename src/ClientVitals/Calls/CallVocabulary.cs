using System.Collections.Frozen;

namespace ClientVitals.Calls;

/// <summary>
/// What the words of common exports mean (HubSpot, Aircall, Twilio, RingCentral, Dialpad, OpenPhone, JustCall, CallRail and
/// our own; HubSpot's default outcomes also by the ids that developers.hubspot.com, "Engagements | Calls", lists). Case and punctuation do
/// not matter. A word that is not here is UNKNOWN: never guessed.
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
        (CallStatus.Completed, "completed complete connected callconnected answered answeredcall accepted done success successful held attended finished ended talked spoke conversation leftlivemessage finishedcall showed showedup present pickedup normalclearing f240bbac87c94f6ebf70924b57d47db7 a4c4c377d2464b32a13b75a56a4cd0ff"),
        (CallStatus.NoAnswer, "noanswer noanswercall missed missedcall unanswered unansweredcall notanswered busy linebusy abandoned abandonedcall ringnoanswer nopickup noshow didnotattend didnotshow absent failed congestion chanunavail callfailed unreachable notreached noreply wrongnumber notavailable unavailable disconnected ringnoresponse noanswerhangup 9d9162e76cf34944bf634dff82258764 73a0d17f11634015bdd5ec830791da20 17b47fee58de441ea44cc6300d46f273"),
        (CallStatus.Voicemail, "voicemail voicemailcall leftvoicemail voicemailleft leftmessage leftvm vm vmleft vmanswer answeringmachine machine b2cf5968551e4856978352b3da59a7d0"),
        (CallStatus.Declined, "declined rejected refused declinedcall rejectedcall hungup hangup blocked"),
        (CallStatus.Scheduled, "scheduled rescheduled confirmed planned booked upcoming pending notstarted"),
        (CallStatus.Cancelled, "cancelled canceled cancel aborted latecancel latecancelled latecanceled earlycancel earlycancelled earlycanceled cancelledlate canceledlate deleted"),
        // Not over yet: what comes of it, a later message says.
        (CallStatus.Unknown, "unknown ringing queued initiated inprogress connecting callingcrmuser"));

    private static readonly FrozenDictionary<string, CallOutcome> Outcomes = Table<CallOutcome>(
        (CallOutcome.Booked, "booked appointmentset meetingbooked appointmentbooked sessionbooked converted sale won bookedsession"),
        (CallOutcome.Interested, "interested qualified positive hot"),
        (CallOutcome.NotInterested, "notinterested unqualified disqualified negative lost donotcall"),
        (CallOutcome.Callback, "callback callbacklater followup followuprequired calllater callbackrequested"),
        (CallOutcome.NoAnswer, "noanswer voicemail leftvoicemail busy missed unanswered leftmessage 9d9162e76cf34944bf634dff82258764 73a0d17f11634015bdd5ec830791da20 b2cf5968551e4856978352b3da59a7d0"),
        (CallOutcome.Other, "other completed connected answered none leftlivemessage wrongnumber unknown f240bbac87c94f6ebf70924b57d47db7 a4c4c377d2464b32a13b75a56a4cd0ff 17b47fee58de441ea44cc6300d46f273"));

    /// <summary>Beginnings of words that can only mean that nobody talked.</summary>
    private static readonly (string Begins, CallStatus Means)[] Beginnings =
    [
        ("cancelledby", CallStatus.Cancelled), ("canceledby", CallStatus.Cancelled), ("cancelledlate", CallStatus.Cancelled), ("canceledlate", CallStatus.Cancelled),
        ("noshow", CallStatus.NoAnswer), ("missed", CallStatus.NoAnswer), ("unanswered", CallStatus.NoAnswer), ("voicemail", CallStatus.Voicemail), ("leftvoicemail", CallStatus.Voicemail),
    ];

    /// <summary>Words of a system for the end of every call, whether anybody talked or not.</summary>
    private static readonly FrozenSet<string> Over = Set("done ended finished finishedcall complete normalclearing");

    /// <summary>What a "type" may name that is no call at all.</summary>
    private static readonly FrozenSet<string> NoCalls = Set("note notes task tasks todo reminder event chat message messages comment letter fax form document file invoice payment lead deal post review page ticket newsletter campaign");

    /// <summary>How a yes or no may be written beside those words.</summary>
    private static readonly FrozenSet<string> Noes = Set("not never notmissed notcancelled notcanceled active nein non falsch off disabled nomessage novoicemail");

    /// <summary>What begins the last line of a report.</summary>
    private static readonly FrozenSet<string> Totals = Set("total totals grandtotal subtotal sum summe gesamt average count totalcalls totalduration numberofcalls totalrecords totalrows");

    /// <summary>A yes or no, as "answered" columns hold it.</summary>
    private static readonly FrozenDictionary<string, bool> Answers = Table<bool>(
        (true, "yes y true t 1 x"),
        (false, "no n false f 0"));

    public static bool TryDirection(string word, out CallDirection direction) => Find(Directions, word, out direction);

    public static bool TryChannel(string word, out CallChannel channel) => Find(Channels, word, out channel);

    public static bool TryStatus(string word, out CallStatus status)
    {
        var core = Core(word);
        if (Statuses.TryGetValue(core, out status))
            return true;
        // Who called it off, or how late, changes nothing: "Cancelled by client", "No-show (late)", "Missed - busy".
        foreach (var (begins, means) in Beginnings)
        {
            if (core.StartsWith(begins, StringComparison.Ordinal))
            {
                status = means;
                return true;
            }
        }
        return false;
    }

    public static bool TryOutcome(string word, out CallOutcome outcome) => Find(Outcomes, word, out outcome);

    public static bool TryAnswer(string word, out bool answer) => Find(Answers, word, out answer);

    /// <summary>Whether a status only says that the call is over.</summary>
    public static bool IsOnlyOver(string word) => Over.Contains(Core(word));

    /// <summary>Whether a word of a "type" names something that is no call.</summary>
    public static bool IsNoCall(string word) => NoCalls.Contains(Core(word));

    /// <summary>Whether a word in a column of yes and no is a no.</summary>
    public static bool SaysNo(string word) => Noes.Contains(Core(word));

    /// <summary>Whether a field begins a line of totals.</summary>
    public static bool IsTotal(string text) => Totals.Contains(Core(text.Split(':')[0]));

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

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static bool Find<T>(FrozenDictionary<string, T> table, string word, out T value)
        where T : struct => table.TryGetValue(Core(word), out value);

    private static FrozenDictionary<string, T> Table<T>(params (T Value, string Words)[] rows) =>
        rows.SelectMany(r => r.Words.Split(' '), (r, word) => KeyValuePair.Create(word, r.Value)).ToFrozenDictionary(StringComparer.Ordinal);
}
