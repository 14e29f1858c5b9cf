using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ClientVitals.Server.Web;

/// <summary>Pictures that many rows of a page show, drawn once; the rows refer to them (<see cref="Icon.IsFromSheet"/>).</summary>
public sealed class IconSheet : ComponentBase
{
    [Parameter, EditorRequired] public IReadOnlyList<string> Names { get; set; } = [];

    internal static string Id(string name) => "icon-" + name;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var drawn = from name in Names
                    let svg = Icon.Svg(name)
                    where svg is not null
                    select svg.Replace("<svg class=\"icon\"", $"<symbol id=\"{Id(name)}\"", StringComparison.Ordinal).Replace("</svg>", "</symbol>", StringComparison.Ordinal);
        builder.AddMarkupContent(0, $"<svg width=\"0\" height=\"0\" aria-hidden=\"true\" class=\"sheet\">{string.Concat(drawn)}</svg>");
    }
}
