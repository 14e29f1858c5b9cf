using System.Globalization;
using System.Text;
using ClientVitals.Database;
using ClientVitals.Sources.Intake;
using Npgsql;

namespace ClientVitals.Sources.Facts;

/// <summary>
/// Looks at a file before it is imported: reads it as the import would, and compares it with what is there without writing or locking
/// anything. Of a large file only the first lines are looked at, unless all are asked for.
/// </summary>
/// <param name="Entity">What the file holds.</param>
/// <param name="Path">The file; it is read several times.</param>
/// <param name="Options">How it is read.</param>
public sealed record PreviewFact(FactEntity Entity, string Path, FactReading Options)
{
    /// <summary>Lines looked at where not all are asked for.</summary>
    public const int FirstLines = 20_000;

    /// <summary>Lines of which each column shows its values; rows shown; different values of a column shown.</summary>
    private const int Examined = 3, Shown = 5, MostValues = 30;

    /// <summary>Whether the import would make no clients.</summary>
    public bool MatchOnly { get; init; }

    /// <summary>Whether all lines are looked at, however long it takes.</summary>
    public bool IsWhole { get; init; }

    private Fact Fact => Entity.Fact;

    /// <summary>Looks.</summary>
    /// <param name="database">What it is compared with.</param>
    /// <param name="progress">Told how far it is, now and then.</param>
    public async Task<FactPreview> ReadAsync(VitalsDatabase database, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        var preview = new FactPreview(System.IO.Path.GetFileName(Path), Options.Source ?? "", []);
        try
        {
            var (headers, examples) = Examples();
            preview = Of(headers, examples, null);
            using var file = FactFile.Open(Entity.Identity, Path, Options);
            if (!IsWhole)
                file.MostLines = FirstLines;
            preview = Of(headers, examples, file.Columns) with { File = file.Name, Source = file.Source };
            return await ReadAsync(preview, file, database, progress, ct);
        }
        catch (MissingFactColumn missing)
        {
            return preview with { Trouble = missing.OnPage, TroubleInCommand = missing.Message, ToChoose = "columns" };
        }
        catch (DateOrderUnclear unclear)
        {
            return preview with { Trouble = unclear.OnPage, TroubleInCommand = unclear.Message, ToChoose = "date_order" };
        }
        catch (PlainError trouble)
        {
            return preview with { Trouble = ReadingError.ForPage(trouble), TroubleInCommand = trouble.Message };
        }
    }

    private async Task<FactPreview> ReadAsync(FactPreview preview, FactFile file, VitalsDatabase database, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var refused = new Dictionary<string, (long Lines, Reject First)>(StringComparer.Ordinal);
        var counts = new Dictionary<(string Field, string Word), long>();
        var words = Fact.Kept.Where(at => Fact.Fields[at].Words is not null && file.Columns.MeaningsOf(at).Count > 0).ToList();
        var rows = new List<FactRow>();
        var read = 0L;
        foreach (var row in file.Rows(Refuse, ct))
        {
            read++;
            if (!IsWhole || rows.Count < Shown)
                rows.Add(row);
            foreach (var at in words.Where(at => row.Values[at].IsGiven))
                counts[(Fact.Fields[at].Word, row.Values[at].Text!)] = counts.GetValueOrDefault((Fact.Fields[at].Word, row.Values[at].Text!)) + 1;
        }
        var (comparison, missing) = await CompareAsync(database, file, rows, progress, ct);
        return preview with
        {
            Lines = file.Account.Lines,
            IsWhole = !file.IsCut,
            Rows = read,
            Rejected = refused.Values.Sum(one => one.Lines),
            Refused = [.. refused.OrderByDescending(one => one.Value.Lines).Select(one => new FactPreview.Refusal(one.Key, one.Value.Lines, one.Value.First.Line, PreviewText.Short(one.Value.First.Raw)))],
            Counts = [.. counts.OrderBy(one => one.Key.Field, StringComparer.Ordinal).ThenByDescending(one => one.Value).ThenBy(one => one.Key.Word, StringComparer.Ordinal).Select(one => new FactPreview.Counted(one.Key.Field, one.Key.Word, one.Value))],
            Words = ValuesOf(file),
            Time = rows.Count == 0 ? null : TimeOf(preview, file, rows[0]),
            Comparison = comparison,
            ComparisonMissing = missing,
            Notes = file.Notes,
            First = [.. rows.Take(Shown).Select(Said)],
        };

        void Refuse(Reject one) => refused[one.Reason] = refused.TryGetValue(one.Reason, out var before) ? (before.Lines + 1, before.First) : (1, one);
    }

    private async Task<(IntakeComparison? Comparison, string? Missing)> CompareAsync(
        VitalsDatabase database, FactFile file, IReadOnlyList<FactRow> rows, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        const string busy = "an import is running; look again when it has ended";
        try
        {
            await using var work = await database.BeginAsync(ct);
            var intake = new Intake<FactRow>(Entity) { MatchOnly = MatchOnly };
            if (!IsWhole)
                return await intake.CompareWithinAsync(work, file, rows, Options.Now, progress, ct) is { } first ? (first, null) : (null, busy);
            using var again = FactFile.Open(Entity.Identity, Path, file.Reading);
            return await intake.CompareWithinAsync(work, again, again.Rows(null, ct), Options.Now, progress, ct) is { } whole ? (whole, null) : (null, busy);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return (null, "the database is being changed at this moment; look again in a while");
        }
    }

