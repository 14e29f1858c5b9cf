using System.Globalization;
using System.Text.RegularExpressions;

namespace ClientVitals.Interventions.Playbooks;

/// <summary>The draft of a message, made from a playbook's template. It says nothing but what the template says.</summary>
public static partial class DraftMessage
{
    /// <summary>What is filled in.</summary>
    public static readonly IReadOnlyList<string> Placeholders = ["{first_name}", "{coach}", "{days}"];

    /// <summary>Fills a template in.</summary>
    /// <param name="firstName">Null = not known: the greeting goes without it.</param>
    /// <param name="coach">Who signs; null = nobody does.</param>
    /// <param name="days">PACKAGE: days until it runs out; null or negative = a sentence that needs them is left out.</param>
    public static string Of(string template, string? firstName, string? coach, int? days)
    {
        ArgumentNullException.ThrowIfNull(template);
        var said = days is null or < 0 ? SentenceWithDays().Replace(template, "") : template.Replace("{days}", days.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        said = said.Replace("{first_name}", firstName?.Trim() ?? "", StringComparison.Ordinal).Replace("{coach}", coach?.Trim() ?? "", StringComparison.Ordinal);
        return Spaces().Replace(said, " ").Replace(" ,", ",", StringComparison.Ordinal).Trim();
    }

    /// <summary>The first placeholder that nothing is filled in for; null = there is none.</summary>
    public static string? Unknown(string template) =>
        Braces().Matches(template).Select(match => match.Value).FirstOrDefault(found => !Placeholders.Contains(found));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"(?<=^|[.!?,]\s)[^.!?,]*\{days\}[^.!?]*[.!?]\s*")]
    private static partial Regex SentenceWithDays();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
