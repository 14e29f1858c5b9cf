using System.Globalization;
using ClientVitals.People;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;

namespace ClientVitals.Packages;

/// <summary>What a package is: services, passes and memberships, as Mindbody, Glofox and others export them (docs/sources-of-formats.md).</summary>
public static class PackageFact
{
    /// <summary>More sessions than these are a system's way of writing "unlimited".</summary>
    public const int MostSessions = 1000;

    /// <summary>What became of a package. A word never seen is UNKNOWN, counted and shown.</summary>
    public static readonly FactWords Statuses = new(
        "UNKNOWN",
        [
            ("ACTIVE", "active current open running valid paid trial trialing aktiv laufend activo activa vigente actif attivo"),
            ("FROZEN", "frozen freeze paused pause onhold hold suspended pausiert ruhend congelado congelada pausado enpause sospeso"),
            ("USED_UP", "usedup used consumed exhausted depleted completed complete finished aufgebraucht agotado agotada epuise esaurito"),
            ("EXPIRED", "expired ended lapsed past inactive abgelaufen vencido vencida expirado expirada expire scaduto"),
            ("TRANSFERRED", "transferred moved reassigned transferredout ubertragen transferido transferida transfere trasferito"),
            ("CANCELLED", "cancelled canceled terminated voided void gekundigt storniert cancelado cancelada anulado resilie annule annullato"),
            ("REFUNDED", "refunded returned chargedback erstattet reembolsado devuelto rembourse rimborsato"),
        ],
        telling: "refund=REFUNDED return=REFUNDED freez=FROZEN frozen=FROZEN pause=FROZEN hold=FROZEN suspend=FROZEN transfer=TRANSFERRED expir=EXPIRED cancel=CANCELLED terminat=CANCELLED used=USED_UP inactiv=EXPIRED activ=ACTIVE");

    /// <summary>Its declaration.</summary>
    public static readonly Fact Packages = new("packages", "package", "packages", "bought_on",
    [
        new("bought_on", FactKind.Day,
            "boughton purchasedate purchasedon purchasedat datepurchased dateofpurchase paymentdate saledate solddate soldon orderdate startdate activedate activationdate membershipstartdate createdat created date "
            + "gekauftam kaufdatum fechadecompra fechacompra dateachat datadiacquisto") { Required = "the day of purchase" },
        new("starts_on", FactKind.Day, "startson startdate activedate activationdate activatedon membershipstartdate validfrom begindate begin fechadeinicio datedebut"),
        new("expires_on", FactKind.Day, "expireson expirationdate expirydate expiration expiry expires enddate endson validuntil validto membershipenddate renewaldate nextrenewal vencimiento dateexpiration scadenza ablaufdatum gultigbis"),
        new("kind", FactKind.Name, "packagename package packagetype servicename service productname product membership membershipname membershipplan plan planname passname pricingoption pricingoptionname contractname item itemname type name paket"),
        new("sessions_bought", FactKind.Whole, "sessionsbought sessionspurchased count sessions numberofsessions totalsessions sessioncount packagesize classes numberofclasses credits totalcredits visits totalvisits quantity units"),
        new("source_remaining", FactKind.Whole, "remaining remainingsessions sessionsremaining sessionsleft remainingvisits visitsremaining creditsremaining classesremaining creditsleft left balance outstanding outstandingsessions"),
        new("price", FactKind.Money, "price amount total totalamount value packagevalue cost amountpaid saleamount paymentamount preis precio prix prezzo"),
        new("currency", FactKind.Name, "currency currencycode wahrung moneda devise valuta"),
        new("renewed_from", FactKind.Key, "renewedfrom previouspackageid renewalof previousserviceid"),
        new("frozen_on", FactKind.Day, "frozenon freezestart freezestartdate pausedon pausestart holdstart suspendedon suspensionstart"),
        new("frozen_until", FactKind.Day, "frozenuntil freezeend freezeenddate pauseduntil pauseend holdend suspensionend"),
        new("status", FactKind.Word, "packagestatus membershipstatus servicestatus contractstatus state estado statut stato") { Words = Statuses },
        new("frozen", FactKind.Flag, "isfrozen frozen issuspended suspended ispaused paused onhold") { IsOnlyRead = true, Tells = new("status", "FROZEN") },
        new("transferred", FactKind.Flag, "transferredon transferredat istransferred transferred") { IsOnlyRead = true, Tells = new("status", "TRANSFERRED") },
        new("cancelled", FactKind.Flag, "canceled cancelled iscanceled iscancelled canceledon cancelledon canceledat cancelledat cancellationdate terminationdate") { IsOnlyRead = true, Tells = new("status", "CANCELLED") },
        new("refunded", FactKind.Flag, "returned isreturned refunded isrefunded refundedon refundedat") { IsOnlyRead = true, Tells = new("status", "REFUNDED") },
    ])
    {
        IdNames = "packageid serviceid clientserviceid membershipid clientmembershipid contractid passid purchaseid saleitemid recordid id",
        ClientKeyNames = "clientid clientuniqueid memberid customerid userid customer personid contactid kundennummer",
        Key = ["bought_on", "kind"],
        Look = Look,
        Supposed = new Dictionary<string, string> { ["status"] = "'ACTIVE'" },
        Sources = [("mindbody", "activedate expirationdate remaining"), ("glofox", "membershipname membershipstartdate")],
        Unsuitable =
        [
            // Beside what only a package has, the name is the package's.
            ("expirationdate", "name", "name"), ("remaining", "name", "name"), ("sessionsbought", "name", "name"), ("activedate", "name", "name"), ("packageid", "name", "name"),
        ],
        Mappings = PackageMappings.Ready,
    };

