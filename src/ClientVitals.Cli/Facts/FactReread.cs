using System.CommandLine;
using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;

namespace ClientVitals.Cli.Facts;

/// <summary><c>vitals FACTS reread N</c> and <c>redo N</c>, of any declared fact.</summary>
internal sealed class FactReread
{
    private readonly FactEntity _entity;
    private readonly Argument<long> _delivery = new("delivery") { Description = "The delivery's number, as vitals calls deliveries shows it." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only show what would change; nothing is kept." };
    private readonly Option<bool> _matchOnly;
    private readonly Option<string?> _zone = new("--zone") { Description = "Time zone for times in the file that name none. Default: the business zone.", HelpName = "zone" };
    private readonly Option<string?> _region = new("--phone-region") { Description = "Country of numbers without a country code, such as AE. Default: the setting.", HelpName = "country" };
    private readonly ReadingOptions _reading;

    /// <param name="entity">The fact.</param>
    /// <param name="value">An example of a word and its meaning.</param>
    public FactReread(FactEntity entity, string value)
    {
        _entity = entity;
        _matchOnly = new("--match-only") { Description = $"Make no new clients: {entity.Name} of unknown clients are kept as unmatched." };
        var required = (entity.Fact.Fields.FirstOrDefault(field => field.Required is not null) ?? entity.Fact.Fields[entity.Fact.Find(entity.Fact.At)]).Word;
        _reading = new($"\"Date\"={required}", value, "one of our words", "minutes", TaughtWord.Of);
    }

    public Command Command()
    {
        var command = new Command(
            "reread",
            "Read a delivery's kept file again with other options. In one step the delivery is undone and the file is imported as a new one, so that nothing is doubled. "
            + $"What a later delivery told again stays. Example: vitals {_entity.Name} reread 12 --zone Asia/Dubai --dry-run")
        {
            _delivery,
            _dryRun,
            _matchOnly,
            _zone,
            _region,
        };
        _reading.AddTo(command);
        command.Add(Output.Format);
        command.SetAction((parsed, ct) => RunAsync(
            parsed, _reading.Choices(parsed) with { Zone = parsed.GetValue(_zone), Region = parsed.GetValue(_region)?.ToUpperInvariant() }, isRedo: false, ct));
        return command;
    }

    /// <summary>The redo: it has no options, as it brings back what was.</summary>
    public Command Redo()
    {
        var command = new Command(
            "redo",
            $"Bring back a delivery of {_entity.Name} that was undone: its kept file is read again as files like it were read last, as a new delivery. What came or changed otherwise meanwhile stays, if it is newer.")
        {
            _delivery,
            _dryRun,
            _matchOnly,
            Output.Format,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed, ReadingChoices.None, isRedo: true, ct));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, ReadingChoices how, bool isRedo, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var act = new RereadFacts(_entity, parsed.GetRequiredValue(_delivery), how, parsed.GetValue(_matchOnly)) { IsRedo = isRedo };
        var isRehearsal = parsed.GetValue(_dryRun);
        var done = isRehearsal ? await database.RehearseAsync(act, Acting.Self, TimeProvider.System.GetUtcNow(), ct) : await database.DoAsync(act, ct);
        if (parsed.GetValue(Output.Format) != OutputFormat.Table)
        {
            Output.Write([done], parsed.GetValue(Output.Format));
            return Door.Done;
        }
        Console.WriteLine(isRehearsal
            ? $"Delivery {done.Corrects} ({done.Name}), read again this way; nothing was changed:"
            : $"Delivery {done.Corrects} ({done.Name}) {(isRedo ? "was" : "is")} undone, and its file was read again as delivery {done.Delivery}.");
        Line("moved", done.Moved, "they are of another moment");
        Line("changed", done.Changed, "another status, amount, coach or the like");
        Line("as before", done.Same);
        Line("new", done.Added);
        Line("gone", done.Gone);
        Line("kept", done.Kept, "a later delivery tells them too");
        Line("lines refused", done.Rejected, string.Join("; ", done.Reasons.Take(3).Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Lines:N0}: {reason.Reason}"))));
        Line("clients made", done.ClientsNow, string.Create(CultureInfo.InvariantCulture, $"before {done.ClientsBefore:N0}"));
        foreach (var note in done.ReadingNotes)
            Console.WriteLine($"  note: {note.InCommand}");
        return Door.Done;
    }

    private static void Line(string what, long count, string? why = null) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-16} {count,12:N0}{(string.IsNullOrEmpty(why) || count == 0 ? "" : $"  ({why})")}"));
}
