using System.Collections.Frozen;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>
/// The names that common exports give their columns, per field, in order of preference, reduced to letters and digits: English, then German,
/// Spanish, French, Portuguese, Italian and Arabic. Sources: docs/sources-of-formats.md.
/// </summary>
internal static class CallColumnNames
{
    public static readonly (CallField Field, string[] Names)[] Known = [.. new (CallField Field, string Names)[]
    {
        (CallField.ClientEmail, KnownNames.ClientEmail),
        (CallField.ClientPhone, KnownNames.ClientPhone),
        (CallField.FromNumber, "fromnumber fromphonenumber callfromnumber hscallfromnumber from fromno callfrom callerdidnumber callerphonenumber callernumber caller callerid calleridnumber callingnumber callingparty sourcenumber source src von anrufer rufnummervon de desde origen llamante origem chamador appelant numeroappelant chiamante \u0645\u0646 \u0627\u0644\u0645\u062A\u0635\u0644"),
        (CallField.ToNumber, "tonumber tophonenumber calltonumber hscalltonumber calleedidnumber calleephonenumber calleenumber to tono callto called callednumber calledparty callee recipient destination destinationnumber destinationdid dialednumber diallednumber dialno dst an nach angerufener gerufenenummer rufnummernach hacia destino destinatario destinataire appele numeroappele para chamado chiamato \u0627\u0644\u0649 \u0627\u0644\u0645\u0633\u062A\u0642\u0628\u0644"),
        (CallField.StartedAt, "startedat starttime startat callstartedat callstarttime callstart startdatetime datetimestart starttimeutc hstimestamp hsmeetingstarttime datetimeutc datetime calldatetime dateandtime dateandtimeofcall calldateandtime timeofcall dateofcall datestarted startingdate timestart calltimestamp timestamp activitydate calldate startdate startstamp startepoch start occurredat happenedat appointmenttime appointmentdatetime appointmentstart appointmentdate sessiondate classdate visitdate bookingdate when date time calltime "
            + "startzeit beginn anrufbeginn datumdesanrufs anrufzeit datumuhrzeit datumundzeit zeitpunkt datum uhrzeit fechayhora fechahora fechadeinicio fechainicio horadeinicio inicio fechadellamada fechadelallamada fechayhoradelallamada fecha hora dateetheure dateheure dateappel datedappel datedelappel heuredappel heuredelappel heuredebut debut datedebut heure dataehora datahora datadeinicio dataora inizio orainizio \u0648\u0642\u062A\u0627\u0644\u0628\u062F\u0621 \u0648\u0642\u062A\u0627\u0644\u0645\u0643\u0627\u0644\u0645\u0629 \u0627\u0644\u062A\u0627\u0631\u064A\u062E\u0648\u0627\u0644\u0648\u0642\u062A \u0627\u0644\u062A\u0627\u0631\u064A\u062E \u0627\u0644\u0648\u0642\u062A createdat datecreated data"),
        (CallField.LoggedAt, "loggedat logtime recordedat enteredat insertedat hscreatedate eventcreateddatetime createdate createdat created datecreated"),
        (CallField.Direction, "direction calldirection hscalldirection directiontype inboundoutbound inout richtung anrufrichtung direccion sentido sensappel sens direcao direzione \u0627\u0644\u0627\u062A\u062C\u0627\u0647 \u0627\u062A\u062C\u0627\u0647\u0627\u0644\u0645\u0643\u0627\u0644\u0645\u0629"),
        (CallField.Channel, "channel callchannel contactmethod communicationmethod calltype activitytype type medium anrufart anruftyp kanal art typ canal tipo tipodellamada typeappel tipodechamada tipochiamata \u0627\u0644\u0646\u0648\u0639 \u0646\u0648\u0639\u0627\u0644\u0645\u0643\u0627\u0644\u0645\u0629"),
        (CallField.Status, "status callstatus hscallstatus hsmeetingoutcome meetingoutcome actionresult callresult result appointmentstatus visitstatus attendancestatus bookingstatus eventstatus sessionstatus attendance "
            + "anrufstatus ergebnis estado estadodellamada resultado statut statutappel etat resultat situacao stato esito \u0627\u0644\u062D\u0627\u0644\u0629 \u062D\u0627\u0644\u0629\u0627\u0644\u0645\u0643\u0627\u0644\u0645\u0629 \u0627\u0644\u0646\u062A\u064A\u062C\u0629"),
        (CallField.Answered, "answered isanswered wasanswered callanswered callconnected attended isattended didattend showedup signedin checkedin arrived beantwortet angenommen contestada contestado repondu decroche atendida risposto \u062A\u0645\u0627\u0644\u0631\u062F"),
        (CallField.Scheduled, "scheduled isscheduled"),
        (CallField.Outcome, "outcome calloutcome hscalldisposition disposition calldisposition"),
        (CallField.DurationSeconds, "durationincall incallduration durationtalk talktime talkduration talkduraction talkingtime talkingduration talking conversationduration conversationtime speakingtime connectedduration answeredduration agenttalktime billsec billedduration billableduration callduration callduraction duration durationtotal totalduration calllength hscallduration length "
            + "gesprachszeit gesprachsdauer anrufdauer dauer duraciondelallamada duracionllamada tiempodeconversacion duracion dureeappel dureedelappel dureeconversation duree duracaodachamada duracao duratachiamata durata \u0645\u062F\u0629\u0627\u0644\u0645\u0643\u0627\u0644\u0645\u0629 \u0627\u0644\u0645\u062F\u0629"),
        (CallField.Staff, "staff staffname executedby agentname agent teammember representative calledby activityassignedto callowner ownername owner hubspotownername username user extension mitarbeiter benutzer agente usuario utilisateur collaborateur \u0627\u0644\u0645\u0648\u0638\u0641"),
        (CallField.Coach, KnownNames.Coach),
        (CallField.Provider, "provider"),
        // Legs of one call share the id of the call; without one each leg's own id has to do.
        (CallField.ProviderCallId, "providercallid linkedid callid callsid calluuid calluniqueid callguid callhistoryuuid uniqueid historyid callsessionid telephonysessionid sessionid xmlcdruuid recordid hsobjectid hubspotengagementid engagementid eventuuid appointmentid anrufid iddellamada idappel"),
        (CallField.LegCallId, "uniqueid"),
        (CallField.Firstname, KnownNames.Firstname),
        (CallField.Lastname, KnownNames.Lastname),
        (CallField.Name, KnownNames.Name),
        (CallField.Notes, "notes note callnotes comments comment calldescription description meetingnotes hscallbody notizen notiz bemerkung notas nota observaciones remarques observacoes \u0645\u0644\u0627\u062D\u0638\u0627\u062A"),
        (CallField.SourceOrder, "sourceorder sequencenumber hslastmodifieddate lastmodifieddate lastmodifieddatetime lastmodifiedtime lastmodifiedat lastmodified modifiedat modifieddate updatedat dateupdated lastupdated eventtimestamp"),
        (CallField.TimeZone, KnownNames.TimeZone),
        (CallField.AnsweredAt, "answeredat answertime answeredtime answerstarttime timeanswered dateanswered answerstamp answerepoch answerdate answerdatetime datetimeanswer connectedat connecttime connectedtime dateconnected datetimeconnect connectedon pickedupat answeredon answer connected"),
        (CallField.Missed, "missed ismissed wasmissed missedcall callmissed callwasmissed unanswered isunanswered notanswered noanswer isnoanswer abandoned isabandoned verpasst perdida llamadaperdida manque appelmanque persa \u0641\u0627\u064A\u062A\u0629"),
        (CallField.Cancelled, "canceled cancelled iscanceled iscancelled wascanceled wascancelled canceledat cancelledat datecanceled datecancelled cancelationdate cancellationdate latecancel latecanceled latecancelled islatecancelled abgesagt storniert cancelada annule cancelado annullata"),
        (CallField.NoShow, "noshow isnoshow markedasnoshow noshowed wasnoshow didnotattend nichterschienen noasistio nonpresente naocompareceu"),
        (CallField.Deleted, "deleted isdeleted wasdeleted deletedat datedeleted archived isarchived"),
        (CallField.MissedReason, "missedcallreason missedreason reasonmissed reasonformissedcall"),
        (CallField.Voicemail, "voicemail voicemailurl voicemaillink voicemailrecording voicemailrecordingurl voicemailfile voicemailaudio hasvoicemail hasvm isvoicemail voicemailleft leftvoicemail voicemailtranscript voicemailtranscription voicemailduration voicemaillength voicemailid vm"),
        (CallField.Reason, "callresult result actionresult callcompletionstatus disposition calldisposition calloutcome hangupcause hangupcausename hangupreason endreason endedreason reasonterminated terminationreason terminatedreason disconnectreason disconnectionreason disconnectcause callendreason resultdescription resultreason reasondescription finalstatus laststatus substatus statusdetail statusdetails statusreason callstate state finalstate answeredby lastapp lastapplication label"),
        (CallField.ParentCallId, "parentcallsid parentcallid parentcall parentid parentsid masterid mastercallid"),
    }.Select(known => (known.Field, known.Names.Split(' ')))];