    /// <summary>As the intake takes it in.</summary>
    public static readonly FactEntity Entity = new(Packages, ClientIdentity.Rules);

    private static void Look(FactDraft package)
    {
        LookAtDays(package);
        LookAtCounts(package);
        if (package["price"].Text is { } price && decimal.Parse(price, CultureInfo.InvariantCulture) < 0)
            package.LeaveOut("price", "is negative", price);
        if (package["currency"].Text is { } currency)
        {
            if (Currency.CodeOf(currency) is { } code)
                package["currency"] = FactValue.Of(code);
            else
                package.LeaveOut("currency", "is not a currency's code, such as AED", currency);
        }
    }

    private static void LookAtDays(FactDraft package)
    {
        var begins = package["starts_on"].IsGiven ? package["starts_on"].Number : package["bought_on"].Number;
        if (package["expires_on"].IsGiven && package["expires_on"].Number < begins)
        {
            package["expires_on"] = FactValue.Nothing;
            package.IsOdd("would end before they begin; their last day is left out");
        }
        if (package["frozen_on"].IsGiven && package["frozen_until"].IsGiven && package["frozen_until"].Number < package["frozen_on"].Number)
        {
            package["frozen_until"] = FactValue.Nothing;
            package.IsOdd("would be frozen until a day before the freeze; that day is left out");
        }
        if (package["bought_on"].Day is { } bought && bought > DateOnly.FromDateTime(package.Now.UtcDateTime).AddDays(1))
            package.IsOdd("are bought on a day that lies ahead; they count from that day on");
    }

    private static void LookAtCounts(FactDraft package)
    {
        if (package["sessions_bought"] is { IsGiven: true } held)
        {
            if (held.Number < 0)
                package.LeaveOut("sessions_bought", "is negative", held.Number.ToString(CultureInfo.InvariantCulture));
            else if (held.Number > MostSessions)
            {
                package["sessions_bought"] = FactValue.Nothing;
                package.IsOdd("hold more than 1 000 sessions; they are kept as unlimited");
            }
        }
        if (package["source_remaining"] is { IsGiven: true } left && Math.Abs(left.Number) > MostSessions)
            package["source_remaining"] = FactValue.Nothing;
    }
}
