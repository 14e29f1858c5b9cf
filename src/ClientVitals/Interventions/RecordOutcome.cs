using System.Globalization;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Answers;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.Interventions;

/// <summary>
/// Records what somebody did about an item, and does what that means: a pause, an end of the relation, a new usual; and when the item is due
/// again. An item stays open until its cause is over. The same outcome again on the same day changes nothing.
/// </summary>
/// <param name="Item">Which.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Until">AWAY: first day back, null = not known; SNOOZED: when it is due again.</param>
/// <param name="Note">What somebody wants to remember.</param>
/// <param name="Seen">The last act that the actor had seen on the item, 0 = none: a later one by somebody else refuses this one. Null = not asked.</param>
public sealed record RecordOutcome(long Item, Outcome Outcome, DateOnly? Until = null, string? Note = null, long? Seen = null) : IAct<RecordOutcome.Recorded>
{
    /// <summary>What is said of an item that is not there, and of one in another coach's book.</summary>
    public const string NoSuchItem = ItemTurn.NoSuchItem;

    /// <summary>The result.</summary>
    /// <param name="Id">The act; with it <see cref="UndoAct"/> undoes it.</param>
    /// <param name="DueOn">When the item is due again; null = it is not.</param>
    /// <param name="WasThere">The same was recorded today already; nothing was changed.</param>
    public sealed record Recorded(long Id, long Item, Guid Client, DateOnly? DueOn, bool WasThere);

    /// <summary>Records it.</summary>
    /// <exception cref="PlainError">The item is closed; <see cref="Until"/> or <see cref="Note"/> does not fit; somebody else was first.</exception>
    /// <exception cref="NotFoundException">The actor sees no such item.</exception>
    public async Task<Recorded> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var item = await ItemTurn.TakeSeenAsync(work, Item, ct);
        FieldLimits.Check("note", Note);
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        var today = DateOnly.FromDayNumber(Moment.DayOf(work.Now, settings.Zone));
        CheckWords(today);
        if (item.CompletedAt is not null)
            throw new PlainError($"This item is closed: {item.CloseReason}. Nothing was changed; the list shows what is open.");
        if (Seen is { } seen && item.LastActId is { } last && last > seen)
        {
            var at = TimeZoneInfo.ConvertTime(item.LastActAt!.Value, settings.Zone);
            throw new PlainError($"{item.LastActBy} was first: {Spoken(item.LastActKind!)} at {at:HH:mm}. Nothing was changed; look at the row, and act again if there is more to say.");
        }
        if (Outcome != Outcome.Note && item.LastActId is { } same && item.LastActKind == Outcome.Word() && item.LastActOn == today && item.LastActUntil == Until)
            return new(same, Item, item.ClientId, item.FollowUpDate, WasThere: true);
        var (id, due) = await WriteAsync(work, item, today, ct);
        var did = Audit.Client("intervention", item.ClientId, ("act", Outcome.Word()), ("item", Item.ToString(CultureInfo.InvariantCulture)));
        await did.RunAsync(work, ct);
        return new(id, Item, item.ClientId, due, WasThere: false);
    }

    /// <summary>Writes the act and does what it means, within an act that has checked who may and writes its own audit line.</summary>
    internal async Task<(long Id, DateOnly? DueOn)> WriteAsync(UnitOfWork work, ItemState item, DateOnly today, CancellationToken ct)
    {
        var pause = Outcome == Outcome.Away ? await PauseAsync(work, item, today, ct) : null;
        var end = Outcome == Outcome.Left ? await EndRelation.LeftAsync(work, item.ClientId, today, ct) : null;
        long? usual = Outcome == Outcome.AllGood && item.EpisodeId is not null ? await NewUsual.SayAsync(work, item.ClientId, today, ct) : null;
        var due = Outcome.DueAfter(today, Until, item.Tries);
        var note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim();
        var id = await work.Connection.ExecuteScalarAsync<long>(new CommandDefinition(
            Sql.Of<RecordOutcome>("Write"),
            new { item = Item, client = item.ClientId, kind = Outcome.Word(), now = work.Now, today, by = work.By.Name, note, until = Until, due, pause, end_id = end, usual },
            cancellationToken: ct));
        await ItemTurn.ShowLastActAsync(work, Item, ct);
        return (id, due);
    }

    private void CheckWords(DateOnly today)
    {
        if (Until is not null && Outcome is not (Outcome.Away or Outcome.Snoozed))
            throw new PlainError("Only away and snoozed have a day; leave it out.");
        if (Outcome == Outcome.Snoozed && Until is null)
            throw new PlainError("Say until when to snooze it, such as 2026-01-31.");
        if (Outcome == Outcome.Snoozed && (Until <= today || Until > today.AddDays(OutcomeWords.LongestSnoozeDays)))
            throw new PlainError($"The day must be {today.AddDays(1):yyyy-MM-dd} to {today.AddDays(OutcomeWords.LongestSnoozeDays):yyyy-MM-dd}, not {Until:yyyy-MM-dd}.");
        if (Outcome == Outcome.Note && string.IsNullOrWhiteSpace(Note))
            throw new PlainError("The note is empty; write something.");
    }

    private async Task<long?> PauseAsync(UnitOfWork work, ItemState item, DateOnly today, CancellationToken ct)
    {
        var from = item.DriftSince is { } since && since < today ? since : today;
        if (Until <= from)
            throw new PlainError($"The first day back, {Until:yyyy-MM-dd}, must be after the day the silence began, {from:yyyy-MM-dd}.");
        var entered = await new EnterPause(item.ClientId, from, Until, Note: Note).RunAsync(work, ct);
        // A pause that stood there already is not this act's to take back.
        return entered.WasThere ? null : entered.Id;
    }

    private static string Spoken(string kind) => kind.ToLowerInvariant().Replace('_', ' ');
}
