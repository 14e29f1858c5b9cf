using System.CommandLine;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources.Facts;

namespace ClientVitals.Cli.Facts;

/// <summary>What <c>vitals FACTS list</c> and <c>vitals FACTS show</c> ask with, of any declared fact.</summary>
/// <param name="entity">The fact; its name is that of the command.</param>
/// <param name="one">One of them: "payment".</param>
/// <param name="since">What --from leaves in.</param>
/// <param name="before">What --until leaves in.</param>
internal sealed class FactQuestions(FactEntity entity, string one, FactWords statuses, string since, string before)
{
    public Option<string?> Client { get; } = new("--client") { Description = "Only of this client: their e-mail, phone or id.", HelpName = "client" };

    public Option<string?> Status { get; } = new("--status")
    {
        Description = $"Only of this status: {string.Join(", ", statuses.Meanings.SkipLast(1))} or {statuses.Meanings[^1]}.",
        HelpName = "status",
    };

    public Option<DateOnly?> From { get; } = PatternOptions.Date("--from", since);

    public Option<DateOnly?> Until { get; } = PatternOptions.Date("--until", before);

    public Option<bool> Unmatched { get; } = new("--unmatched") { Description = $"Only {entity.Name} that belong to no client." };

    public Option<string?> AsOf { get; } = new("--as-of")
    {
        Description = "As they were known at this past moment: 2025-12-08 (08:00 that day), 2025-12-08T14:30, or with an offset 2025-12-08T14:30+04:00.",
        HelpName = "moment",
    };

    public Option<int> Limit { get; } = new("--limit") { Description = "Rows at most.", DefaultValueFactory = _ => 50, HelpName = "rows" };

    private readonly Argument<long> _number = new(one) { Description = $"The {one}'s number, as vitals {entity.Name} list shows it." };

    /// <summary>Whose, and in which zone days are.</summary>
    public async Task<(Guid? Client, BusinessZone Zone)> AskedAsync(VitalsDatabase database, ParseResult parsed, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var client = parsed.GetValue(Client) is { } named ? (await FoundClient.RequireAsync(db, named, settings.PhoneRegion, ct)).Id : (Guid?)null;
        return (client, BusinessZone.Of(settings.BusinessZone));
    }

    public int Most(ParseResult parsed) => Math.Clamp(parsed.GetValue(Limit), 1, Cursor.LargestPage);

    public DateTimeOffset? Moment(ParseResult parsed, BusinessZone zone) => PatternOptions.Moment(parsed.GetValue(AsOf), zone.Info);

    /// <summary>When a day of these begins in the business zone.</summary>
    public static DateTimeOffset? Begins(ParseResult parsed, Option<DateOnly?> day, BusinessZone zone) =>
        parsed.GetValue(day) is { } given ? new DateTimeOffset(zone.UtcTicksOf(given.ToDateTime(TimeOnly.MinValue).Ticks), TimeSpan.Zero) : null;

    /// <summary>The rows; where there are none, how they are imported.</summary>
    public void Say<T>(IReadOnlyList<T> rows, OutputFormat format, params IReadOnlyList<Column<T>> columns)
    {
        if (rows.Count == 0 && format == OutputFormat.Table)
            Console.WriteLine($"There are no such {entity.Name}; vitals {entity.Name} import brings them in.");
        else
            Output.Write(rows, format, columns);
    }

    public Command Show<TVersion>(Func<VitalsDatabase, DatabaseIdentity, long, CancellationToken, Task<IReadOnlyList<TVersion>>> versions)
    {
        var command = new Command("show", $"Show all that was known of one {one}, and from when until when.") { _number, Output.Format };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var number = parsed.GetRequiredValue(_number);
            var known = await versions(database, DatabaseIdentity.Service, number, ct);
            if (known.Count == 0)
                throw new NotFoundException($"There is no {one} {number}; vitals {entity.Name} list shows them.");
            Output.Write(known, parsed.GetValue(Output.Format));
            return Door.Done;
        });
        return command;
    }
}
