using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ClientVitals.Server.Web;

/// <summary>A word in a drawing: SVG's own element has a name that Razor keeps for itself.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired] public string Class { get; set; } = "";

    [Parameter, EditorRequired] public double X { get; set; }

    [Parameter, EditorRequired] public double Y { get; set; }

    [Parameter, EditorRequired] public string Word { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        builder.AddAttribute(3, "y", Y.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        builder.AddContent(4, Word);
        builder.CloseElement();
    }
}
