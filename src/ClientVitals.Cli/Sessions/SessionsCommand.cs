using System.CommandLine;
using ClientVitals.Cli.Facts;
using ClientVitals.Database;
using ClientVitals.Sessions;

namespace ClientVitals.Cli.Sessions;

/// <summary><c>vitals sessions</c>: what was booked, attended, missed and called off.</summary>
internal static class SessionsCommand
{
    private static readonly FactQuestions Ask = new(
        SessionFact.Entity, "session", SessionFact.Statuses, "Only sessions of this day and later, in the business zone.", "Only sessions before this day.");

    /// <summary>An example of a word and its meaning.</summary>
    private const string Word = "Status:Signed in=ATTENDED";

    private static readonly FactReread Again = new(SessionFact.Entity, Word);

    public static Command Command() => new(
        "sessions", "Import sessions (visits, classes, appointments), list them, and show what was known of one and when.")
    {
        new FactImport(SessionFact.Entity, Word).Command(),
        List(),
        Ask.Show(SessionVersions.ReadAsync),
        new FactUndo(SessionFact.Entity).Command(),
        Again.Redo(),
        Again.Command(),
    };

    private static Command List()
    {
        var command = new Command("list", "List sessions, latest first; with --as-of as they were known at a past moment.")
        {
            Ask.Client, Ask.From, Ask.Until, Ask.Status, Ask.Unmatched, Ask.AsOf, Ask.Limit, Output.Format,
        };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var (client, zone) = await Ask.AskedAsync(database, parsed, ct);
            var which = new SessionsPage.Which(
                client, FactQuestions.Begins(parsed, Ask.From, zone), FactQuestions.Begins(parsed, Ask.Until, zone), parsed.GetValue(Ask.Status), parsed.GetValue(Ask.Unmatched), Ask.Moment(parsed, zone));
            var page = await SessionsPage.ReadAsync(database, DatabaseIdentity.Service, which, Ask.Most(parsed), null, ct);
            Ask.Say(
                page.Items, parsed.GetValue(Output.Format),
                new Column<RecordedSession>("id", s => s.Id), new("starts_at", s => s.StartsAt), new("status", s => s.Status), new("client", s => s.ClientEmail ?? s.ClientPhone ?? s.ClientKey),
                new("kind", s => s.Kind), new("staff", s => s.Staff), new("minutes", s => s.Minutes), new("source", s => s.Source), new("external_id", s => s.ExternalId),
                new("client_id", s => s.ClientId), new("known_from", s => s.KnownFrom));
            return Door.Done;
        });
        return command;
    }
}
