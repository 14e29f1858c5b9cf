using System.CommandLine;
using ClientVitals.Database;
using ClientVitals.Notices;

namespace ClientVitals.Cli.Notices;

/// <summary><c>vitals notices</c>: what left for people, and what was given up. It only queues; a running server sends.</summary>
internal static class NoticesCommand
{
    private static readonly Option<bool> Dead = new("--dead") { Description = "Only deliveries that were given up." };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most deliveries to list, 1 to 200.",
        HelpName = "rows",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Argument<string> Which = new("delivery") { Description = "The number of the delivery, as in vitals notices list --dead; or all." };

    private static readonly Argument<string> Channel = new("channel") { Description = "The channel's name, as in vitals notices channels." };

    public static Command Command()
    {
        var list = new Command("list", "List deliveries by mail and channel, newest first.") { Dead, Limit, Output.Format };
        list.SetAction(ListAsync);
        var channels = new Command("channels", "List the channels of the business with their health.") { Output.Format };
        channels.SetAction(ChannelsAsync);
        var retry = new Command("retry", "Queue again what was given up; a running server (vitals serve) sends it.") { Which };
        retry.SetAction(RetryAsync);
        var test = new Command("test", "Queue a test for a channel; a running server (vitals serve) sends it, and vitals notices list says what came of it.") { Channel };
        test.SetAction(TestAsync);
        return new Command("notices", "What people are told by mail, Slack, Teams and webhooks, and what was given up.") { list, channels, retry, test };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetValue(Limit) is < 1 or > DeliveryRecord.Most)
            throw new PlainError($"--limit must be 1 to {DeliveryRecord.Most}, not {parsed.GetValue(Limit)}.");
        await using var database = Door.Database(parsed);
        var found = await DeliveryRecord.ReadAsync(database, DatabaseIdentity.Service, parsed.GetValue(Dead) ? "dead" : null, parsed.GetValue(Limit), ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(found, format);
            return Door.Done;
        }
        if (found.Count == 0)
        {
            Console.WriteLine(parsed.GetValue(Dead) ? "Nothing was given up." : "Nothing was sent by mail or channel yet.");
            return Door.Done;
        }
        Output.Write(
            found, format,
            new Column<DeliveryRecord>("delivery", one => one.Id),
            new("kind", one => one.Kind),
            new("to", one => one.Receiver),
            new("way", one => one.Way),
            new("state", one => one.State),
            new("attempts", one => one.Attempts),
            new("told", one => one.MadeAt),
            new("why", one => one.State is "delivered" or "accepted" ? null : one.LastError));
        return Door.Done;
    }

    private static async Task<int> ChannelsAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var channels = await NoticeChannel.ReadAsync(database, DatabaseIdentity.Service, ct);
        if (channels.Count == 0 && parsed.GetValue(Output.Format) == OutputFormat.Table)
        {
            Console.WriteLine("There is no channel yet; add one on the page Notices of the settings.");
            return Door.Done;
        }
        Output.Write(channels, parsed.GetValue(Output.Format));
        return Door.Done;
    }

    private static async Task<int> RetryAsync(ParseResult parsed, CancellationToken ct)
    {
        var which = parsed.GetRequiredValue(Which);
        long? one = which == "all" ? null
            : long.TryParse(which, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
            : throw new PlainError($"\"{which}\" is not the number of a delivery; vitals notices list --dead shows them, or write all.");
        await using var database = Door.Database(parsed);
        var again = await database.DoAsync(new RetryDelivery(one), ct);
        Console.WriteLine(again == 0 ? "Nothing was given up." : $"{again} queued again; a running server sends them.");
        return Door.Done;
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var delivery = await database.DoAsync(new TestChannel(parsed.GetRequiredValue(Channel), TimeSpan.Zero), ct);
        Console.WriteLine($"The test is queued as delivery {delivery}; a running server sends it, and vitals notices list says what came of it.");
        return Door.Done;
    }
}
