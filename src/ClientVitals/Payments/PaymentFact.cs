using System.Globalization;
using ClientVitals.People;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;

namespace ClientVitals.Payments;

/// <summary>What a payment is: charges, refunds, failed attempts and disputes, as Stripe and others export them (docs/sources-of-formats.md).</summary>
public static class PaymentFact
{
    /// <summary>What became of a payment. A word never seen is UNKNOWN, counted and shown.</summary>
    public static readonly FactWords Statuses = new(
        "UNKNOWN",
        [
            ("PAID", "paid payment succeeded success successful charge charged captured complete completed sale settled approved partialrefund partiallyrefunded bezahlt pagado pagada paye pagato"),
            ("PENDING", "pending processing requiresaction requiresconfirmation requirescapture authorized authorised uncaptured open unpaid due offen pendiente enattente"),
            ("FAILED", "failed declined failure rejected requirespaymentmethod insufficientfunds fehlgeschlagen abgelehnt rechazado fallido echoue refuse fallito"),
            ("REFUNDED", "refunded refund fullyrefunded chargerefunded reversed reversal creditnote erstattet reembolso reembolsado rembourse rimborsato"),
            ("DISPUTED", "disputed dispute chargeback chargedback needsresponse underreview warningneedsresponse warningunderreview lost inquiry"),
            ("CANCELLED", "canceled cancelled voided void expired warningclosed won blocked storniert anulado annule annullato"),
        ],
        telling: "refund=REFUNDED revers=REFUNDED disput=DISPUTED chargeback=DISPUTED fail=FAILED declin=FAILED reject=FAILED pend=PENDING process=PENDING cancel=CANCELLED void=CANCELLED paid=PAID success=PAID complet=PAID");

    /// <summary>What a record is, where its status says only whether that came about: a refund that succeeded.</summary>
    private static readonly FactWords Whats = new(
        null,
        [
            ("PAYMENT", "payment charge sale"),
            ("REFUND", "refund refunded paymentrefund reversal"),
            ("DISPUTE", "dispute chargeback"),
        ]);

    /// <summary>What is decided is not open any more, unless the source says that this is the later news.</summary>
    private const string GivesWay =
        "i.status = 'PENDING' and r.status not in ('PENDING', 'UNKNOWN') and coalesce(i.modified_at, r.modified_at) is not distinct from coalesce(r.modified_at, i.modified_at)";

    /// <summary>Its declaration.</summary>
    public static readonly Fact Payments = new("payments", "payment", "payments", "paid_at",
    [
        new("paid_at", FactKind.Moment,
            "paidat paidon paymentdate paymentdatetime datepaid created createddate createdat chargedat chargedate chargedon transactiondate transactiontime transactiondatetime saledate datetime date bookingdate valuedate "
            + "datum buchungstag fecha fechadepago datepaiement data") { Required = "the moment of payment" },
        new("paid_time", FactKind.Clock, "paymenttime transactiontime saletime time uhrzeit hora heure ora") { Of = "paid_at" },
        new("amount", FactKind.Money, "amount paymentamount amountpaid total totalamount gross grossamount value sum betrag summe importe montant importo"),
        new("minor_amount", FactKind.Money, "amountminor minoramount amountcents amountincents amountinminorunits amountsubunits") { IsOnlyRead = true },
        new("currency", FactKind.Name, "currency currencycode wahrung moneda devise valuta"),
        new("status", FactKind.Word, "paymentstatus transactionstatus chargestatus kind transactiontype paymentkind type state estado statut stato") { Words = Statuses },
        new("what", FactKind.Word, "object recordtype reportingcategory transactiontype kind") { IsOnlyRead = true, Words = Whats },
        new("method", FactKind.Name, "paymentmethod paymentmethodtype paymenttype tender tendertype cardbrand zahlungsart formadepago modepaiement"),
        new("payment_key", FactKind.Key, "refundof originalpaymentid originaltransactionid sourcecharge chargeid parentid disputedcharge charge"),
        new("package_key", FactKind.Key, "packageid serviceid productid contractid membershipid"),
        new("reference", FactKind.Name, "description invoicenumber receiptnumber statementdescriptor memo note notes verwendungszweck concepto libelle causale"),
        new("invoice_key", FactKind.Key, "invoiceid invoice paymentintentid paymentintent orderid ordernumber billid"),
        new("refunded_total", FactKind.Money, "amountrefunded refundedamount totalrefunded"),
        new("refunded_at", FactKind.Moment, "refundeddate refundedat refundedon refunddate") { IsOnlyRead = true },
        new("reason", FactKind.Name, "failurereason failuremessage declinereason sellermessage errormessage disputereason refundreason reason failurecode declinecode errorcode"),
        new("refunded", FactKind.Flag, "refunded isrefund isrefunded") { IsOnlyRead = true, Tells = new("status", "REFUNDED") },
        new("failed", FactKind.Flag, "failed isfailed declined") { IsOnlyRead = true, Tells = new("status", "FAILED") },
        new("disputed", FactKind.Flag, "disputed isdisputed") { IsOnlyRead = true, Tells = new("status", "DISPUTED") },
    ])
    {
        IdNames = "paymentid transactionid refundid disputeid balancetransactionid saleid recordid id",
        ClientKeyNames = "customerid clientid memberid customer userid personid contactid kundennummer",
        Key = ["paid_at", "amount", "status"],
        EqualRowsAreSeveral = true,
        Through = "payment_key",
        GivesWay = GivesWay,
        Standing = "case when i.status = 'PENDING' and bool_or(coalesce(i.status, 'PAID') not in ('PENDING', 'UNKNOWN')) over (partition by i.record_key, f.whose) then 0 else 1 end",
        Look = Look,
        Supposed = new Dictionary<string, string>
        {
            ["status"] = "case when i.refunded_total is null then 'PAID' else 'REFUNDED' end",
            ["amount"] = "i.refunded_total::numeric",
        },
        // What a payment's line says was given back in all, less the refunds that are told one by one.
        Remainder = new("refunded_total", "payment_key", "amount", "status", "REFUNDED", "CANCELLED"),
        Sources = [("stripe", "created amount currency customerid"), ("stripe", "createddate amount currency customerid")],
        // Beside a status a type says something else.
        Unsuitable = [("status", "status", "type"), ("status", "status", "kind")],
        Mappings = PaymentMappings.Ready,
    };

