using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ClientVitals.Calls;
using ClientVitals.Calls.Previews;
using ClientVitals.Cli.Facts;
using ClientVitals.Database;

namespace ClientVitals.Cli.Calls;

/// <summary>Previews several files one after another; nothing is imported. A file that cannot be read does not stop the others.</summary>
internal sealed class PreviewFiles(VitalsDatabase database, AskedReading asked, OutputFormat format)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <summary>Whether the import would make no clients.</summary>
    public bool MatchOnly { get; init; }

    /// <summary>Whether all lines are looked at.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Looks at all files; returns the exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> paths, CancellationToken ct)
    {
        if (format == OutputFormat.Csv)
            throw new PlainError("A preview cannot be written as CSV; use --format table or json with --dry-run.");
        var previews = new JsonArray();
        var failed = 0;
        foreach (var path in paths)
        {
            var preview = await StandardInput.ReadAsync(path, PreviewAsync, ct);
            if (path == "-")
                preview = preview with { File = StandardInput.Name };
            if (preview.Trouble is not null)
            {
                failed++;
                await Console.Error.WriteLineAsync(preview.TroubleInCommand);
            }
            if (format == OutputFormat.Json)
                previews.Add(Written(preview));
            else if (preview.Trouble is null)
                PreviewAccount.Write(preview);
        }
        if (format == OutputFormat.Json)
            Console.WriteLine(previews.ToJsonString(Json));
        return failed == 0 ? Door.Done : Door.Failed;
    }

    private async Task<CallPreview> PreviewAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path))
            throw new PlainError(Directory.Exists(path) ? $"'{path}' is a folder; name the files in it." : $"There is no file '{path}'.");
        var reading = await FileReading.OfAsync(database, path, asked, ct);
        var preview = new PreviewOfCalls(path, reading.Options) { MatchOnly = MatchOnly, IsWhole = IsWhole };
        return IsWhole ? await ImportBar.ForAsync(Path.GetFileName(path), progress => preview.ReadAsync(database, progress, ct)) : await preview.ReadAsync(database, null, ct);
    }

    /// <summary>The words of the tables for the first calls, as everywhere else.</summary>
    private static JsonObject Written(CallPreview preview)
    {
        var whole = JsonSerializer.SerializeToNode(preview, Json)!.AsObject();
        whole["trouble"] = preview.TroubleInCommand;
        whole.Remove("trouble_in_command");
        whole["notes"] = JsonSerializer.SerializeToNode(preview.Notes.Select(note => note.InCommand), Json);
        whole["first"] = JsonSerializer.SerializeToNode(preview.First.Select(call => new
        {
            call.Line,
            call.ClientEmail,
            call.ClientPhone,
            call.StartedAt,
            direction = call.Direction.Word(),
            channel = call.Channel.Word(),
            status = call.Status.Word(),
            outcome = call.Outcome?.Word(),
            call.DurationSeconds,
            call.Staff,
            call.Firstname,
            call.Lastname,
            call.Coach,
        }), Json);
        return whole;
    }
}
