using ClientVitals.People;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;

namespace ClientVitals.Sessions;

/// <summary>What a session is: visits, classes and appointments, as Mindbody, zingFit, PushPress and others export them (docs/sources-of-formats.md).</summary>
public static class SessionFact
{
    /// <summary>What became of a session. A word never seen is UNKNOWN, counted and shown.</summary>
    public static readonly FactWords Statuses = new(
        "UNKNOWN",
        [
            ("BOOKED", "booked enrolled scheduled confirmed unconfirmed reserved registered upcoming pending requested planned tentative accepted active waitingconfirmation gebucht geplant bestatigt reservado reservada confirmado confirmada agendado agendada reserve planifie prenotato prenotata"),
            ("ATTENDED", "attended present arrived completed complete signedin checkedin checkin showed showedup show came done kept fulfilled finished visited success succeeded arrivedlate erschienen anwesend teilgenommen asistio asistido presente realizado realizada honore termine"),
            ("NO_SHOW", "noshow missed absent didnotattend didntattend notattended nonattended didnotshow failedtoattend nichterschienen abwesend noasistio ausente falta absente assente"),
            ("LATE_CANCELLED", "latecancelled latecanceled latecancel latecancellation cancelledlate canceledlate penaltycancelled shortnoticecancellation"),
            ("CANCELLED", "cancelled canceled cancel earlycancel earlycancelled earlycanceled cancellation withdrawn removed deleted declined rejected voided dropped waitlistexpired abgesagt storniert cancelado cancelada anulado anulada annule cancellato annullato"),
            ("REBOOKED", "rebooked rescheduled moved transferred switched cancelledrebooked canceledrebooked verschoben umgebucht reprogramado reprogramada reporte riprogrammato"),
        ],
        neutral: "none switchedspot",
        beginnings: "latecancel=LATE_CANCELLED cancelledby=CANCELLED canceledby=CANCELLED cancelledrebook=REBOOKED canceledrebook=REBOOKED noshow=NO_SHOW reschedul=REBOOKED waitlist=BOOKED",
        telling: "latecancel=LATE_CANCELLED rebook=REBOOKED reschedul=REBOOKED noshow=NO_SHOW miss=NO_SHOW absent=NO_SHOW cancel=CANCELLED attend=ATTENDED checkedin=ATTENDED signedin=ATTENDED arriv=ATTENDED complet=ATTENDED present=ATTENDED book=BOOKED schedul=BOOKED confirm=BOOKED reserv=BOOKED");

    /// <summary>Who called it off.</summary>
    private static readonly FactWords Cancellers = new(
        null,
        [
            ("CLIENT", "client customer member guest patient attendee user self"),
            ("STAFF", "staff coach trainer instructor studio gym business admin host clinic owner manager"),
            ("SYSTEM", "system automatic auto waitlist"),
        ]);

    /// <summary>A session that lies ahead is booked, unless its source says otherwise; of a past one nothing is supposed.</summary>
    private const string Supposed = "case when i.starts_at > @now::timestamptz then 'BOOKED' else 'UNKNOWN' end";

    /// <summary>What has ended is not booked any more, unless the source says that this is the later news or it was moved.</summary>
    private const string GivesWay =
        "i.status in ('BOOKED', 'UNKNOWN') and r.status in ('ATTENDED', 'NO_SHOW', 'LATE_CANCELLED', 'REBOOKED') and i.starts_at = r.starts_at and coalesce(i.modified_at, r.modified_at) is not distinct from coalesce(r.modified_at, i.modified_at)";

    private const string Standing =
        "case when i.status in ('BOOKED', 'UNKNOWN') and bool_or(i.status in ('ATTENDED', 'NO_SHOW', 'LATE_CANCELLED', 'REBOOKED')) over (partition by i.record_key, f.whose, i.starts_at) then 0 else 1 end";

