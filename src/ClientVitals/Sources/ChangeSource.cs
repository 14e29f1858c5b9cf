using System.Text.RegularExpressions;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Sources;

/// <summary>Adds a system that posts calls, or changes how it is read.</summary>
/// <param name="Name">Small letters, digits and dashes: it is in the address and on the calls.</param>
/// <param name="Mapping">How its messages are read; null = as it was, for a new one by its columns.</param>
/// <param name="Enabled">Whether messages are taken; null = as it was, for a new one yes.</param>
/// <param name="Scheme">How its messages are signed; null = as it was, for a new one by Standard Webhooks.</param>
public sealed partial record ChangeSource(string Name, string? Mapping = null, bool? Enabled = null, WebhookScheme? Scheme = null) : IAct<bool>
{
    /// <summary>Adds or changes it; true = it is new.</summary>
    /// <exception cref="PlainError">The name cannot be one.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Name.Length > 60 || !NameForm().IsMatch(Name))
            throw new PlainError($"\"{Name}\" cannot name a source; use small letters, digits and dashes, at most 60.");
        var isNew = await work.Connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            Sql.Of<ChangeSource>("Write"), new { name = Name, mapping = Mapping, scheme = Scheme?.Word(), enabled = Enabled, now = work.Now }, cancellationToken: ct));
        await new Audit(SourceActions.Changed, $"source:{Name}", new Dictionary<string, string> { ["did"] = Did(isNew) }).RunAsync(work, ct);
        return isNew;
    }

    private string Did(bool isNew) => (isNew, Enabled) switch
    {
        (true, _) => "added",
        (_, true) => "resumed",
        (_, false) => "paused",
        _ => Mapping is null ? "scheme" : "mapping",
    };

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex NameForm();
}
