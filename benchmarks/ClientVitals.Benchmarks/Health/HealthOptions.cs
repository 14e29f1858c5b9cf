using System.Globalization;
using ClientVitals.CallPatterns.Model;
using ClientVitals.HealthScores.BackTests;

namespace ClientVitals.Benchmarks.Health;

/// <summary>What was said on the command line.</summary>
internal sealed record HealthOptions
{
    public IReadOnlyList<long> Seeds { get; private init; } = [.. Enumerable.Range(7001, 10).Select(seed => (long)seed)];

    public int Clients { get; private init; } = 2000;

    public int Weeks { get; private init; } = 52;

    public IReadOnlyList<DateOnly> Mornings { get; private init; } = [];

    public int Heard { get; private init; } = 60;

    public double Call { get; private init; } = .05;

    public IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>Null when something is not known.</summary>
    public static HealthOptions? Read(string[] args)
    {
        var options = new HealthOptions();
        for (var place = 1; place < args.Length; place++)
        {
            if (!args[place].StartsWith("--", StringComparison.Ordinal))
            {
                options = options with { Files = [.. options.Files, args[place]] };
                continue;
            }
            if (place + 1 == args.Length)
                return null;
            var (name, value) = (args[place], args[++place]);
            switch (name)
            {
                case "--seeds":
                    var (from, until) = value.Split('-') is [var first, var last] ? (Whole(first), Whole(last)) : (Whole(value), Whole(value));
                    options = options with { Seeds = [.. Enumerable.Range(from, until - from + 1).Select(seed => (long)seed)] };
                    break;
                case "--clients":
                    options = options with { Clients = Whole(value) };
                    break;
                case "--weeks":
                    options = options with { Weeks = Whole(value) };
                    break;
                case "--mornings":
                    options = options with { Mornings = [.. value.Split(',').Select(day => DateOnly.Parse(day, CultureInfo.InvariantCulture))] };
                    break;
                case "--heard":
                    options = options with { Heard = Whole(value) };
                    break;
                case "--call":
                    options = options with { Call = double.Parse(value, CultureInfo.InvariantCulture) };
                    break;
                default:
                    return null;
            }
        }
        return options;
    }

    public HealthBacktestProtocol ProtocolOf(IReadOnlyList<ClientHistory> book) =>
        HealthBacktestProtocol.Of(book, Mornings.Count > 0 ? Mornings : null) with { HeardWithin = Heard, CanCall = Call };

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