    private static readonly FrozenSet<string> Names = Known.SelectMany(known => known.Names).ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Lengths = Array.Find(Known, known => known.Field == CallField.DurationSeconds).Names;

    /// <summary>Asterisk's Master.csv, which names no columns (docs.asterisk.org, cdr_csv): as many of these as a line has.</summary>
    public static readonly string[] Asterisk =
        ["accountcode", "src", "dst", "dcontext", "clid", "cdrchannel", "dstchannel", "lastapp", "lastdata", "start", "answer", "end", "duration", "billsec", "disposition", "amaflags", "uniqueid", "userfield"];

    /// <summary>The order that Asterisk's cdr_custom.conf proposes.</summary>
    public static readonly string[] AsteriskCustom =
        ["clid", "src", "dst", "dcontext", "cdrchannel", "dstchannel", "lastapp", "lastdata", "start", "answer", "end", "duration", "billsec", "disposition", "amaflags", "accountcode", "uniqueid", "userfield"];

    /// <summary>FreeSWITCH's Master.csv (mod_cdr_csv, template "default").</summary>
    public static readonly string[] FreeSwitch =
        ["caller_id_name", "caller_id_number", "destination_number", "context", "start_stamp", "answer_stamp", "end_stamp", "duration", "billsec", "hangup_cause", "call_uuid", "bleg_uuid", "accountcode", "read_codec", "write_codec"];

