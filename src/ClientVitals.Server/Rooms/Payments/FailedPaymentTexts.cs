using ClientVitals.Payments;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Payments;

/// <summary>What the page Failed payments says.</summary>
internal sealed class FailedPaymentTexts(Language language)
{
    public string Title => language.Say("Failed payments");

    /// <summary>What the page knows, in a sentence.</summary>
    public string Headline(int failed) => failed == 0 ? language.Say("No failed payment is open") : language.Count(failed, "1 failed payment is not paid yet", "{0} failed payments are not paid yet");

    public string About(int retryDays) => language.Say(
        "An attempt leaves this list when its invoice is paid, or when the same client pays the same amount within {0} days.", retryDays);

    public string Recovered(int days) => language.Say("Recovered in the last {0} days:", days);

    public string NothingRecovered => language.Say("nothing");

    public string How => language.Say("How this is worked out");

    public string HowTries(int retryDays) => language.Say(
        "Attempts at one invoice are one line. Where a source names no invoice, attempts of one client at the same amount within {0} days are one line.", retryDays);

    public string HowApart => language.Say("Disputes and refunds are lists of their own: nobody owes a refund. A refund that failed is not listed here. Amounts of different currencies are not added up.");

    public string AsOf(DateTimeOffset? told, PageContext seen) => told is { } at ? language.Say("last payment received {0}", seen.Moment(at)) : language.Say("no payments received");

    public string Lists => language.Say("Failed, disputed and refunded");

    public string Failed(string count) => language.Say("Failed ({0})", count);

    public string Disputed(string count) => language.Say("Disputed ({0})", count);

    public string Refunded(string count) => language.Say("Refunded ({0})", count);

    public string Together => language.Say("Together");

    /// <param name="amount">Written, with its currency.</param>
    public string AmountOf(string amount, int payments) => payments == 1 ? language.Say("{0} (1 payment)", amount) : language.Say("{0} ({1} payments)", amount, payments);

    public string LookingBack => language.Say("Looking back");

    public string Days(int days) => language.Count(days, "1 day", "{0} days");

    public string Show => language.Say("Show");

    public string NotImported => language.Say("No payments on record");

    public string WhenImported(bool manages) => manages
        ? language.Say("Import payments from a file, or let a source such as Stripe send them. This page then shows what failed and was not paid since.")
        : language.Say("None of your clients has a payment on record.");

    public string ImportData => language.Say("Import a file");

    public string None(string kind) => kind switch
    {
        FailedPayments.Disputed => language.Say("No disputes"),
        FailedPayments.Refunded => language.Say("No refunds"),
        _ => language.Say("None failed"),
    };

    public string NoneWithin(string kind, int days) => kind switch
    {
        FailedPayments.Disputed => language.Count(days, "No payment was disputed in the last day.", "No payment was disputed in the last {0} days."),
        FailedPayments.Refunded => language.Count(days, "Nothing was given back in the last day.", "Nothing was given back in the last {0} days."),
        _ => language.Count(days, "Every payment that failed in the last day is paid.", "Every payment that failed in the last {0} days is paid."),
    };

    public string NoMatch => language.Say("No payment matches these filters.");

    public string ShowEverybody => language.Say("Show everybody");

    /// <summary>What the table counts, in English: the table says it.</summary>
    public static (string One, string Many) Noun => ("payment", "payments");

    public string Client => language.Say("Client");

    public string Unmatched => language.Say("unmatched");

    public string NoName => language.Say("no name");

    public string Amount => language.Say("Amount");

    public string When(string kind) => kind == FailedPayments.Failed ? language.Say("Last try") : language.Say("When");

    public string Tries => language.Say("Tried");

    /// <summary>How often it was tried, and since when.</summary>
    public string TriedSince(FailedPayment payment, PageContext seen) => payment.Tries == 1
        ? language.Say("once") : language.Say("{0} times since {1}", seen.Whole(payment.Tries), seen.Date(seen.Day(payment.FirstAt)));

    public string Reason => language.Say("Reason");

    public string Reference => language.Say("Reference");

    public string Method => language.Say("Paid by");

    public string Coach => language.Say("Coach");

    public string Group => language.Say("Group");

    public string Source => language.Say("Source");
}
