using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>A form that was refused holds what was sent: in every kind of field, in the right one of several forms, unfolded.</summary>
public sealed class FilledFormTests
{
    private const string Page = """
        <main id="page"><h1>Title</h1>
        <form method="post" action="/a/1"><input type="hidden" name="to" value="/"><button name="act" value="reached" type="submit">R</button></form>
        <details id="one"><summary>S</summary><details id="two"><summary>S</summary></details><details id="three"><summary>S</summary>
        <form method="post" action="/a/1"><input type="hidden" name="seen" value="7"><input type="date" name="until" value="2026-01-01" required>
        <textarea name="note" rows="2">old</textarea>
        <select name="reason"><option value="a" selected>A</option><option value="b">B</option></select>
        <input type="checkbox" name="tick" value="x" checked><input type="checkbox" name="tick" value="y">
        <input type="password" name="password"><input type="text" name="place"><input type="text" name="place">
        <button name="act" value="note" type="submit">Save</button></form></details></details></main>
        """;

    private static IHtmlDocument Filled(string action, params (string Name, string[] Values)[] fields) => new HtmlParser().ParseDocument(
        FilledForm.In(Page, action, new FormCollection(fields.ToDictionary(field => field.Name, field => new StringValues(field.Values))), "Why & <how>", new FormTexts(Language.English)));

    private static string[] OpenedIn(IHtmlDocument page) => [.. page.QuerySelectorAll("details[open]").Select(one => one.Id!)];

    [Fact]
    public void Every_kind_of_field_holds_what_was_sent_and_what_it_is_folded_in_is_open()
    {
        var page = Filled("/a/1", ("until", ["2020-\"1"]), ("note", ["<b>\nnew"]), ("reason", ["b"]), ("tick", ["y"]), ("password", ["secret"]), ("place", ["p1", "p2"]), ("act", ["note"]), ("seen", ["3"]));
        var form = page.QuerySelector("#three form")!;
        form.FirstElementChild!.ClassName.ShouldBe("wrong");
        form.FirstElementChild.GetAttribute("role").ShouldBe("alert");
        form.FirstElementChild.TextContent.ShouldBe("Why & <how>");
        form.QuerySelector("[name=seen]")!.GetAttribute("value").ShouldBe("7");
        form.QuerySelector("[name=until]")!.GetAttribute("value").ShouldBe("2020-\"1");
        form.QuerySelector("[name=until]")!.HasAttribute("autofocus").ShouldBeTrue();
        form.QuerySelector("[name=note]")!.TextContent.ShouldBe("<b>\nnew");
        form.QuerySelectorAll("option[selected]").Select(option => option.GetAttribute("value")).ShouldBe(["b"]);
        form.QuerySelectorAll("[name=tick][checked]").Select(tick => tick.GetAttribute("value")).ShouldBe(["y"]);
        form.QuerySelectorAll("[name=place]").Select(place => place.GetAttribute("value")).ShouldBe(["p1", "p2"]);
        page.DocumentElement.OuterHtml.ShouldNotContain("secret");
        OpenedIn(page).ShouldBe(["one", "three"]);
    }

    [Fact]
    public void A_text_that_begins_with_a_line_break_keeps_it() =>
        Filled("/a/1", ("seen", ["1"]), ("note", ["\nnew"]), ("until", [""]), ("reason", ["a"]), ("act", ["note"])).QuerySelector("[name=note]")!.TextContent.ShouldBe("\nnew");

    [Fact]
    public void The_form_with_the_button_that_was_pressed_is_the_one()
    {
        var page = Filled("/a/1", ("to", ["/"]), ("act", ["reached"]));
        page.QuerySelector(".wrong")!.ParentElement!.QuerySelector("button")!.GetAttribute("value").ShouldBe("reached");
        OpenedIn(page).ShouldBeEmpty();
    }

    [Fact]
    public void Where_the_form_is_there_no_more_the_sentence_and_what_was_written_are_under_the_title()
    {
        var page = Filled("/b/2", ("note", ["Three <sentences>"]), ("to", ["/"]), ("new_password", ["secret"]));
        page.QuerySelector("h1 + p.wrong")!.TextContent.ShouldBe("Why & <how>");
        page.QuerySelector("h1 + p + p.written")!.TextContent.ShouldBe("You wrote: Three <sentences>");
        page.DocumentElement.OuterHtml.ShouldNotContain("secret");
    }

    [Fact]
    public void Its_page_is_looked_for_where_it_leads_back_to_then_at_its_address_and_above() =>
        RefusedForms.PagesOf("/settings/users/5/link", "/x?y=1").ShouldBe(["/x?y=1", "/settings/users/5/link", "/settings/users/5", "/settings/users", "/settings"]);
}
