using System.Collections.Frozen;

namespace ClientVitals.Calls;

/// <content>The words themselves, each as its letters and digits: English, then German, Spanish, French, Portuguese, Italian and Arabic.</content>
public static partial class CallVocabulary
{
    private static readonly FrozenDictionary<string, CallDirection> Directions = Table<CallDirection>(
        (CallDirection.Inbound, "inbound incoming in received receive receivedcall inboundcall incomingcall callin fromclient fromcustomer client trunkinginbound terminating "
            + "eingehend eingehenderanruf ankommend entrante llamadaentrante recibida recibido entrant appelentrant recu recebida chamadarecebida inentrata ricevuta \u0648\u0627\u0631\u062F \u0648\u0627\u0631\u062F\u0629 \u0645\u0643\u0627\u0644\u0645\u0629\u0648\u0627\u0631\u062F\u0629"),
        (CallDirection.Outbound, "outbound outgoing out made placed placedcall dialed dialled outboundapi outbounddial outboundcall outgoingcall callout fromstaff tocustomer trunkingoutbound trunkingterminating originating "
            + "ausgehend ausgehenderanruf abgehend saliente llamadasaliente realizada efectuada sortant appelsortant emis efetuada effettuata inuscita \u0635\u0627\u062F\u0631 \u0635\u0627\u062F\u0631\u0629 \u0645\u0643\u0627\u0644\u0645\u0629\u0635\u0627\u062F\u0631\u0629"),
        (CallDirection.Unknown, "unknown"));

    private static readonly FrozenDictionary<string, CallChannel> Channels = Table<CallChannel>(
        (CallChannel.Phone, "phone call calls voice phonecall voicecall telephone tel landline mobile cell pstn voip voipcall whatsappcall whatsappvoice whatsappvoicecall whatsappaudio callwhatsapp audio audiocall pbx softphone sip viaphone "
            + "anruf telefon telefonat llamada telefono telefonica appel appeltelephonique ligacao chamada chiamata telefonata \u0645\u0643\u0627\u0644\u0645\u0629 \u0647\u0627\u062A\u0641 \u0627\u062A\u0635\u0627\u0644"),
        (CallChannel.Video, "video videocall zoom zoomcall zoommeeting zoomconference teams microsoftteams microsoftteamsconference googlemeet googleconference meet facetime skype webex webexconference gotomeeting whatsappvideo whatsappvideocall videoconference videoanruf videollamada visio"),
        (CallChannel.InPerson, "inperson facetoface visit onsite gym session walkin f2f personlich presencial surplace"),
        (CallChannel.Email, "email mail emailmessage"),
        (CallChannel.Sms, "sms text textmessage mms imessage smsmessage"),
        (CallChannel.WhatsApp, "whatsapp whatsappmessage whatsappchat whatsapptext wa"),
        (CallChannel.Unknown, "unknown"));

