using System.CommandLine;
using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns model [FILE]</c></summary>
internal static class ModelCommand
{
    private const int Most = 100_000;

    private static readonly FileOptions Given = new(orDatabase: true);
    private static readonly Option<string?> AsOf = PatternOptions.AsOf();

    private static readonly Option<int> Top = new("--top")
    {
        Description = "The most clients to list, those nearest to an even chance first.",
        HelpName = "rows",
        DefaultValueFactory = _ => 20,
    };

    private static readonly Option<string?> Client = new("--client")
    {
        Description = "List this client only.",
        HelpName = "email",
    };

    private static readonly Option<string> Show = new("--show")
    {
        Description = "Which list csv and json are of: the clients, the calibration (expected against happened, by tenths of the clients) or the models. A table shows all three.",
        HelpName = "clients|calibration|models",
        DefaultValueFactory = _ => "clients",
    };

    public static Command Command()
    {
        var command = new Command(
            "model",
            "Who is still active: a dropout model fitted to all clients (MBG/CNBD-k) gives each the probability to be still active, the calls expected "
            + "in the next 30 and 90 days and the day the next one is due. It also compares what such a model predicted for the last part of the history with what happened.");
        Given.AddTo(command);
        command.Add(AsOf);
        command.Add(Top);
        command.Add(Client);
        Show.AcceptOnlyFromAmong("clients", "calibration", "models");
        command.Add(Show);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetValue(Top) is var top && top is < 1 or > Most)
            throw new PlainError($"--top must be 1 to {Most}, not {top}.");
        var (model, zone) = parsed.GetValue(Given.File) is null ? await OfDatabaseAsync(parsed, ct) : OfFile(parsed, ct);
        var lines = Lines(model, parsed.GetValue(Client), top);
        var format = parsed.GetValue(Output.Format);
        if (format == OutputFormat.Table)
        {
            ModelSheet.Write(model, lines, zone);
            return Door.Done;
        }
        switch (parsed.GetValue(Show))
        {
            case "models":
                Output.Write(model.Choice.Compared, format, ModelSheet.Models);
                break;
            case "calibration":
                Output.Write(model.Calibration?.Tenths ?? [], format, ModelSheet.Tenths);
                break;
            default:
                Output.Write(lines, format, ModelSheet.Clients);
                break;
        }
        if ((model.Choice.WhyNot ?? model.Calibration?.WhyNot) is { } why)
            await Console.Error.WriteLineAsync(why);
        return Door.Done;
    }

    private static async Task<(DropoutModel, TimeZoneInfo)> OfDatabaseAsync(ParseResult parsed, CancellationToken ct)
    {
        Given.MustBeUnused(parsed);
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var now = TimeProvider.System.GetUtcNow();
        var zone = (await BusinessSettings.InForceAsync(db, ct)).Zone;
        var at = PatternOptions.Moment(parsed.GetValue(AsOf), zone) ?? now;
        return (await Waiting.ForAsync("Fitting the dropout model", _ => DropoutModel.ReadAsync(db, at, now, ct)), zone);
    }

    private static (DropoutModel, TimeZoneInfo) OfFile(ParseResult parsed, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var zone = BusinessZone.Of(parsed.GetRequiredValue(Given.Zone));
        var at = PatternOptions.Moment(parsed.GetValue(AsOf), zone.Info) ?? now;
        using var file = Given.Open(parsed, zone, now);
        var book = BookOfFile.AsOf(file, zone, WhatCounts.Default, at, null, ct);
        FileOptions.Account(book);
        if (book.LastCallOn is { } last && Moment.Of(at, zone.Info).Today - last.DayNumber > 14)
            Console.Error.WriteLine($"The newest call by {Wording.Moment(at, zone.Info)} is of {last:yyyy-MM-dd}: if the file ends there, judge as of then with --as-of {last.AddDays(1):yyyy-MM-dd}.");
        return (DropoutModel.Of(book.Histories, Moment.Of(at, zone.Info)), zone.Info);
    }

    private static StillActive[] Lines(DropoutModel model, string? client, int top)
    {
        if (client is null)
            return [.. model.Lines.Take(top)];
        var address = Email.Normal(client, out _) ?? client.Trim();
        StillActive[] found = [.. model.Lines.Where(line => line.Client == address)];
        return found.Length > 0 || model.Choice.Used is null
            ? found
            : throw new PlainError($"The model has no result for {client}: the address is not known, there is no call yet, or this is a former client.");
    }
}