    /// <summary>The values of columns that are words, as they stand there, in a second walk.</summary>
    private List<FactPreview.Values> ValuesOf(FactFile file)
    {
        var columns = Enumerable.Range(0, Fact.Fields.Count).Where(at => file.Columns[at] >= 0 && file.Columns.WordsOf(at) is not null).ToList();
        if (columns.Count == 0)
            return [];
        var found = columns.ToDictionary(at => at, _ => new Dictionary<string, long>(StringComparer.Ordinal));
        using var source = SourceFile.At(Path, form: Options.Form());
        using var lines = new CsvRows(source);
        for (var line = 0L; line < file.Account.Lines && lines.Read(); line++)
        {
            foreach (var at in columns.Where(_ => lines.Trouble is null))
            {
                var text = Encoding.UTF8.GetString(FieldText.Plain(lines[file.Columns[at]]));
                if (text.Length is > 0 and <= 100 && (found[at].Count < 1000 || found[at].ContainsKey(text)))
                    found[at][text] = found[at].GetValueOrDefault(text) + 1;
            }
        }
        return [.. columns.Where(at => found[at].Count > 0).Select(at => new FactPreview.Values(
            file.Columns[at] + 1, lines.Headers[file.Columns[at]], Fact.Fields[at].Tells?.Field ?? Fact.Fields[at].Word, found[at].Count,
            [.. found[at].Select(one => ValueOf(file, at, one.Key, one.Value)).OrderBy(one => one.IsKnown).ThenByDescending(one => one.Lines).Take(MostValues)],
            file.Columns.MeaningsOf(at)))];
    }

    private FactPreview.Value ValueOf(FactFile file, int field, string text, long lines)
    {
        var declared = Fact.Fields[field];
        var words = file.Columns.WordsOf(field)!;
        if (file.Columns.Taught(field, text) is { } taught)
            return new(text, lines, taught, true, null);
        if (declared.Tells is { } tells)
        {
            var isAnswer = YesNo.TryRead(text, out var yes);
            var isMoment = !isAnswer && SourceTime.TryRead(Encoding.UTF8.GetBytes(text), Options.Zone, file.DateOrder, out _) is TimeReading.Read;
            return new(text, lines, isMoment || (isAnswer && yes) ? tells.Yes : isAnswer ? tells.No : null, isAnswer || isMoment, null);
        }
        return words.TryFind(text, out var meaning) ? new(text, lines, meaning, true, null) : new(text, lines, words.Unknown, false, words.Suggest(text));
    }

    private string? TimeOf(FactPreview preview, FactFile file, FactRow first)
    {
        if (file.Columns[Fact.At] is not (var at and >= 0) || first.Values[Fact.Find(Fact.At)].Moment is not { } moment || Fact.Fields[Fact.Find(Fact.At)].Kind != FactKind.Moment)
            return null;
        var zone = file.Columns.ZoneOf(Fact.Find(Fact.At)) ?? file.Reading.Zone;
        var local = new DateTime(zone.LocalTicksOf(moment.UtcTicks));
        return string.Create(CultureInfo.InvariantCulture, $"the first in '{preview.Columns[at].Header}' is read as {local:ddd d MMM yyyy HH:mm} in {zone.Id} ({moment.UtcDateTime:yyyy-MM-dd HH:mm} UTC)");
    }

    private Dictionary<string, string> Said(FactRow row)
    {
        var said = new Dictionary<string, string> { ["line"] = row.Line.ToString(CultureInfo.InvariantCulture) };
        for (var at = 0; at < Fact.Fields.Count; at++)
        {
            if (row.Values[at] is { IsGiven: true } value && !Fact.Fields[at].IsOnlyRead)
                said[Fact.Fields[at].Word] = Fact.Fields[at].Kind switch
                {
                    FactKind.Moment or FactKind.Modified => value.Moment!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    FactKind.Day => value.Day!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    FactKind.Flag => value.Number == 0 ? "no" : "yes",
                    _ => value.Text ?? value.Number.ToString(CultureInfo.InvariantCulture),
                };
        }
        return said;
    }

    private (IReadOnlyList<string> Headers, IReadOnlyList<string>[] Examples) Examples()
    {
        using var source = SourceFile.At(Path, form: Options.Form());
        using var rows = new CsvRows(source);
        var examples = rows.Headers.Select(_ => new List<string>()).ToList();
        for (var line = 0; line < Examined && rows.Read();)
        {
            if (rows.Trouble is not null)
                continue;
            line++;
            for (var column = 0; column < examples.Count; column++)
            {
                var text = PreviewText.Short(Encoding.UTF8.GetString(rows[column]).Trim(), 30)!;
                if (text.Length > 0 && !examples[column].Contains(text))
                    examples[column].Add(text);
            }
        }
        return (rows.Headers, [.. examples]);
    }

    private FactPreview Of(IReadOnlyList<string> headers, IReadOnlyList<string>[] examples, FactColumns? columns)
    {
        var fields = new string?[headers.Count];
        for (var field = 0; columns is not null && field < Fact.Fields.Count; field++)
        {
            if (columns[field] is var at and >= 0 && at < fields.Length)
                fields[at] = Fact.Fields[field].Word;
        }
        return new(
            System.IO.Path.GetFileName(Path), Options.Source ?? FactColumns.SourceOf(Fact, headers),
            [.. headers.Select((header, at) => new FactPreview.Column(header, fields[at], at < examples.Length ? examples[at] : []))]);
    }
}
