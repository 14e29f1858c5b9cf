using System.Diagnostics;
using System.Text;
using ClientVitals.Database;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>What became of calls that came one by one or in a batch.</summary>
/// <param name="Rejected">Which were no call, by their place from 1, and why.</param>
public sealed record CallsRecorded(CallsImported Account, IReadOnlyList<Reject> Rejected)
{
    /// <summary>The words of the fields that their values were read as.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}

/// <summary>
/// Records calls that came as named values: they are read by the rules of a file whose columns have those names, so that a call is
/// the same call whichever way it came. Once given an id by its source, it is there once.
/// </summary>
/// <param name="Source">Under whose name their ids are kept.</param>
/// <param name="Name">What the delivery is called.</param>
/// <param name="Calls">Each call's values by column name or field word.</param>
/// <param name="MatchOnly">Makes no clients: a call of somebody unknown is kept without one.</param>
public sealed record RecordCalls(string Source, string Name, IReadOnlyList<IReadOnlyDictionary<string, string?>> Calls, bool MatchOnly = false)
{
    /// <inheritdoc cref="ImportCalls.Moves"/>
    public bool Moves { get; init; } = true;

    /// <summary>Records them within somebody's unit of work, who commits it.</summary>
    /// <exception cref="PlainError">Nothing names the client or the time.</exception>
    public async Task<CallsRecorded> RunAsync(UnitOfWork unit, CallFileOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        var names = Calls.SelectMany(call => call.Keys).Distinct(StringComparer.Ordinal).ToList();
        // Our own words mean themselves, whatever else a column of that name might be in some export.
        var own = names.Where(CallColumns.FieldWords.Contains).ToDictionary(name => name, name => name, StringComparer.Ordinal);
        using var file = Read(names, options with { Source = Source, Map = own });
        var rejected = new List<Reject>();
        var account = await new ImportCalls(MatchOnly) { Moves = Moves }.WithinAsync(unit, file, options.Now, Stopwatch.StartNew(), rejected.Add, null, ct);
        // The first line names the columns.
        var places = rejected.Select(reject => reject with { Line = LineToPlace(reject.Line) }).ToList();
        await new KeepRejects(account.Delivery, places).RunAsync(unit.Connection, options.Now, ct);
        return new(account, places)
        {
            Fields = [.. Enum.GetValues<CallField>().Where(field => file.Columns[field] >= 0).Select(field => CallColumns.FieldWords[(int)field])],
        };
    }

    private CallFile Read(List<string> names, CallFileOptions options)
    {
        try
        {
            return CallFile.Of(Name, Written(names), options);
        }
        catch (PlainError missing)
        {
            throw new PlainError(
                $"These are no calls: one value must name the client (client_email or client_phone) and one the start (started_at); what is named is {(names.Count == 0 ? "nothing" : string.Join(", ", names.Take(20)))}.", missing);
        }
    }

    private string Written(List<string> names)
    {
        var text = new StringBuilder();
        _lines.Clear();
        var line = 1L;
        Append(text, names);
        line += names.Sum(Breaks) + 1;
        foreach (var call in Calls)
        {
            _lines.Add(line);
            var values = names.Select(name => call.GetValueOrDefault(name)).ToList();
            Append(text, values);
            line += values.Sum(Breaks) + 1;
        }
        return text.ToString();
    }

    private readonly List<long> _lines = [];

    /// <summary>A value may hold line breaks: the place among the calls is not the line.</summary>
    private long LineToPlace(long line)
    {
        var at = _lines.BinarySearch(line);
        return at >= 0 ? at + 1 : ~at;
    }

    private static int Breaks(string? value) => value?.Count(c => c == '\n') ?? 0;

    private static void Append(StringBuilder text, IEnumerable<string?> values)
    {
        var first = true;
        foreach (var value in values)
        {
            if (!first)
                text.Append(',');
            first = false;
            text.Append('"').Append((value ?? "").Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        text.Append('\n');
    }
}
