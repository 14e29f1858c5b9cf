using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ClientVitals.Server.Web;

/// <summary>A small picture beside a word, drawn where it is (heroicons, from npm, MIT). Says nothing to those who listen: the word does.</summary>
public sealed class Icon : ComponentBase
{
    private const string Folder = "icons/";

    private static readonly ConcurrentDictionary<string, string?> Read = new(StringComparer.Ordinal);

    /// <summary>Its name in the package; one that was not there when the program was built is left out.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>Whether the page has an <see cref="IconSheet"/> with it: where it is in each row of a list, it is drawn once.</summary>
    [Parameter] public bool IsFromSheet { get; set; }

    /// <summary>The drawing; null = it was not there when the program was built.</summary>
    internal static string? Svg(string name) => Read.GetOrAdd(name, Of);

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (IsFromSheet)
            builder.AddMarkupContent(0, $"<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#{IconSheet.Id(Name)}\"/></svg>");
        else if (Read.GetOrAdd(Name, Of) is { } svg)
            builder.AddMarkupContent(0, svg);
    }

    private static string? Of(string name)
    {
        using var resource = typeof(Icon).Assembly.GetManifestResourceStream(Folder + name);
        if (resource is null)
            return null;
        using var text = new StreamReader(resource);
        return text.ReadToEnd().Replace("<svg ", "<svg class=\"icon\" ", StringComparison.Ordinal).Replace(" data-slot=\"icon\"", "", StringComparison.Ordinal).Trim();
    }
}
