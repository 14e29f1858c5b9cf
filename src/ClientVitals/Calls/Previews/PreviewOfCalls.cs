using System.Text;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Dapper;
using Npgsql;

namespace ClientVitals.Calls.Previews;

/// <summary>
/// Looks at a file before it is imported: reads it as the import would, and compares it with what is there without writing or locking
/// anything. Of a large file only the first lines are looked at, unless all are asked for.
/// </summary>
/// <param name="Path">The file; it is read several times.</param>
/// <param name="Options">How it is read.</param>
public sealed record PreviewOfCalls(string Path, CallFileOptions Options)
{
    /// <summary>Lines looked at where not all are asked for.</summary>
    public const int FirstLines = 20_000;

    /// <summary>Characters of notes held while they are compared: who writes a megabyte to each call is shown fewer of them.</summary>
    private const long MostHeld = 32 << 20;

    /// <summary>Lines of which each column shows its values; calls shown; lines between two words of progress.</summary>
    private const int Examined = 3, Shown = 5, Between = 4096;

    /// <summary>Whether the import would make no clients.</summary>
    public bool MatchOnly { get; init; }

    /// <summary>Whether all lines are looked at, however long it takes.</summary>
    public bool IsWhole { get; init; }

    private sealed record Known(WhatCounts Counts, IReadOnlyList<string> Own, IReadOnlySet<string> Staff);

    /// <summary>Looks.</summary>
    /// <param name="database">What it is compared with.</param>
    /// <param name="progress">Told how far it is, now and then.</param>
    public async Task<CallPreview> ReadAsync(VitalsDatabase database, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        var known = await KnownAsync(database, ct);
        var preview = new CallPreview(System.IO.Path.GetFileName(Path), Options.Source ?? "", [], []);
        try
        {
            var (headers, examples) = Examples();
            preview = Of(headers, examples, null);
            using var file = CallFile.Open(Path, Options);
            if (!IsWhole)
                file.MostLines = FirstLines;
            preview = Of(headers, examples, file.Columns) with { File = file.Name, Source = file.Source };
            return await ReadAsync(preview, file, known, database, progress, ct);
        }
        catch (MissingColumn missing)
        {
            return Of(preview.Headers, [.. preview.Columns.Select(column => column.Examples)], missing.Found) with
            {
                Trouble = missing.OnPage,
                TroubleInCommand = missing.Message,
                ToChoose = "columns",
            };
        }
        catch (DateOrderUnclear unclear)
        {
            var columns = CallColumns.Of(Path, preview.Headers, Options.Map);
            return Of(preview.Headers, [.. preview.Columns.Select(column => column.Examples)], columns) with { Trouble = unclear.OnPage, TroubleInCommand = unclear.Message, ToChoose = "date_order" };
        }
        catch (PlainError trouble)
        {
            return preview with { Trouble = ReadingError.ForPage(trouble), TroubleInCommand = trouble.Message };
        }
    }

    private async Task<CallPreview> ReadAsync(CallPreview preview, CallFile file, Known known, VitalsDatabase database, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var tally = new PreviewTally(known.Counts, known.Own);
        var rows = new List<CallRow>();
        var numbers = new Dictionary<long, string>();
        var held = 0L;
        foreach (var call in file.Rows(tally.Reject, ct))
        {
            tally.Add(call);
            if (!IsWhole || rows.Count < Shown)
                rows.Add(call);
            if (call.ClientPhone is not null && tally.Lines <= FirstLines)
                numbers[call.Line] = call.ClientPhone;
            held += call.Notes?.Length ?? 0;
            if (!IsWhole && held > MostHeld)
                break;
            if (progress is not null && tally.Calls % Between == 0)
                progress.Report(new("reading", tally.Lines, file.BytesRead, file.Length));
        }
        var (comparison, missing) = await CompareAsync(database, file, rows, progress, ct);
        var isAll = !file.IsCut && held <= MostHeld;
        preview = preview with { Lines = tally.Lines, IsWhole = isAll || IsWhole };
        return Words(preview, file, tally, numbers, known) with
        {
            Calls = tally.Calls,
            Counting = tally.Counting,
            Rejected = tally.Rejected,
            Comparison = comparison,
            ComparisonMissing = missing,
            Notes = file.Notes,
            First = [.. rows.Take(Shown)],
        };
    }

