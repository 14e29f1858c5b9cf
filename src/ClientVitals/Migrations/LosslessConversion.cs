using System.Globalization;
using System.Text.RegularExpressions;

namespace ClientVitals.Migrations;

/// <summary>How a value of one type becomes the same value of another.</summary>
/// <param name="Fits">The condition on a value ({0}) under which nothing is lost; empty = always.</param>
/// <param name="Using">The expression that makes it of {0}.</param>
/// <param name="KeepsIndexes">PostgreSQL builds an index on the plain column again by itself, and it means the same.</param>
internal sealed partial record LosslessConversion(string Fits, string Using, bool KeepsIndexes = true)
{
    private static readonly Dictionary<string, (string From, string Until)> Integers = new()
    {
        ["smallint"] = ("-32768", "32767"),
        ["integer"] = ("-2147483648", "2147483647"),
        ["bigint"] = ("-9223372036854775808", "9223372036854775807"),
    };

    /// <summary>The conversion of a type as the catalogue writes it; null where the one is not made from the other without loss.</summary>
    public static LosslessConversion? Of(string from, string to)
    {
        var (plain, target) = (Size().Replace(from, ""), Size().Replace(to, ""));
        if (from.EndsWith("[]", StringComparison.Ordinal) && to.EndsWith("[]", StringComparison.Ordinal))
        {
            return Of(from[..^2], to[..^2]) is { Fits: "", Using: "{0}" or "" } ? new("", $"{{0}}::{to}") : null;
        }
        if (plain is "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision")
        {
            return Number(plain, target, to);
        }
        return (plain, to) switch
        {
            ("character varying" or "character" or "name" or "text", _) when target is "text" or "character varying" => Text(to),
            ("json", "jsonb") => new("", "{0}::jsonb", KeepsIndexes: false),
            // A size in front of the zone is a number of decimals: without it there are as many as there can be.
            _ when plain == to && plain.StartsWith("time", StringComparison.Ordinal) => new("", "{0}"),
            _ when plain.Split('.')[^1] == "citext" && to == "text" => new("", "{0}::text", KeepsIndexes: false),
            _ when plain.Split('.')[^1] == "vector" && to == "real[]" => new("", "{0}::real[]", KeepsIndexes: false),
            _ => null,
        };
    }

    private static LosslessConversion? Text(string to) => Size().Match(to) is { Success: true } size
        ? new($"({{0}} is null or length({{0}}::text) <= {size.Groups[1].Value})", "{0}")
        : new("", "{0}");

    private static LosslessConversion? Number(string from, string target, string to)
    {
        // The shortest text of a binary fraction is that very fraction; a cast to numeric would cut it after 6 or 15 digits.
        var exact = from is "real" or "double precision" ? "{0}::text::numeric" : "{0}";
        if (Integers.TryGetValue(target, out var range))
        {
            return Integers.Keys.TakeWhile(narrow => narrow != target).Contains(from)
                ? new("", "{0}")
                : new($"({{0}} is null or ({exact}::numeric between {range.From} and {range.Until} and {exact}::numeric = trunc({exact}::numeric)))", $"{exact}::{to}");
        }
        if (target == "numeric")
        {
            return Size().Match(to) is { Success: true } size ? Sized(exact, to, size) : new("", exact);
        }
        return (from, target) switch
        {
            ("smallint" or "integer" or "real", "double precision") => new("", "{0}"),
            (_, "double precision") => new($"({{0}} is null or {{0}}::double precision::text::numeric = {exact})", "{0}::double precision"),
            (_, "real") => new($"({{0}} is null or {{0}}::real::text::numeric = {exact})", "{0}::real"),
            _ => null,
        };
    }

    private static LosslessConversion Sized(string exact, string to, Match size)
    {
        var digits = int.Parse(size.Groups[1].Value, CultureInfo.InvariantCulture);
        var decimals = size.Groups[2].Success ? int.Parse(size.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
        return new(string.Create(CultureInfo.InvariantCulture, $"({{0}} is null or ({exact} = round({exact}, {decimals}) and abs({exact}) < 10::numeric ^ ({digits} - {decimals})))"), $"{exact}::{to}");
    }

    [GeneratedRegex(@"\((\d+)(?:,(\d+))?\)")]
    private static partial Regex Size();
}