    /// <summary>Words of the fate of a call in Asterisk's disposition.</summary>
    public static readonly string[] AsteriskDispositions = ["ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION"];

    /// <summary>The name of a column as it is looked up: its letters and digits, without what an API puts around a call.</summary>
    public static string CoreOf(string name) => KnownNames.CoreOf(name, Names);

    /// <summary>Times that only stand for the start where there is nothing better.</summary>
    public static bool IsLastResort(string name) => name is "createdat" or "datecreated";

    /// <summary>Names of columns that count what was talked, without the ringing.</summary>
    public static bool IsTalkTime(string? name) =>
        name is "durationincall" or "incallduration" or "durationtalk" or "talktime" or "talkduration" or "talkduraction" or "talkingtime" or "talkingduration" or "talking"
            or "conversationduration" or "conversationtime" or "speakingtime" or "connectedduration" or "answeredduration" or "agenttalktime" or "billsec" or "billableduration" or "gesprachszeit" or "gesprachsdauer" or "tiempodeconversacion" or "dureeconversation";

    /// <summary>Names of columns that say what came of a call, whatever a status beside them calls its end; others only say how it was ended.</summary>
    public static bool IsResult(string? name) =>
        name is "callresult" or "result" or "actionresult" or "callcompletionstatus" or "disposition" or "calldisposition" or "calloutcome" or "resultdescription" or "finalstatus" or "substatus" or "statusdetail" or "statusdetails";

    /// <summary>Names of units behind a length of time, longer ones first, and what a bare number then counts, in seconds.</summary>
    private static readonly (string Name, double Seconds)[] Units =
    [
        ("milliseconds", .001), ("millis", .001), ("seconds", 1), ("minutes", 60), ("hhmmss", 1), ("hours", 3600), ("mmss", 1), ("secs", 1), ("mins", 60), ("hrs", 3600), ("sec", 1), ("min", 60), ("msec", .001), ("ms", .001),
        ("sekunden", 1), ("minuten", 60), ("stunden", 3600), ("segundos", 1), ("minutos", 60), ("horas", 3600), ("secondes", 1), ("seg", 1), ("sek", 1), ("s", 1),
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
            if ((name.EndsWith("in", StringComparison.Ordinal) || name.EndsWith("en", StringComparison.Ordinal) || name.EndsWith("em", StringComparison.Ordinal)) && Lengths.Contains(name[..^2], StringComparer.Ordinal))
                return (name[..^2], seconds);
        }
        return (core, 1);
    }
}
