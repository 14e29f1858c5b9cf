using System.Text;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Calls.Previews;

/// <summary>Times of a file in sentences: "03/04/2026 9:00" is read as 3 April 2026, 9:00 in Dubai.</summary>
internal sealed class PreviewTimes(CallColumns columns, CallFileOptions options, DateOrder order, IReadOnlyList<string> headers)
{
    private static readonly BusinessZone Elsewhere = BusinessZone.Of("Asia/Kolkata");

    private TimeExample? _first;
    private TimeExample? _open;

    /// <summary>The first time, and the first that could be day or month first.</summary>
    public IReadOnlyList<TimeExample> Examples => _open is not null ? [_open] : _first is not null ? [_first] : [];

    /// <summary>Looks at a line, as long as there is something to find.</summary>
    public void Add(Records rows)
    {
        if (_open is not null || rows.Trouble is not null)
            return;
        var text = Text(rows);
        if (text.Length == 0)
            return;
        var bytes = Encoding.UTF8.GetBytes(text);
        var named = columns.ZoneOf(CallField.StartedAt);
        var ofRow = named is null ? RowZone(rows) : null;
        var zone = named ?? ofRow ?? options.Zone;
        if (SourceTime.TryRead(bytes, zone, order, out var ticks, out var hint) != TimeReading.Read)
            return;
        SourceTime.TryRead(bytes, Elsewhere, order, out var there);
        SourceTime.TryRead(bytes, BusinessZone.Utc, order, out var utc);
        var example = new TimeExample(text, rows.Line, Read(text, ticks, hint, (there == utc, named, ofRow)));
        if (hint.IsOpen())
            _open = example;
        _first ??= example;
    }

    private string Text(Records rows)
    {
        var date = Encoding.UTF8.GetString(rows[columns[CallField.StartedAt]]).Trim();
        return columns[CallField.StartedTime] is var at and >= 0 && Encoding.UTF8.GetString(rows[at]).Trim() is { Length: > 0 } time ? $"{date} {time}" : date;
    }

    private BusinessZone? RowZone(Records rows) =>
        columns[CallField.TimeZone] is var at and >= 0 && Encoding.UTF8.GetString(rows[at]).Trim() is { Length: > 0 } text ? SourceZones.Named(text) : null;

    private Sentence Read(string text, long ticks, DateHint hint, (bool NamesItself, BusinessZone? OfColumn, BusinessZone? OfRow) zone)
    {
        var read = zone.NamesItself ? options.Zone : zone.OfColumn ?? zone.OfRow ?? options.Zone;
        var why = Why(zone);
        if (hint != DateHint.None && order != DateOrder.Unknown)
            why = $"{why}; the {Sentence.Of(order.First())} comes first";
        return read.LocalTicksOf(ticks) == options.Zone.LocalTicksOf(ticks)
            ? (Sentence)$"`{text}` is read as {Moment(ticks, read)} ({why})"
            : $"`{text}` is read as {Moment(ticks, read)}, which is {Moment(ticks, options.Zone)} ({why})";
    }

    private Sentence Why((bool NamesItself, BusinessZone? OfColumn, BusinessZone? OfRow) zone)
    {
        if (zone.NamesItself)
            return $"the time names its own zone";
        if (zone.OfColumn is { } ofColumn)
            return $"the column's name says {Place(ofColumn)}";
        return zone.OfRow is { } ofRow
            ? (Sentence)$"the column '{headers[columns[CallField.TimeZone]]}' says {Place(ofRow)}"
            : $"nothing in the file names another zone";
    }

    private static Sentence Moment(long ticks, BusinessZone zone)
    {
        var local = new DateTime(zone.LocalTicksOf(ticks));
        return zone.Id.StartsWith("UTC", StringComparison.Ordinal) ? (Sentence)$"{local:d MMMM yyyy, H:mm} {zone.Id}" : $"{local:d MMMM yyyy, H:mm} in {Place(zone)}";
    }

    private static string Place(BusinessZone zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');
}