    /// <summary>What the lines say as they stand there, in a second walk: values, times, lengths, examples.</summary>
    private CallPreview Words(CallPreview preview, CallFile file, PreviewTally tally, Dictionary<long, string> numbers, Known known)
    {
        using var source = SourceFile.At(Path, form: Options.Form());
        using var rows = new CsvRows(source);
        var words = new PreviewWords(file.Columns);
        var times = new PreviewTimes(file.Columns, Options, file.DateOrder, rows.Headers);
        var lengths = new PreviewLengths(file);
        var ends = new PreviewEnds(file.Columns, Options);
        var (toShow, raw) = (tally.LinesToShow, new Dictionary<long, string>());
        var bytes = 0L;
        for (var line = 0L; line < tally.Lines && rows.Read(); line++)
        {
            words.Add(rows);
            times.Add(rows);
            lengths.Add(rows);
            ends.Add(rows, numbers.GetValueOrDefault(rows.Line));
            bytes += rows.Raw.Length + 1;
            if (toShow.Contains(rows.Line))
                raw[rows.Line] = Encoding.UTF8.GetString(rows.Raw);
        }
        return preview with
        {
            AboutLines = preview.IsWhole ? tally.Lines : AboutLines(source, rows, (double)bytes / Math.Max(1, tally.Lines)),
            NotCounting = tally.NotCounting(raw),
            Times = times.Examples,
            Values = words.Read(file.Columns, rows, Options),
            Length = lengths.Read(rows.Headers),
            Own = ends.Read(tally, known.Staff),
        };
    }

    private async Task<(IntakeComparison? Comparison, Sentence? Missing)> CompareAsync(
        VitalsDatabase database, CallFile file, IReadOnlyList<CallRow> rows, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        Sentence busy = $"an import is running; look again when it has ended";
        try
        {
            await using var work = await database.BeginAsync(ct);
            var intake = new Intake<CallRow>(CallEntity.Calls) { MatchOnly = MatchOnly };
            if (!IsWhole)
                return await intake.CompareWithinAsync(work, file, rows, Options.Now, progress, ct) is { } first ? (first, null) : (null, busy);
            using var again = CallFile.Open(Path, Options with { DateOrder = file.DateOrder });
            return await intake.CompareWithinAsync(work, again, again.Rows(null, ct), Options.Now, progress, ct) is { } whole ? (whole, null) : (null, busy);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return (null, $"the database is being changed at this moment; look again in a while");
        }
    }

    /// <summary>By the length of its lines, and by how much shorter they lie there than they are (a packed file).</summary>
    private static long? AboutLines(SourceFile source, CsvRows rows, double bytesOfLine) =>
        source is { IsMade: false, Length: { } length } && rows.TextRead > 0 && bytesOfLine > 0 ? (long)(length / (bytesOfLine * source.BytesRead / rows.TextRead)) : null;

    private static async Task<Known> KnownAsync(VitalsDatabase database, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var own = await PeopleSettings.Section.InForceAsync(db, ct);
        var staff = await db.QueryAsync<string>(new CommandDefinition(Sql.Of<PreviewOfCalls>("Staff"), cancellationToken: ct));
        return new(WhatCounts.Of(settings.EngagedChannels, settings.EngagedStatuses), own.OwnAddresses, staff.ToHashSet(StringComparer.Ordinal));
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

    private CallPreview Of(IReadOnlyList<string> headers, IReadOnlyList<string>[] examples, CallColumns? columns)
    {
        var fields = new string?[headers.Count];
        foreach (var field in columns is null ? [] : Enum.GetValues<CallField>())
        {
            if (columns![field] is var at and >= 0 && at < fields.Length)
                fields[at] = CallColumns.FieldWords[(int)field];
        }
        return new(
            System.IO.Path.GetFileName(Path), Options.Source ?? CallColumns.SourceOf(headers), headers,
            [.. headers.Select((header, at) => new ColumnReading(header, fields[at], at < examples.Length ? examples[at] : []))]);
    }
}
