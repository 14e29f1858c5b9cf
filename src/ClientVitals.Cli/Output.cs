using System.Collections;
using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace ClientVitals.Cli;

/// <summary>How a listing is written.</summary>
public enum OutputFormat
{
    /// <summary>For people: a framed table on a terminal, aligned columns in a pipe.</summary>
    Table,
    /// <summary>RFC 4180 with a header line; text that a spreadsheet would run as a formula is made harmless.</summary>
    Csv,
    /// <summary>An array of objects, names in snake_case.</summary>
    Json,
}

/// <summary>One column of a listing.</summary>
/// <param name="Name">In snake_case: the header of the CSV, the field of the JSON.</param>
/// <param name="Value">Its value in a record.</param>
public sealed record Column<T>(string Name, Func<T, object?> Value);

/// <summary>Writes listings, the same way for every command.</summary>
public static class Output
{
    private const string Nothing = "–";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The option every listing has: <c>--format table|csv|json</c>.</summary>
    public static readonly Option<OutputFormat> Format = new("--format")
    {
        Description = "How to write the list: table, csv or json.",
        HelpName = "table|csv|json",
        DefaultValueFactory = _ => OutputFormat.Table,
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (!word.All(char.IsAsciiLetter) || !Enum.TryParse<OutputFormat>(word, ignoreCase: true, out var format))
            {
                result.AddError($"--format is table, csv or json, not {word}.");
                return default;
            }
            return format;
        },
    };

    /// <summary>Writes all records with the columns named, or with every field of the record in its order.</summary>
    public static void Write<T>(IEnumerable<T> records, OutputFormat format, params IReadOnlyList<Column<T>> columns)
    {
        if (Door.ListsInto is { } into)
        {
            Write(records, format, into, columns);
            return;
        }
        if (format is OutputFormat.Table && !Console.IsOutputRedirected)
        {
            WriteFramed(records, Or(columns));
            return;
        }
        using var writer = new StreamWriter(Console.OpenStandardOutput(), Utf8, 1 << 16);
        Write(records, format, writer, columns);
    }

    /// <summary>As it goes to a pipe or a file.</summary>
    public static void Write<T>(IEnumerable<T> records, OutputFormat format, TextWriter writer, params IReadOnlyList<Column<T>> columns)
    {
        switch (format)
        {
            case OutputFormat.Csv: WriteCsv(records, writer, Or(columns)); break;
            case OutputFormat.Json: WriteJson(records, writer, Or(columns)); break;
            default: WritePlain(records, writer, Or(columns)); break;
        }
    }

    /// <summary>The columns a record has by itself: its positional fields, in their order.</summary>
    public static IReadOnlyList<Column<T>> ColumnsOf<T>()
    {
        var fields = typeof(T).GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters() ?? [];
        return
        [
            .. fields.Select(field => typeof(T).GetProperty(field.Name!, BindingFlags.Public | BindingFlags.Instance))
                .OfType<PropertyInfo>()
                .Select(property => new Column<T>(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), record => property.GetValue(record))),
        ];
    }

    private static IReadOnlyList<Column<T>> Or<T>(IReadOnlyList<Column<T>> columns) => columns.Count > 0 ? columns : ColumnsOf<T>();

    private static void WriteFramed<T>(IEnumerable<T> records, IReadOnlyList<Column<T>> columns)
    {
        var rows = records as IReadOnlyCollection<T> ?? [.. records];
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
        {
            var numeric = rows.Select(column.Value).FirstOrDefault(value => value is not null) is int or long or decimal or double;
            table.AddColumn(new TableColumn(Markup.Escape(Title(column.Name))) { Alignment = numeric ? Justify.Right : Justify.Left });
        }
        foreach (var row in rows)
        {
            table.AddRow([.. columns.Select(column => new Text(ForPeople(column.Value(row))))]);
        }
        AnsiConsole.Write(table);
    }

    private static void WritePlain<T>(IEnumerable<T> records, TextWriter writer, IReadOnlyList<Column<T>> columns)
    {
        List<string[]> lines = [[.. columns.Select(column => Title(column.Name))]];
        lines.AddRange(records.Select(record => columns.Select(column => ForPeople(column.Value(record))).ToArray()));
        var widths = columns.Select((_, i) => lines.Max(line => line[i].Length)).ToArray();
        foreach (var line in lines)
        {
            writer.Write(string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd() + "\n");
        }
    }

    private static void WriteCsv<T>(IEnumerable<T> records, TextWriter writer, IReadOnlyList<Column<T>> columns)
    {
        writer.Write(string.Join(',', columns.Select(column => column.Name)) + "\n");
        foreach (var record in records)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (i > 0)
                {
                    writer.Write(',');
                }
                writer.Write(Cell(columns[i].Value(record)));
            }
            writer.Write('\n');
        }
    }

    private static void WriteJson<T>(IEnumerable<T> records, TextWriter writer, IReadOnlyList<Column<T>> columns)
    {
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.Write('[');
        var first = true;
        foreach (var record in records)
        {
            json.WriteStartObject();
            foreach (var column in columns)
            {
                json.WritePropertyName(column.Name);
                WriteValue(json, column.Value(record));
            }
            json.WriteEndObject();
            json.Flush();
            writer.Write(first ? "\n" : ",\n");
            writer.Write(Utf8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
            first = false;
            buffer.SetLength(0);
            json.Reset();
        }
        writer.Write(first ? "]\n" : "\n]\n");
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case double: json.WriteNullValue(); break;
            case IEnumerable list and not string:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    WriteValue(json, item);
                }
                json.WriteEndArray();
                break;
            default: json.WriteStringValue(Plain(value)); break;
        }
    }

    /// <summary>A cell of CSV: quoted where needed; text a spreadsheet would run gets an apostrophe before it.</summary>
    private static string Cell(object? value)
    {
        var text = value is null ? "" : Plain(value);
        if (value is string or IEnumerable)
        {
            text = SpreadsheetText.Harmless(text);
        }
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static string ForPeople(object? value) => value switch
    {
        null or "" => Nothing,
        bool truth => truth ? "yes" : "no",
        DateTimeOffset instant => instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
        // One line per record: whatever a cell holds may not move the cursor.
        _ => string.Concat(Plain(value).Select(c => char.IsControl(c) ? ' ' : c)),
    };

    /// <summary>The value as machines read it: invariant numbers, ISO dates, UTC instants, words in capitals.</summary>
    private static string Plain(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTimeOffset instant => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum word => JsonNamingPolicy.SnakeCaseUpper.ConvertName(word.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => string.Join("; ", list.Cast<object?>().Select(item => item is null ? "" : Plain(item))),
        _ => value.ToString() ?? "",
    };

    private static string Title(string name) => name.Replace('_', ' ');
}
