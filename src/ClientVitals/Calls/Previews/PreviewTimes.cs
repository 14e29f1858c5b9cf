using System.Globalization;
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
        var example = new TimeExample(text, rows.Line, Sentence(text, ticks, hint, (there == utc, named, ofRow)));
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

    private string Sentence(string text, long ticks, DateHint hint, (bool NamesItself, BusinessZone? OfColumn, BusinessZone? OfRow) zone)
    {
        var read = zone.NamesItself ? options.Zone : zone.OfColumn ?? zone.OfRow ?? options.Zone;
        var why = zone.NamesItself ? "the time names its own zone"
            : zone.OfColumn is not null ? $"the column's name says {Place(zone.OfColumn)}"
            : zone.OfRow is not null ? $"the column '{headers[columns[CallField.TimeZone]]}' says {Place(zone.OfRow)}"
            : "nothing in the file names another zone";
        var elsewhere = read.LocalTicksOf(ticks) == options.Zone.LocalTicksOf(ticks) ? "" : $", which is {Moment(ticks, options.Zone)}";
        var first = hint == DateHint.None || order == DateOrder.Unknown ? ""
            : $"; the {order.First()} comes first";
        return $"`{text}` is read as {Moment(ticks, read)}{elsewhere} ({why}{first})";
    }

    private static string Moment(long ticks, BusinessZone zone) =>
        string.Create(CultureInfo.InvariantCulture, $"{new DateTime(zone.LocalTicksOf(ticks)):d MMMM yyyy, H:mm} {(zone.Id == "UTC" || zone.Id.StartsWith("UTC", StringComparison.Ordinal) ? zone.Id : $"in {Place(zone)}")}");

    private static string Place(BusinessZone zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');
}
