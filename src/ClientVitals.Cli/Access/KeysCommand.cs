using System.CommandLine;
using ClientVitals.Access;

namespace ClientVitals.Cli.Access;

/// <summary><c>vitals keys</c>: keys for programs.</summary>
internal static class KeysCommand
{
    private static readonly Option<bool> AlsoRevoked = new("--all") { Description = "Also the revoked ones." };
    private static readonly Argument<string> Name = new("name") { Description = "What the key is for." };
    private static readonly Option<string?> As = new("--as") { Description = "The account it acts as: e-mail or id. Default: the program itself, which sees everything (a service key).", HelpName = "user" };
    private static readonly Option<string[]> Scopes = new("--scope")
    {
        Description = $"What the key may do: {string.Join(", ", KeyScopeWords.All.Select(scope => scope.Word()))}; or all: every scope that the account may have.",
        HelpName = "scope",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };
    private static readonly Option<int?> Days = new("--days") { Description = "Days until it expires. Default: it does not expire.", HelpName = "days" };
    private static readonly Argument<string> Key = new("key") { Description = "Its prefix, as listed, or its id." };

    public static Command Command() => new("keys", "API keys: what each may do, which account it acts as, when it expires.")
    {
        List(),
        Make(),
        Revoke(),
    };

    private static Command List()
    {
        var command = new Command("list", "List the keys, newest first; the keys themselves are not stored.") { AlsoRevoked, Output.Format };
        command.SetAction(ListAsync);
        return command;
    }

    private static Command Make()
    {
        var command = new Command("make", "Make a key and print it; it is shown only once. Example: vitals keys make \"Telephone system\" --scope calls:write --days 365") { Name, Scopes, As, Days };
        command.SetAction(MakeAsync);
        return command;
    }

    private static Command Revoke()
    {
        var command = new Command("revoke", "Revoke a key for good: it stops working.") { Key };
        command.SetAction(RevokeAsync);
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var format = parsed.GetValue(Output.Format);
        var keys = await ApiKeys.ReadAsync(db, parsed.GetValue(AlsoRevoked), ct);
        if (keys.Count == 0 && format == OutputFormat.Table)
        {
            Console.WriteLine("There are no keys; vitals keys make makes one.");
            return Door.Done;
        }
        var now = TimeProvider.System.GetUtcNow();
        Output.Write(
            keys,
            format,
            new Column<ApiKey>("prefix", k => k.Prefix),
            new("name", k => k.Name),
            new("acts_as", k => k.UserId is null ? "service" : k.UserName ?? $"{k.UserId}"),
            new("scopes", k => k.Scopes),
            new("state", k => k.RevokedAt is not null ? "revoked" : k.ExpiresAt <= now ? "over" : "open"),
            new("made_at", k => k.MadeAt),
            new("expires_at", k => k.ExpiresAt),
            new("last_used", k => k.LastUsedAt),
            new("id", k => k.Id));
        return Door.Done;
    }

    private static async Task<int> MakeAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var now = TimeProvider.System.GetUtcNow();
        if (parsed.GetValue(Days) is < 1 or > 3650)
            throw new PlainError($"--days must be 1 to 3650, not {parsed.GetValue(Days)}.");
        var words = parsed.GetRequiredValue(Scopes);
        FoundUser? user = null;
        if (parsed.GetValue(As) is { } who)
        {
            await using var db = await database.OpenAsync(ct);
            user = await FoundUser.RequireAsync(db, who, ct);
        }
        IReadOnlyList<KeyScope> scopes = words is ["all"] ? user?.AppRole.Scopes() ?? KeyScopeWords.All : [.. words.Select(KeyScopeWords.Read)];
        var end = parsed.GetValue(Days) is { } days ? now.AddDays(days) : (DateTimeOffset?)null;
        var made = await database.DoAsync(new MakeApiKey(parsed.GetRequiredValue(Name), scopes, user?.Id, end), ct);
        Console.WriteLine($"  {made.Key}");
        Console.WriteLine($"It is shown only now; send it as Authorization: Bearer. To revoke it: vitals keys revoke {made.Prefix}");
        return Door.Done;
    }

    private static async Task<int> RevokeAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var counted = await database.DoAsync(new RevokeApiKey(parsed.GetRequiredValue(Key)), ct);
        Console.WriteLine(counted ? "The key is revoked." : "The key was revoked before; nothing was changed.");
        return Door.Done;
    }
}
