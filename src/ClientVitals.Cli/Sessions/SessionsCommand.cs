using System.CommandLine;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Cli.Facts;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Sessions;
using ClientVitals.Settings;

namespace ClientVitals.Cli.Sessions;

/// <summary><c>vitals sessions</c>: what was booked, attended, missed and called off.</summary>
internal static class SessionsCommand
{
    private static readonly Option<string?> Client = new("--client") { Description = "Only of this client: their e-mail, phone or id.", HelpName = "client" };

    private static readonly Option<string?> Status = new("--status") { Description = "Only of this status: BOOKED, ATTENDED, NO_SHOW, CANCELLED, LATE_CANCELLED, REBOOKED or UNKNOWN.", HelpName = "status" };

    private static readonly Option<DateOnly?> From = PatternOptions.Date("--from", "Only sessions of this day and later, in the business zone.");

    private static readonly Option<DateOnly?> Until = PatternOptions.Date("--until", "Only sessions before this day.");

    private static readonly Option<bool> Unmatched = new("--unmatched") { Description = "Only sessions that belong to no client." };

    private static readonly Option<string?> AsOf = new("--as-of")
    {
        Description = "As they were known at this past moment: 2025-12-08 (08:00 that day), 2025-12-08T14:30, or with an offset 2025-12-08T14:30+04:00.",
        HelpName = "moment",
    };

    private static readonly Option<int> Limit = new("--limit") { Description = "Rows at most.", DefaultValueFactory = _ => 50, HelpName = "rows" };

    private static readonly Argument<long> Number = new("session") { Description = "The session's number, as vitals sessions list shows it." };

    public static Command Command() => new(
        "sessions", "Import sessions (visits, classes, appointments), list them, and show what was known of one and when.")
    {
        new FactImport(SessionFact.Entity, "Status:Signed in=ATTENDED").Command(),
        List(),
        Show(),
        new FactUndo(SessionFact.Entity).Command(),
    };

    private static Command List()
    {
        var command = new Command("list", "List sessions, latest first; with --as-of as they were known at a past moment.") { Client, From, Until, Status, Unmatched, AsOf, Limit, Output.Format };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var (client, zone) = await AskedAsync(database, parsed.GetValue(Client), ct);
            DateTimeOffset? Begins(Option<DateOnly?> day) =>
                parsed.GetValue(day) is { } given ? new DateTimeOffset(zone.UtcTicksOf(given.ToDateTime(TimeOnly.MinValue).Ticks), TimeSpan.Zero) : null;
            var which = new SessionsPage.Which(
                client, Begins(From), Begins(Until), parsed.GetValue(Status), parsed.GetValue(Unmatched), PatternOptions.Moment(parsed.GetValue(AsOf), zone.Info));
            var page = await SessionsPage.ReadAsync(database, DatabaseIdentity.Service, which, Math.Clamp(parsed.GetValue(Limit), 1, Cursor.LargestPage), null, ct);
            var format = parsed.GetValue(Output.Format);
            if (page.Items.Count == 0 && format == OutputFormat.Table)
                Console.WriteLine("There are no such sessions; vitals sessions import brings them in.");
            else
                Output.Write(
                    page.Items, format,
                    new Column<RecordedSession>("id", s => s.Id), new("starts_at", s => s.StartsAt), new("status", s => s.Status), new("client", s => s.ClientEmail ?? s.ClientPhone ?? s.ClientKey),
                    new("kind", s => s.Kind), new("staff", s => s.Staff), new("minutes", s => s.Minutes), new("source", s => s.Source), new("external_id", s => s.ExternalId),
                    new("client_id", s => s.ClientId), new("known_from", s => s.KnownFrom));
            return Door.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Show all that was known of one session, and from when until when.") { Number, Output.Format };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var number = parsed.GetRequiredValue(Number);
            var versions = await SessionVersions.ReadAsync(database, DatabaseIdentity.Service, number, ct);
            if (versions.Count == 0)
                throw new NotFoundException($"There is no session {number}; vitals sessions list shows them.");
            Output.Write(versions, parsed.GetValue(Output.Format));
            return Door.Done;
        });
        return command;
    }

    private static async Task<(Guid? Client, BusinessZone Zone)> AskedAsync(VitalsDatabase database, string? named, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var client = named is null ? (Guid?)null : (await FoundClient.RequireAsync(db, named, settings.PhoneRegion, ct)).Id;
        return (client, BusinessZone.Of(settings.BusinessZone));
    }
}
