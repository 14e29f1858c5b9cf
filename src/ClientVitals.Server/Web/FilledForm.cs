using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Web;

/// <summary>Fills a form of a page with what was sent from it, says at its head why it was refused, and opens what it is folded in.</summary>
internal static class FilledForm
{
    private const string Fields = "input, textarea, select";

    /// <summary>Fields that say where somebody is and not what they wrote.</summary>
    private static readonly string[] OfThePage = ["to", "since", "seen", "once", "version"];

    /// <summary>The page with the form filled in; with the sentence and what was written under its title where the form is there no more.</summary>
    /// <param name="html">The page.</param>
    /// <param name="action">The address to which the form was sent.</param>
    /// <param name="sent">Its fields.</param>
    /// <param name="why">The sentence of the refusal.</param>
    public static string In(string html, string action, IFormCollection sent, string why, FormTexts says) => Of(html, action, sent, why, says).Page;

    /// <summary>The same, and whether the form is there.</summary>
    public static (string Page, bool HasForm) Of(string html, string action, IFormCollection sent, string why, FormTexts says)
    {
        using var page = new HtmlParser().ParseDocument(html);
        var alert = Paragraph(page, "wrong", why);
        alert.SetAttribute("role", "alert");
        var form = Best(page, action, sent);
        if (form is not null)
        {
            Fill(form, sent);
            form.Prepend(alert);
            foreach (var folded in form.Ancestors<IHtmlDetailsElement>())
                folded.SetAttribute("open", "");
        }
        else if (page.QuerySelector("#page h1") is { } title)
        {
            title.After([alert, .. Written(page, sent, says)]);
        }
        else
        {
            (page.QuerySelector("main") ?? page.Body!).Prepend([alert, .. Written(page, sent, says)]);
        }
        return (page.ToHtml(), form is not null);
    }

    /// <summary>The form of that address which has most of the fields that were sent, and fewest others.</summary>
    private static IHtmlFormElement? Best(IDocument page, string action, IFormCollection sent) => page.QuerySelectorAll<IHtmlFormElement>("form")
        .Where(form => form.GetAttribute("method") == "post")
        .Where(form => form.GetAttribute("action") is not { } leads || string.Equals(leads.Split('?', '#')[0], action, StringComparison.OrdinalIgnoreCase))
        .MaxBy(form =>
        {
            var named = form.QuerySelectorAll("[name]").Select(field => field.GetAttribute("name")!).Distinct().ToList();
            var isPressed = form.QuerySelectorAll("button[name]").Any(button => sent[button.GetAttribute("name")!].Contains(button.GetAttribute("value") ?? ""));
            return 2 * named.Count(sent.ContainsKey) - named.Count + (isPressed ? 2 : 0);
        });

    private static void Fill(IHtmlFormElement form, IFormCollection sent)
    {
        var taken = new Dictionary<string, int>();
        foreach (var field in form.QuerySelectorAll(Fields))
        {
            if (field.GetAttribute("name") is not { } name)
                continue;
            if (field is IHtmlInputElement input && (input.GetAttribute("type") ?? "text") is var type)
            {
                if (type is "checkbox" or "radio")
                    Mark(input, "checked", sent[name].Contains(input.GetAttribute("value") ?? "on"));
                else if (type is not ("hidden" or "password" or "file" or "submit") && sent.TryGetValue(name, out var values))
                {
                    var place = taken.GetValueOrDefault(name);
                    taken[name] = place + 1;
                    input.SetAttribute("value", place < values.Count ? values[place] ?? "" : "");
                }
            }
            else if (field is IHtmlTextAreaElement && sent.TryGetValue(name, out var text))
            {
                field.TextContent = text.ToString();
            }
            else if (field is IHtmlSelectElement && sent.TryGetValue(name, out var chosen))
            {
                foreach (var option in field.QuerySelectorAll("option"))
                    Mark(option, "selected", chosen.Contains(option.GetAttribute("value") ?? option.TextContent.Trim()));
            }
        }
        // Without a script the page is shown where this field is.
        form.QuerySelectorAll(Fields).FirstOrDefault(field => field.GetAttribute("type") is not ("hidden" or "file"))?.SetAttribute("autofocus", "");
    }

    private static void Mark(IElement element, string name, bool isSo)
    {
        if (isSo)
            element.SetAttribute(name, "");
        else
            element.RemoveAttribute(name);
    }

    private static IEnumerable<INode> Written(IDocument page, IFormCollection sent, FormTexts says) =>
        from field in sent
        where !OfThePage.Contains(field.Key) && !field.Key.Contains("password", StringComparison.Ordinal) && field.Value.ToString().Trim().Length > 0
        select Paragraph(page, "muted written", says.Wrote(field.Value.ToString()));

    private static IElement Paragraph(IDocument page, string look, string text)
    {
        var paragraph = page.CreateElement("p");
        paragraph.ClassName = look;
        paragraph.TextContent = text;
        return paragraph;
    }
}