    /// <summary>How Stripe's ids of what is no payment begin: its exports say nothing else about it.</summary>
    private static readonly (string Begin, string Status)[] OtherIds = [("re_", "REFUNDED"), ("pyr_", "REFUNDED"), ("dp_", "DISPUTED"), ("du_", "DISPUTED")];

    /// <summary>What the id of a payment is put behind, for what was given back of it in all.</summary>
    internal const string InAll = "refunded:";

    /// <summary>As the intake takes it in.</summary>
    public static readonly FactEntity Entity = new(Payments, ClientIdentity.Rules);

    private static void Look(FactDraft payment)
    {
        var code = CurrencyOf(payment);
        if (payment["minor_amount"].Text is { } smallest && !payment["amount"].IsGiven)
        {
            if (code is null)
                payment.Refuse("the amount is in the smallest unit of a currency that is not said");
            else
                payment["amount"] = FactValue.Of(Currency.OfSmallest(decimal.Parse(smallest, CultureInfo.InvariantCulture), code).ToString(CultureInfo.InvariantCulture));
        }
        if (payment["amount"].Text is not { } amount)
        {
            payment.Refuse("no amount");
            return;
        }
        payment["status"] = (payment["what"].Text, payment["status"].Text) switch
        {
            ("REFUND", null or "PAID" or "UNKNOWN") => FactValue.Of("REFUNDED"),
            ("DISPUTE", not "CANCELLED") => FactValue.Of("DISPUTED"),
            _ => payment["status"],
        };
        if (payment["payment_key"].IsGiven && payment["status"].Text is null or "PAID" or "UNKNOWN"
            && OtherIds.FirstOrDefault(one => payment["external_id"].Text?.StartsWith(one.Begin, StringComparison.Ordinal) == true) is { Status: { } other })
            payment["status"] = FactValue.Of(other);
        // Money given back is no negative sale.
        if (decimal.Parse(amount, CultureInfo.InvariantCulture) is var number and < 0)
        {
            payment["amount"] = FactValue.Of((-number).ToString(CultureInfo.InvariantCulture));
            if (payment["status"].Text is null or "PAID")
                payment["status"] = FactValue.Of("REFUNDED");
        }
        if (payment["paid_at"].Moment is { } at && at > payment.Now.AddDays(1) && payment["status"].Text is not ("PENDING" or "CANCELLED"))
            payment.Refuse("is in the future and said to be over");
        TellGivenBack(payment);
    }

    /// <summary>A payment that was given back, in part or in full, is a payment and a refund: the line says how much in all.</summary>
    private static void TellGivenBack(FactDraft payment)
    {
        if (payment["refunded_total"].Text is not { } text)
            return;
        payment["refunded_total"] = FactValue.Nothing;
        var inAll = Math.Abs(decimal.Parse(text, CultureInfo.InvariantCulture));
        if (inAll == 0 || payment["external_id"].Text is not { } id)
            return;
        if (payment["status"].Text is "REFUNDED")
            payment["status"] = FactValue.Of("PAID");
        if (inAll > decimal.Parse(payment["amount"].Text!, CultureInfo.InvariantCulture))
            payment.IsOdd("say that more was given back than was paid");
        payment.TellsBeside(
            ("external_id", FactValue.Of(InAll + id)),
            ("payment_key", FactValue.Of(id)),
            ("refunded_total", FactValue.Of(inAll.ToString(CultureInfo.InvariantCulture))),
            ("paid_at", payment["refunded_at"].IsGiven ? payment["refunded_at"] : payment["paid_at"]),
            ("amount", FactValue.Nothing),
            ("status", FactValue.Nothing),
            ("reason", FactValue.Nothing));
    }

    private static string? CurrencyOf(FactDraft payment)
    {
        if (payment["currency"].Text is not { } written)
            return null;
        var code = Currency.CodeOf(written);
        if (code is not null)
            payment["currency"] = FactValue.Of(code);
        else
            payment.LeaveOut("currency", "is not a currency's code, such as AED", written);
        return code;
    }
}
