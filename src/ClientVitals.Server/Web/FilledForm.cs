using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Web;

/// <summary>
/// Fills a form of a page of ours with what was sent from it, says at its head why it was refused, and opens what it is folded in. Pages are
/// written by our own components, so their tags are regular: lower case, attributes in double quotes.
/// </summary>
internal static partial class FilledForm
{
    /// <summary>Fields that say where somebody is and not what they wrote.</summary>
    private static readonly string[] OfThePage = ["to", "since", "seen", "once", "version"];

    /// <summary>The page with the form filled in; with the sentence and what was written under its title where the form is there no more.</summary>
    /// <param name="html">The page.</param>
    /// <param name="action">The address to which the form was sent.</param>
    /// <param name="sent">Its fields.</param>
    /// <param name="why">The sentence of the refusal.</param>
    public static string In(string html, string action, IFormCollection sent, string why)
    {
        var alert = $"<p class=\"wrong\" role=\"alert\">{WebUtility.HtmlEncode(why)}</p>";
        if (Best(html, action, sent) is not { } form)
        {
            var under = html.IndexOf("</h1>", StringComparison.Ordinal) is var at and >= 0 ? at + "</h1>".Length : html.IndexOf('>', html.IndexOf("<main", StringComparison.Ordinal)) + 1;
            return html.Insert(under, alert + Written(sent));
        }
        var inner = html[form.From..form.Until];
        var filled = Focused(Options(Texts(Inputs(inner, sent), sent), sent));
        return Opened(html[..form.From]) + alert + filled + html[form.Until..];
    }

    /// <summary>The form of that address which has most of the fields that were sent, and fewest others.</summary>
    private static (int From, int Until)? Best(string html, string action, IFormCollection sent)
    {
        (int From, int Until)? best = null;
        var most = int.MinValue;
        foreach (Match tag in FormTag().Matches(html))
        {
            if (Attribute(tag.Value, "action") is { } leads && !string.Equals(leads.Split('?', '#')[0], action, StringComparison.OrdinalIgnoreCase))
                continue;
            var from = tag.Index + tag.Length;
            var until = html.IndexOf("</form>", from, StringComparison.Ordinal);
            if (until < 0)
                continue;
            var named = NameOf().Matches(html[from..until]).Select(name => WebUtility.HtmlDecode(name.Groups[1].Value)).Distinct().ToList();
            var fit = 2 * named.Count(sent.ContainsKey) - named.Count + (HasButton(html[from..until], sent) ? 2 : 0);
            if (fit > most)
                (best, most) = ((from, until), fit);
        }
        return best;
    }

    /// <summary>Whether the button that was pressed is in it.</summary>
    private static bool HasButton(string inner, IFormCollection sent) => ButtonTag().Matches(inner)
        .Any(button => Attribute(button.Value, "name") is { } name && sent[name].Contains(Attribute(button.Value, "value") ?? ""));

    private static string Inputs(string inner, IFormCollection sent)
    {
        var taken = new Dictionary<string, int>();
        return InputTag().Replace(inner, tag =>
        {
            var type = Attribute(tag.Value, "type") ?? "text";
            if (Attribute(tag.Value, "name") is not { } name || type is "hidden" or "password" or "file" or "submit")
                return tag.Value;
            if (type is "checkbox" or "radio")
                return With(tag.Value, "checked", sent[name].Contains(Attribute(tag.Value, "value") ?? "on") ? "" : null);
            if (!sent.TryGetValue(name, out var values))
                return tag.Value;
            var place = taken.GetValueOrDefault(name);
            taken[name] = place + 1;
            return With(tag.Value, "value", place < values.Count ? values[place] ?? "" : "");
        });
    }

    private static string Texts(string inner, IFormCollection sent) => TextTag().Replace(inner, text =>
        Attribute(text.Groups[1].Value, "name") is { } name && sent.TryGetValue(name, out var value)
            // A browser takes the first line break of a text away.
            ? $"{text.Groups[1].Value}\n{WebUtility.HtmlEncode(value.ToString())}</textarea>" : text.Value);

