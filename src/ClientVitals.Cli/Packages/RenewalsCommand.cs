using System.CommandLine;
using ClientVitals.Database;
using ClientVitals.Packages;
using ClientVitals.Settings;

namespace ClientVitals.Cli.Packages;

/// <summary><c>vitals packages renewals</c></summary>
internal static class RenewalsCommand
{
    private static readonly Option<int> Within = new("--within")
    {
        Description = $"Days ahead, 1 to {RenewalsDue.MostDays}.",
        HelpName = "days",
        DefaultValueFactory = _ => RenewalsDue.UsualDays,
    };

    private static readonly Option<bool> Overdue = new("--overdue") { Description = $"Those that ran out in the last {RenewalsDue.OverdueDays} days and were not renewed." };

    private static readonly Option<string?> Coach = new("--coach") { Description = "Only this coach's book, by name.", HelpName = "name" };

    private static readonly Option<string?> Segment = new("--segment") { Description = "Only this group of clients.", HelpName = "name" };

    private static readonly Option<int> Limit = new("--limit") { Description = "Rows at most.", DefaultValueFactory = _ => 50, HelpName = "rows" };

    public static Command Command()
    {
        var command = new Command("renewals", "List clients whose package runs out, by its last day or by the sessions left at their own pace, the earliest first; and what the packages cost, by currency.")
        {
            Within, Overdue, Coach, Segment, Limit, Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var zone = BusinessZone.Of((await BusinessSettings.InForceAsync(database, ct)).BusinessZone);
        var which = new RenewalsDue.Which(
            zone.DayOf(TimeProvider.System.GetUtcNow()), parsed.GetValue(Within), parsed.GetValue(Overdue) ? RenewalsDue.Overdue : RenewalsDue.Due, parsed.GetValue(Coach), parsed.GetValue(Segment));
        var page = await RenewalsDue.ReadAsync(database, DatabaseIdentity.Service, which, Math.Clamp(parsed.GetValue(Limit), 1, Cursor.LargestPage), null, ct);
        var format = parsed.GetValue(Output.Format);
        if (format == OutputFormat.Table && page.Items.Count == 0)
        {
            Console.WriteLine(Nothing(await PackagesCount.ReadAsync(database, DatabaseIdentity.Service, ct), which));
            return Door.Done;
        }
        if (format == OutputFormat.Table)
            Console.WriteLine(Worth(await RenewalTotals.ReadAsync(database, DatabaseIdentity.Service, which, ct), which));
        Output.Write(
            page.Items, format,
            new Column<RenewalDue>("due_on", due => due.DueOn), new("days_until", due => due.DaysUntil), new("due_by", due => due.DueBy), new("client", due => due.ClientName), new("email", due => due.ClientEmail),
            new("coach", due => due.Coach), new("kind", due => due.Kind), new("price", due => due.Price), new("currency", due => due.Currency), new("sessions_left", due => due.SessionsLeft),
            new("sessions_bought", due => due.SessionsBought), new("sessions_per_week", due => due.SessionsPerWeek), new("expires_on", due => due.ExpiresOn), new("last_session_on", due => due.LastSessionOn),
            new("segment", due => due.Segment), new("client_id", due => due.ClientId), new("counted_at", due => due.CountedAt));
        return Door.Done;
    }

    /// <summary>No packages, packages not counted yet, and none due are three answers.</summary>
    private static string Nothing(PackagesCount count, RenewalsDue.Which which) =>
        !count.HasPackages ? "There are no packages on record; vitals packages import brings them in."
        : count.CountedAt is null ? "What is left of packages is not counted yet; vitals health score counts it."
        : which.IsOverdue ? "No renewal is overdue."
        : FormattableString.Invariant($"No package runs out within {which.Within} days.");

    private static string Worth(IReadOnlyList<RenewalTotal> totals, RenewalsDue.Which which)
    {
        var these = totals.Where(total => total.State == which.State).ToList();
        var parts = these.Select(total => FormattableString.Invariant(total.Currency is null ? $"{total.Clients} without a price" : (FormattableString)$"{total.Currency} {total.Value} ({total.Clients})"));
        return FormattableString.Invariant($"{these.Sum(total => total.Clients)} {(which.IsOverdue ? "ran out and were not renewed" : $"run out within {which.Within} days")}: {string.Join(", ", parts)}.");
    }
}
