using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Npgsql;

namespace ClientVitals.Server.Operations;

/// <summary>
/// The log: one JSON object a line, with the number of the request it belongs to. An error is told by its kind, its SQLSTATE and its
/// frames, not by its message, which may quote what somebody typed; addresses, numbers, keys and tokens in a line are masked
/// wherever they come from.
/// </summary>
internal sealed partial class LogLines() : ConsoleFormatter(Kind)
{
    /// <summary>The scope's field that holds a request's number.</summary>
    public const string Correlation = "correlationId";

    /// <summary>The category of the line per request.</summary>
    public const string Requests = "ClientVitals.Server.Requests";

    private const string Kind = "vitals";

    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Warnings and worse; with <paramref name="requests"/> also a line for each request.</summary>
    public static void Add(IServiceCollection services, bool requests) => services.AddLogging(log => log
        .AddConsole(console => console.FormatterName = Kind)
        .AddConsoleFormatter<LogLines, ConsoleFormatterOptions>()
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter(Requests, requests ? LogLevel.Information : LogLevel.Warning));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes, Written))
        {
            json.WriteStartObject();
            json.WriteString("at", DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", Level(logEntry.LogLevel));
            // The innermost request's; the frameworks' own scopes hold addresses as they came, and are left where they are.
            string? correlation = null;
            scopeProvider?.ForEachScope((scope, _) => correlation = NumberOf(scope) ?? correlation, 0);
            if (correlation is not null)
                json.WriteString(Correlation, correlation);
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", Masked(logEntry.Formatter(logEntry.State, null)));
            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> fields)
                WriteFields(json, fields);
            if (logEntry.Exception is { } error)
                json.WriteString("error", Told(error));
            json.WriteEndObject();
        }
        textWriter.Write(Encoding.UTF8.GetString(bytes.WrittenSpan));
        textWriter.Write('\n');
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (name is "Method" or "Route" or "Status" or "Milliseconds")
            {
                var field = JsonNamingPolicy.CamelCase.ConvertName(name);
                if (value is int whole)
                    json.WriteNumber(field, whole);
                else if (value is double number)
                    json.WriteNumber(field, Math.Round(number, 1));
                else
                    json.WriteString(field, Masked(value?.ToString() ?? ""));
            }
        }
    }

    private static string? NumberOf(object? scope)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object>> fields)
            return null;
        foreach (var (name, value) in fields)
        {
            if (name == Correlation)
                return value as string;
        }
        return null;
    }

    /// <summary>Kinds and frames of an error and of those within it, without a word of their messages.</summary>
    internal static string Told(Exception error)
    {
        var told = new StringBuilder();
        for (var here = error; here is not null; here = here.InnerException)
        {
            if (told.Length > 0)
                told.Append("\n within: ");
            told.Append(here.GetType().FullName);
            if (here is PostgresException { SqlState: { } state })
                told.Append(CultureInfo.InvariantCulture, $" (SQLSTATE {state})");
            if (here.StackTrace is { } frames)
                told.Append('\n').Append(frames.ReplaceLineEndings("\n"));
        }
        return told.ToString();
    }

    /// <summary>Without what may be somebody's: e-mail addresses, numbers with a plus, keys, tokens.</summary>
    internal static string Masked(string text) =>
        Number().Replace(Token().Replace(Key().Replace(Address().Replace(text, "(e-mail)"), "(key)"), "(token)"), "(number)");

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Critical => "critical",
        LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        LogLevel.Information => "information",
        _ => "debug",
    };

    [GeneratedRegex("""[^\s"'<>@,;:]+@[^\s"'<>@,;:]+""")]
    private static partial Regex Address();

    [GeneratedRegex(@"\bcv_\w+")]
    private static partial Regex Key();

    [GeneratedRegex(@"\b[A-Za-z0-9]{52}\b")]
    private static partial Regex Token();

    [GeneratedRegex(@"\+\d[\d ().-]{6,}\d")]
    private static partial Regex Number();
}