    /// <summary>Its declaration.</summary>
    public static readonly Fact Sessions = new("sessions", "session", "sessions", "starts_at",
    [
        new("starts_at", FactKind.Moment,
            "startdatetime sessionstart sessionstarttime startsat starttime startat start classdatetime classstart classstarttime classdate sessiondatetime sessiondate visitdatetime visitdate appointmentdatetime appointmentstart appointmenttime appointmentstarttime appointmentdate appointmentday bookingdate eventstart eventdate eventstarttime scheduledfor scheduledstart datetime dateandtime timestamp date time startdate checkedinat checkinat checkintime checkin attendedat when "
            + "beginn startzeit datum terminbeginn fechadeinicio fechainicio fechayhora fecha inicio datedebut dateheure debut dataora datainizio data")
            { Required = "the start of the session" },
        new("start_time", FactKind.Clock, "starttime classtime sessiontime appointmenttime visittime time uhrzeit hora heure ora") { Of = "starts_at" },
        new("ends_at", FactKind.Moment, "enddatetime sessionend endsat endtime endat end classend appointmentend ende endzeit fin datefin fine") { IsOnlyRead = true },
        new("minutes", FactKind.Minutes, "duration durationminutes length lengthminutes classduration sessionlength sessionduration appointmentduration dauer duracion duree durata"),
        new("booked_at", FactKind.Moment, "bookedat bookedon bookingtime bookingcreated bookingcreatedat bookingdatetime datebooked reservedat reservationdate reservationcreated enrolledat registeredat scheduledday scheduledat scheduledon createdat created creationdate datecreated gebuchtam fechadereserva"),
        new("status_at", FactKind.Moment, "statusat statuschangedat statusdate"),
        new("status", FactKind.Word, "appointmentstatus bookingstatus visitstatus attendancestatus sessionstatus reservationstatus signedinstatus attendance state result estado statut stato") { Words = Statuses },
        new("cancelled_by", FactKind.Word, "canceledby cancelledby canceledbytype cancelledbytype cancellationby") { Words = Cancellers },
        new("staff", FactKind.Name, "staffname staffid instructor instructorname trainer trainername teacher teachername provider coach coachname therapist practitioner mitarbeiter instructora entraineur istruttore"),
        new("kind", FactKind.Name, "sessiontype classname class classtype appointmenttype visittype servicename service sessionname eventname programname type kurs clase cours name"),
        new("package_key", FactKind.Key, "packageid serviceid clientserviceid passid seriesid membershipid contractid clientpassid"),
        new("charged", FactKind.Flag, "ischarged wascharged paid deducted wasdeducted creditused charge"),
        new("signed_in", FactKind.Flag, "signedin issignedin checkedin ischeckedin attended isattended didattend showedup arrived waspresent present anwesend asistio") { IsOnlyRead = true, Tells = new("status", "ATTENDED") },
        new("no_show", FactKind.Flag, "noshow isnoshow wasnoshow markedasnoshow didnotattend nichterschienen noasistio") { IsOnlyRead = true, Tells = new("status", "NO_SHOW", "ATTENDED") },
        new("missed", FactKind.Flag, "missed ismissed wasmissed absent") { IsOnlyRead = true, Tells = new("status", "NO_SHOW") },
        new("cancelled", FactKind.Flag, "canceled cancelled iscanceled iscancelled wascanceled canceledat cancelledat datecanceled datecancelled cancellationdate cancelledon canceledon abgesagt") { IsOnlyRead = true, Tells = new("status", "CANCELLED", At: "status_at") },
        new("late_cancelled", FactKind.Flag, "latecancelled latecanceled latecancel islatecancelled latecancellation waslatecancelled") { IsOnlyRead = true, Tells = new("status", "LATE_CANCELLED", At: "status_at") },
        new("rebooked", FactKind.Flag, "rebooked rescheduled isrescheduled wasrescheduled") { IsOnlyRead = true, Tells = new("status", "REBOOKED") },
        new("age", FactKind.Whole, "age clientage patientage") { IsOnlyRead = true },
    ])
    {
        CoachNames = "assignedcoach clientcoach primarycoach assignedtrainer clienttrainer primarytrainer",
        IdNames = "sessionid visitid classrosterbookingid bookingid reservationid attendanceid appointmentid eventid enrollmentid registrationid recordid id",
        ClientKeyNames = "clientid clientuniqueid memberid customerid patientid userid athleteid guestid personid contactid customer kundennummer",
        NameNames = KnownNames.Name + " customer",
        GivesWay = GivesWay,
        Standing = Standing,
        Supposed = new Dictionary<string, string> { ["status"] = Supposed },
        Look = Look,
        Sources =
        [
            ("mindbody", "startdatetime signedin latecancelled"),
            ("pushpress", "customer company timestamp"),
            ("zingfit", "classtype instructor spot"),
            ("no-show-data", "patientid appointmentid scheduledday appointmentday"),
        ],
        Unsuitable =
        [
            // Mindbody's visits: the name is that of the class, the coach the one who gives it.
            ("signedin", "name", "name"),
            ("appointmentstatus", "name", "name"),
            ("latecancelled", "name", "name"),
            // PushPress's check-ins: the customer is an id, the name that of the class, the kind "class".
            ("company", "name", "name"), ("company", "kind", "kind"),
            // Elsewhere a customer is a name, with an address beside it.
            ("email", "client_key", "customer"), ("emailaddress", "client_key", "customer"), ("customeremail", "client_key", "customer"), ("phone", "client_key", "customer"), ("spot", "client_key", "customer"),
            // In an export of sessions the coach is who gave them, and not whose book the client is in.
            ("coach", "coach", "coach"),
        ],
        Mappings = SessionMappings.Ready,
    };

    /// <summary>As the intake takes it in.</summary>
    public static readonly FactEntity Entity = new(Sessions, ClientIdentity.Rules);

    private static void Look(FactDraft session)
    {
        var starts = session["starts_at"].Number;
        if (session["ends_at"].Moment is { } ends && !session["minutes"].IsGiven)
        {
            var minutes = (ends.UtcTicks - starts) / TimeSpan.TicksPerMinute;
            if (minutes is > 0 and <= 1440)
                session["minutes"] = FactValue.Of(minutes);
            else
                session.IsOdd(minutes <= 0 ? "would end before they begin; how long they are is left out" : "would last longer than a day; how long they are is left out");
        }
        if (session["booked_at"].IsGiven && IsAfter(session["booked_at"].Number, starts))
            session.IsOdd("were booked after they began");
        if (session["age"] is { IsGiven: true, Number: < 0 })
            session.IsOdd("say a negative age; ages are not kept");
        if (session["status"].Text is "ATTENDED" or "NO_SHOW" && starts > session.Now.AddDays(1).UtcTicks)
            session.Refuse("is in the future and said to be over");
    }

    /// <summary>Of a session that has only a day, a booking on that day is not after it.</summary>
    private static bool IsAfter(long booked, long starts) =>
        starts % TimeSpan.TicksPerDay == 0 ? booked - starts >= TimeSpan.TicksPerDay : booked > starts;
}
