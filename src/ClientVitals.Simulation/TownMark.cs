using System.Globalization;
using System.Text.RegularExpressions;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Simulation;

/// <summary>
/// Which town lives in a database and until which day it was told: so that the next telling goes on where this one ended.
/// It is kept in the comment of the database itself, and so comes and goes with it.
/// </summary>
/// <param name="ToldUntil">The business day whose midnight ended the last telling; null while the first one is under way.</param>
public sealed partial record TownMark(Town Town, DateOnly? ToldUntil)
{
    /// <summary>The last business day that was walked to its end; null = none was (<c>Walk/WalkTown.cs</c>).</summary>
    public DateOnly? WalkedUntil { get; init; }

    /// <summary>The mark of the database; null when no town lives there.</summary>
    public static async Task<TownMark?> ReadAsync(NpgsqlConnection db, CancellationToken ct)
    {
        var text = await db.ExecuteScalarAsync<string?>(new CommandDefinition(Sql.Of<TownMark>(), cancellationToken: ct));
        return text is null ? null : Of(text);
    }

    /// <summary>Writes the mark; the connection must be the owner's.</summary>
    public async Task WriteAsync(NpgsqlConnection db, CancellationToken ct)
    {
        // COMMENT takes no parameters: the server puts the statement together, and quotes name and text itself.
        var statement = await db.ExecuteScalarAsync<string>(new CommandDefinition(Sql.Of<TownMark>("Write"), new { mark = ToString() }, cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition(statement!, cancellationToken: ct));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"A simulated town: seed {Town.Seed}, {Town.Clients} clients, {Town.Weeks} weeks, founded {Town.FoundedOn:yyyy-MM-dd}, zone {Town.Zone}, told until {(ToldUntil is { } day ? Written(day) : "nothing yet")}{(WalkedUntil is { } walked ? $", walked until {Written(walked)}" : "")}.");

    /// <summary>The mark that a text holds; null when it holds none.</summary>
    public static TownMark? Of(string text)
    {
        if (Form().Match(text) is not { Success: true } form) return null;
        var town = new Town(
            long.Parse(form.Groups["seed"].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(form.Groups["clients"].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(form.Groups["weeks"].ValueSpan, CultureInfo.InvariantCulture),
            Read(form.Groups["founded"])!.Value,
            form.Groups["zone"].Value);
        return new(town, Read(form.Groups["told"])) { WalkedUntil = Read(form.Groups["walked"]) };
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Read(Group day) => day.Success ? DateOnly.ParseExact(day.ValueSpan, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        @"^A simulated town: seed (?<seed>-?\d+), (?<clients>\d+) clients, (?<weeks>\d+) weeks, founded (?<founded>[\d-]{10}), zone (?<zone>[^,]+), told until (?:(?<told>[\d-]{10})|nothing yet)(?:, walked until (?<walked>[\d-]{10}))?\.$")]
    private static partial Regex Form();
}