    private static string Options(string inner, IFormCollection sent) => SelectTag().Replace(inner, select =>
    {
        if (Attribute(select.Groups[1].Value, "name") is not { } name || !sent.TryGetValue(name, out var chosen))
            return select.Value;
        var options = OptionTag().Replace(select.Groups[2].Value, option =>
            With(option.Groups[1].Value, "selected", chosen.Contains(Attribute(option.Groups[1].Value, "value") ?? WebUtility.HtmlDecode(option.Groups[2].Value).Trim()) ? "" : null) + option.Groups[2].Value);
        return select.Groups[1].Value + options + "</select>";
    });

    /// <summary>The hand goes to the first field: without a script that is also where the page is shown.</summary>
    private static string Focused(string inner)
    {
        foreach (Match field in AnyField().Matches(inner))
        {
            if (Attribute(field.Value, "type") is not ("hidden" or "file"))
                return inner[..field.Index] + With(field.Value, "autofocus", "") + inner[(field.Index + field.Length)..];
        }
        return inner;
    }

    /// <summary>What is folded around the place at which this text ends is opened.</summary>
    private static string Opened(string before)
    {
        var around = new Stack<Match>();
        foreach (Match tag in DetailsTag().Matches(before))
        {
            if (tag.Value.StartsWith("</", StringComparison.Ordinal))
                around.TryPop(out _);
            else
                around.Push(tag);
        }
        // The innermost first: it lies behind the others.
        return around.Aggregate(before, (text, tag) => text[..tag.Index] + With(tag.Value, "open", "") + text[(tag.Index + tag.Length)..]);
    }

    private static string Written(IFormCollection sent)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in sent.Where(field => !OfThePage.Contains(field.Key) && !field.Key.Contains("password", StringComparison.Ordinal) && field.Value.ToString().Trim().Length > 0))
            text.Append("<p class=\"muted\">You wrote: <span class=\"written\">").Append(WebUtility.HtmlEncode(value.ToString())).Append("</span></p>");
        return text.ToString();
    }

    private static string? Attribute(string tag, string name) => Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"", RegexOptions.CultureInvariant) is { Success: true } found
        ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    /// <summary>The tag with an attribute set; null takes it away.</summary>
    private static string With(string tag, string name, string? value)
    {
        var bare = Regex.Replace(tag, $"\\s{name}(=\"[^\"]*\")?(?=[\\s/>])", "", RegexOptions.CultureInvariant);
        if (value is null)
            return bare;
        var end = bare.EndsWith("/>", StringComparison.Ordinal) ? 2 : 1;
        return bare[..^end].TrimEnd() + (value.Length == 0 && name != "value" ? $" {name}" : $" {name}=\"{WebUtility.HtmlEncode(value)}\"") + bare[^end..];
    }

    [GeneratedRegex("<form\\b[^>]*>")]
    private static partial Regex FormTag();

    [GeneratedRegex("\\sname=\"([^\"]*)\"")]
    private static partial Regex NameOf();

    [GeneratedRegex("<button\\b[^>]*>")]
    private static partial Regex ButtonTag();

    [GeneratedRegex("<input\\b[^>]*>")]
    private static partial Regex InputTag();

    [GeneratedRegex("(<textarea\\b[^>]*>)(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex TextTag();

    [GeneratedRegex("(<select\\b[^>]*>)(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex SelectTag();

    [GeneratedRegex("(<option\\b[^>]*>)([^<]*)")]
    private static partial Regex OptionTag();

    [GeneratedRegex("<(?:input|textarea|select)\\b[^>]*>")]
    private static partial Regex AnyField();

    [GeneratedRegex("</?details\\b[^>]*>")]
    private static partial Regex DetailsTag();
}
