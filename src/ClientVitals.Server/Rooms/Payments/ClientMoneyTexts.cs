using ClientVitals.Packages;
using ClientVitals.Payments;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Payments;

/// <summary>What a client's page says of their package and of what they owe.</summary>
internal sealed class ClientMoneyTexts(Language language)
{
    public string Title => language.Say("Package and payments");

    public string SomePackage => language.Say("a package");

    /// <summary>Until when it runs, or that it does not.</summary>
    public string Runs(ClientPackage package, PageContext seen) => (package.Status, package.ExpiresOn is { } last ? last.DayNumber - seen.Today.DayNumber : null as int?) switch
    {
        ("FROZEN", _) => language.Say("frozen."),
        ("USED_UP", _) => language.Say("used up."),
        (_, < 0) => language.Say("ran out on {0}.", seen.Date(package.ExpiresOn)),
        ("EXPIRED", _) => language.Say("ran out."),
        (_, 0) => language.Say("ends today."),
        (_, 1) => language.Say("ends tomorrow."),
        (_, { } days) => language.Say("ends in {0} days, on {1}.", days, seen.Date(package.ExpiresOn)),
        _ => language.Say("no last day is known."),
    };

    /// <summary>How many sessions are left; null where that is not known, or the package does not run.</summary>
    public string? Left(ClientPackage package, PageContext seen) => package is not { SessionsLeft: { } left, CountedAt: { } at } || package.Status is "EXPIRED" or "USED_UP" || package.ExpiresOn < seen.Today ? null
        : left == 1 ? language.Say("1 session is left (counted {0}).", seen.Moment(at)) : language.Say("{0} sessions are left (counted {1}).", seen.Whole(left), seen.Moment(at));

    public string Owes => language.Say("Failed and not paid yet:");

    public string AmountOf(ClientOwes owed, PageContext seen) => owed.Payments == 1
        ? language.Say("{0} on {1}", seen.Money(owed.Amount, owed.Currency), seen.Date(seen.Day(owed.LastAt)))
        : language.Say("{0} in {1} payments, last tried {2}", seen.Money(owed.Amount, owed.Currency), owed.Payments, seen.Date(seen.Day(owed.LastAt)));

    public string ShowFailed => language.Say("Show failed payments");
}
