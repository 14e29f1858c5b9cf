using System.Collections.Frozen;

namespace ClientVitals.Sources;

/// <summary>
/// The names that common exports give to what every kind of row has, in order of preference, reduced to letters and digits: English, then German,
/// Spanish, French, Portuguese, Italian and Arabic. Sources: docs/sources-of-formats.md.
/// </summary>
internal static class KnownNames
{
    /// <summary>The client's e-mail.</summary>
    public const string ClientEmail =
        "clientemail contactemail customeremail memberemail leademail inviteeemail attendeeemail guestemail patientemail clientemailaddress contactemailaddress customeremailaddress emailaddress email primaryemail email1 email1value emailaddress1 personemail contactemails emails associatedcontactemail "
        + "emailclient emailkunde kundenemail emailadresse emaildelcliente correo correoelectronico correocliente adresseemail courriel emailcliente emaildocliente \u0627\u0644\u0628\u0631\u064A\u062F\u0627\u0644\u0627\u0644\u0643\u062A\u0631\u0648\u0646\u064A \u0628\u0631\u064A\u062F\u0627\u0644\u0639\u0645\u064A\u0644 \u0627\u0644\u0628\u0631\u064A\u062F";

    /// <summary>The client's number.</summary>
    public const string ClientPhone =
        "clientphone clientnumber clientphonenumber contactphone contactnumber contactphonenumber customerphone customernumber customerphonenumber externalnumber memberphone leadphone patientphone callernumber participantphone phonenumber phone mobile mobilenumber mobilephone mobilephonenumber cellphone phonemobile phone1 phone1value primaryphone personphone contactphones contactphonenumbers phonenumbers phones textremindernumber rawdigits "
        + "telefon telefonnummer rufnummer handynummer mobilnummer kundennummertelefon kundentelefon telefonkunde telefono telefonocliente numerodetelefono movil celular telephone telephoneclient numerodetelephone numeroclient telefone telefonecliente numerodetelefone cellulare \u0631\u0642\u0645\u0627\u0644\u0647\u0627\u062A\u0641 \u0627\u0644\u0647\u0627\u062A\u0641 \u0631\u0642\u0645\u0627\u0644\u062C\u0648\u0627\u0644 \u0631\u0642\u0645\u0627\u0644\u0639\u0645\u064A\u0644 \u0627\u0644\u062C\u0648\u0627\u0644";

    /// <summary>The coach whose book the client is in.</summary>
    public const string Coach =
        "coach assignedcoach coachname assignedtrainer trainer trainername entrenador \u0627\u0644\u0645\u062F\u0631\u0628";

    /// <summary>The client's first name.</summary>
    public const string Firstname =
        "firstname clientfirstname contactfirstname inviteefirstname customerfirstname givenname vorname nombre nombres prenom primeironome";

    /// <summary>The client's last name.</summary>
    public const string Lastname =
        "lastname clientlastname contactlastname inviteelastname customerlastname surname familyname nachname familienname apellido apellidos nomdefamille sobrenome cognome";

    /// <summary>The client's first and last name in one.</summary>
    public const string Name =
        "clientname contactname customername membername inviteename patientname fullname associatedcontact name kunde kundenname cliente nomcomplet nomclient client nome \u0627\u0644\u0627\u0633\u0645 \u0627\u0633\u0645\u0627\u0644\u0639\u0645\u064A\u0644";

    /// <summary>The zone of the row's times.</summary>
    public const string TimeZone =
        "timezone timezonename timezoneid calltimezone starttimezone starttz starttimezoneid eventtimezone numbertimezone companytimezone accounttimezone localtimezone locationtimezone tz tzname calltz utcoffset gmtoffset timezoneoffset tzoffset zeitzone zonahoraria husohorario fuseauhoraire fusohorario fusoorario \u0627\u0644\u0645\u0646\u0637\u0642\u0629\u0627\u0644\u0632\u0645\u0646\u064A\u0629";

    /// <summary>When the source last changed the row.</summary>
    public const string Modified =
        "hslastmodifieddate lastmodifieddate lastmodifieddatetime lastmodifiedtime lastmodifiedat lastmodified modifiedat modifieddate modifiedon updatedat dateupdated lastupdated lastupdatedat updatedon eventtimestamp geandertam zuletztgeandert fechademodificacion datemodification";

    /// <summary>What API answers and events put around a row: "data.object.from" is its "from".</summary>
    private static readonly FrozenSet<string> Wrappers =
        "data object payload properties attributes fields record records resource call calls callinfo callrecord calllog calllogs cdr body item items result results event eventdata message source detail details response appointment booking".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The name of a column as it is looked up: its letters and digits, without what an API puts around a row.</summary>
    /// <param name="name">As it is written.</param>
    /// <param name="names">All that are known.</param>
    public static string CoreOf(string name, IReadOnlySet<string> names)
    {
        var core = WordKey.Of(name);
        if (name.IndexOf('.', StringComparison.Ordinal) < 0 || names.Contains(core))
            return core;
        // The first of a list is as good as one: "emails[0].value".
        var parts = name.Replace("[0]", "", StringComparison.Ordinal).Split('.');
        if (parts.Length > 1 && WordKey.Of(parts[^1]) == "value")
            parts = parts[..^1];
        for (var from = 0; from < parts.Length && (from == 0 || Wrappers.Contains(WordKey.Of(parts[from - 1]))); from++)
        {
            core = WordKey.Of(string.Concat(parts[from..]));
            if (names.Contains(core))
                return core;
        }
        return core;
    }
}