    private static readonly FrozenDictionary<string, CallStatus> Statuses = Table<CallStatus>(
        (CallStatus.Completed, "completed complete connected callconnected answered answeredcall callanswered accepted done success successful held attended finished ended callended callcompleted callfinished talked spoke conversation leftlivemessage finishedcall showed showedup present pickedup arrived occurred tookplace normalclearing normalcallclearing f240bbac87c94f6ebf70924b57d47db7 a4c4c377d2464b32a13b75a56a4cd0ff "
            + "angenommen beantwortet erreicht gesprochen verbunden erledigt abgeschlossen stattgefunden erschienen contestada contestado atendida atendido respondida respondido completada completado finalizada asistio repondu decroche abouti termine effectue honore concluida concluido realizado risposta risposto completata completato \u0645\u0643\u062A\u0645\u0644 \u0645\u0643\u062A\u0645\u0644\u0629 \u062A\u0645\u0627\u0644\u0631\u062F \u0645\u062C\u0627\u0628\u0629 \u062A\u0645\u062A"),
        (CallStatus.NoAnswer, "noanswer noanswercall missed missedcall callmissed unanswered unansweredcall notanswered didnotanswer didntanswer wasnotanswered notpickedup notconnected couldnotconnect noconnection busy linebusy userbusy callbusy busytone abandoned abandonedcall callabandoned ringnoanswer rangout ringout ringtimeout nopickup noshow noshowed clientnoshow noshowclient didnotattend didnotshow didntshow didnotshowup absent failed failure callfailed callfailure congestion chanunavail unreachable notreachable notreached noreply noresponse nouserresponse wrongnumber invalidnumber numberinvalid unallocatednumber notavailable unavailable temporarilyunavailable recoveryontimerexpire destinationoutoforder switchedoff phoneoff outofcoverage disconnected dropped droppedcall ringnoresponse noanswerhangup ipphoneoffline suspendedaccount internalerror nocallingcredit restrictednumber internationaldisabled internationalrestricted answerednotaccepted subscriberabsent originatorcancel agentsdidnotanswer noavailableagent shortabandoned abandonedinivr abandonedinclassic outofopeninghours 9d9162e76cf34944bf634dff82258764 73a0d17f11634015bdd5ec830791da20 17b47fee58de441ea44cc6300d46f273 "
            + "verpasst verpassteranruf entgangen entgangeneranruf nichtangenommen nichtbeantwortet unbeantwortet nichterreicht keineantwort besetzt nichterschienen fehlgeschlagen perdida llamadaperdida nocontestada nocontestado nocontesto noatendida sinrespuesta ocupado ocupada comunicando noasistio fallida abandonada manque appelmanque sansreponse nonrepondu pasdereponse nondecroche occupe echec absence nonhonore naoatendida naoatendido semresposta falhou naocompareceu persa senzarisposta nonrisposto occupato \u0641\u0627\u064A\u062A\u0629 \u0641\u0627\u064A\u062A \u0645\u0643\u0627\u0644\u0645\u0629\u0641\u0627\u064A\u062A\u0629 \u0644\u0645\u064A\u062A\u0645\u0627\u0644\u0631\u062F \u0644\u0627\u064A\u0648\u062C\u062F\u0631\u062F \u0644\u0645\u064A\u0631\u062F \u0645\u0634\u063A\u0648\u0644 \u0641\u0634\u0644 \u0644\u0645\u064A\u062D\u0636\u0631"),
        (CallStatus.Voicemail, "voicemail voicemailcall leftvoicemail voicemailleft leftmessage messageleft leftvm vm vmleft vmanswer answeringmachine machine machinestart machineendbeep machineendsilence machineendother answeredbymachine answeredbyvoicemail senttovoicemail directedtovoicemail wenttovoicemail tovoicemail voicemaildrop b2cf5968551e4856978352b3da59a7d0 "
            + "mailbox anrufbeantworter sprachbox nachrichthinterlassen buzondevoz buzon contestador messagerie messagerievocale repondeur caixapostal correiodevoz segreteria segreteriatelefonica \u0628\u0631\u064A\u062F\u0635\u0648\u062A\u064A \u0631\u0633\u0627\u0644\u0629\u0635\u0648\u062A\u064A\u0629"),
        (CallStatus.Declined, "declined rejected refused declinedcall rejectedcall callrejected callrefused callblocked hungup hangup blocked rejectedbyuser "
            + "abgelehnt abgewiesen rechazada rechazado refuse rejete recusada rifiutata \u0645\u0631\u0641\u0648\u0636\u0629 \u0645\u0631\u0641\u0648\u0636"),
        (CallStatus.Scheduled, "scheduled rescheduled confirmed unconfirmed planned booked rebooked upcoming pending notstarted requested tentative "
            + "geplant bestatigt gebucht programada programado confirmada confirmado planifie prevu confirme agendada agendado prenotata \u0645\u062C\u062F\u0648\u0644 \u0645\u062C\u062F\u0648\u0644\u0629 \u0645\u0648\u0643\u062F"),
        (CallStatus.Cancelled, "cancelled canceled cancel callcancel callcancelled callcanceled aborted latecancel latecancelled latecanceled latecancellation earlycancel earlycancelled earlycanceled earlycancellation cancelledlate canceledlate cancelledbycaller deleted removed voided "
            + "abgesagt storniert abgebrochen geloscht cancelada cancelado anulada anulado annule supprime cancellata annullata \u0645\u0644\u063A\u0627\u0629 \u0645\u0644\u063A\u064A \u0645\u0644\u063A\u0649 \u0627\u0644\u063A\u064A\u062A"),
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
    private static readonly FrozenSet<string> Over = Set("done ended callended finished finishedcall callfinished complete normalclearing normalcallclearing");

    /// <summary>How a call was ended, which says nothing of whether they talked before.</summary>
    private static readonly FrozenSet<string> Endings = Set("hangup hungup disconnected normalclearing normalcallclearing dropped failed failure");

    /// <summary>Accepted, but when: ahead it is agreed upon, behind it took place.</summary>
    private static readonly FrozenSet<string> Agreed = Set("accepted active approved akzeptiert aceptada aceptado accepte");

    /// <summary>What a "type" may name that is no call at all.</summary>
    private static readonly FrozenSet<string> NoCalls = Set("note notes task tasks todo reminder event chat message messages comment letter fax form document file invoice payment lead deal post review page ticket newsletter campaign");

    /// <summary>How a yes or no may be written beside those words.</summary>
    private static readonly FrozenSet<string> Noes = Set("not never notmissed notcancelled notcanceled active nein non falsch off disabled nomessage novoicemail");

    /// <summary>What begins the last line of a report.</summary>
    private static readonly FrozenSet<string> Totals = Set("total totals grandtotal subtotal sum summe gesamt gesamtsumme insgesamt zwischensumme suma totalgeneral totale somme totalgeral \u0627\u0644\u0645\u062C\u0645\u0648\u0639 \u0627\u0644\u0627\u062C\u0645\u0627\u0644\u064A average avg durchschnitt count anzahl totalcalls totalduration totaltalktime numberofcalls totalrecords totalrows");

    /// <summary>Words between others that say nothing by themselves.</summary>
    private static readonly FrozenSet<string> Fillers = Set("call calls the a an by with from to of on and client customer contact caller callee phone voice external user agent was");
}
