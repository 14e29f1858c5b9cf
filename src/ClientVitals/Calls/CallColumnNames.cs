namespace ClientVitals.Calls;

/// <summary>The names that common exports give their columns, per field, in order of preference, reduced to letters and digits. Sources: docs/sources-of-formats.md.</summary>
internal static class CallColumnNames
{
    public static readonly (CallField Field, string[] Names)[] Known = [.. new (CallField Field, string Names)[]
    {
        (CallField.ClientEmail, "clientemail contactemail customeremail memberemail leademail inviteeemail attendeeemail guestemail clientemailaddress contactemailaddress emailaddress email associatedcontactemail"),
        (CallField.ClientPhone, "clientphone clientnumber clientphonenumber contactphone contactnumber contactphonenumber customerphone customernumber customerphonenumber externalnumber memberphone leadphone callernumber participantphone phonenumber phone mobile mobilenumber mobilephone textremindernumber"),
        (CallField.FromNumber, "fromnumber fromphonenumber callfromnumber hscallfromnumber from callernumber caller callerid calleridnumber callingnumber sourcenumber src"),
        (CallField.ToNumber, "tonumber tophonenumber calltonumber hscalltonumber calleenumber to called callednumber callee recipient destination destinationnumber dialednumber dst"),
        (CallField.StartedAt, "startedat starttime startat callstartedat callstarttime callstart startdatetime datetimestart starttimeutc hstimestamp datetimeutc datetime calldatetime dateandtime calldateandtime timeofcall dateofcall datestarted calltimestamp timestamp activitydate calldate startdate startstamp start occurredat happenedat when date time calltime createdat datecreated"),
        (CallField.LoggedAt, "loggedat logtime recordedat enteredat insertedat hscreatedate eventcreateddatetime createdate createdat created datecreated"),
        (CallField.Direction, "direction calldirection hscalldirection inboundoutbound inout"),
        (CallField.Channel, "channel callchannel medium contactmethod communicationmethod calltype activitytype type"),
        (CallField.Status, "status callstatus hscallstatus actionresult callresult result appointmentstatus visitstatus attendancestatus bookingstatus"),
        (CallField.Answered, "answered isanswered wasanswered callanswered attended isattended showedup signedin checkedin"),
        (CallField.Scheduled, "scheduled isscheduled"),
        (CallField.Outcome, "outcome calloutcome hscalldisposition disposition calldisposition"),
        (CallField.DurationSeconds, "durationincall incallduration talktime talkduration talkingtime talking conversationduration conversationtime billsec billedduration callduration duration durationtotal calllength hscallduration length"),
        (CallField.Staff, "staff staffname executedby agentname agent teammember representative calledby activityassignedto callowner ownername owner hubspotownername username user extension"),
        (CallField.Coach, "coach assignedcoach coachname assignedtrainer trainer trainername"),
        (CallField.Provider, "provider"),
        (CallField.ProviderCallId, "providercallid callid callsid calluuid calluniqueid uniqueid recordid hsobjectid hubspotengagementid engagementid eventuuid appointmentid"),
        (CallField.Firstname, "firstname clientfirstname contactfirstname inviteefirstname givenname"),
        (CallField.Lastname, "lastname clientlastname contactlastname inviteelastname surname familyname"),
        (CallField.Name, "clientname contactname customername membername inviteename fullname associatedcontact name"),
        (CallField.Notes, "notes note callnotes comments comment calldescription description meetingnotes hscallbody"),
        (CallField.TimeZone, "timezone timezonename calltimezone starttimezone eventtimezone numbertimezone tz utcoffset gmtoffset timezoneoffset tzoffset"),
        (CallField.AnsweredAt, "answeredat answertime answeredtime answerstarttime timeanswered dateanswered answerstamp answerepoch answerdate answerdatetime datetimeanswer connectedat connecttime connectedtime dateconnected datetimeconnect connectedon pickedupat answeredon answer connected"),
        (CallField.Missed, "missed ismissed wasmissed missedcall callmissed unanswered isunanswered abandoned isabandoned"),
        (CallField.Cancelled, "canceled cancelled iscanceled iscancelled wascanceled wascancelled canceledat cancelledat datecanceled datecancelled cancelationdate cancellationdate"),
        (CallField.NoShow, "noshow isnoshow markedasnoshow noshowed wasnoshow didnotattend"),
        (CallField.Deleted, "deleted isdeleted wasdeleted deletedat datedeleted archived isarchived"),
        (CallField.MissedReason, "missedcallreason missedreason reasonmissed reasonformissedcall"),
        (CallField.Voicemail, "voicemail voicemailurl voicemaillink voicemailrecording voicemailrecordingurl voicemailfile hasvoicemail isvoicemail voicemailleft leftvoicemail voicemailtranscript"),
    }.Select(known => (known.Field, known.Names.Split(' ')))];

    /// <summary>Asterisk's Master.csv, which names no columns (docs.asterisk.org, cdr_csv): as many of these as a line has.</summary>
    public static readonly string[] Asterisk =
        ["accountcode", "src", "dst", "dcontext", "clid", "cdrchannel", "dstchannel", "lastapp", "lastdata", "start", "answer", "end", "duration", "billsec", "disposition", "amaflags", "uniqueid", "userfield"];

    /// <summary>Words of the fate of a call in Asterisk's disposition.</summary>
    public static readonly string[] AsteriskDispositions = ["ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION"];

    /// <summary>Times that only stand for the start where there is nothing better.</summary>
    public static bool IsLastResort(string name) => name is "createdat" or "datecreated";

    /// <summary>Names of columns that count what was talked, without the ringing.</summary>
    public static bool IsTalkTime(string? name) =>
        name is "durationincall" or "incallduration" or "talktime" or "talkduration" or "talkingtime" or "talking" or "conversationduration" or "conversationtime" or "billsec";

    /// <summary>Names of units behind a length of time, longer ones first, and what a bare number then counts, in seconds.</summary>
    private static readonly (string Name, double Seconds)[] Units =
    [
        ("milliseconds", .001), ("millis", .001), ("seconds", 1), ("minutes", 60), ("hhmmss", 1), ("hours", 3600), ("mmss", 1), ("secs", 1), ("mins", 60), ("hrs", 3600), ("sec", 1), ("min", 60), ("ms", .001), ("s", 1),
    ];

    /// <summary>The name of a length of time without its unit, and what a bare number counts: "Talk time (sec)", "duration_ms", "durationInMinutes".</summary>
    public static (string Name, double UnitSeconds) Length(string core)
    {
        if (core == "hscallduration")
            return (core, .001);
        if (Lengths.Contains(core, StringComparer.Ordinal))
            return (core, 1);
        foreach (var (unit, seconds) in Units)
        {
            if (!core.EndsWith(unit, StringComparison.Ordinal))
                continue;
            var name = core[..^unit.Length];
            if (Lengths.Contains(name, StringComparer.Ordinal))
                return (name, seconds);
            if (name.EndsWith("in", StringComparison.Ordinal) && Lengths.Contains(name[..^2], StringComparer.Ordinal))
                return (name[..^2], seconds);
        }
        return (core, 1);
    }

    private static string[] Lengths => Array.Find(Known, known => known.Field == CallField.DurationSeconds).Names;
}
