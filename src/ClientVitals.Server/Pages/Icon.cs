using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ClientVitals.Server.Pages;

/// <summary>A small picture beside a word, drawn where it stands (heroicons, from npm, MIT). Says nothing to who listens: the word does.</summary>
public sealed class Icon : ComponentBase
{
    private const string Folder = "icons/";

    private static readonly FrozenDictionary<string, string> Drawn = typeof(Icon).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Folder.Length..], Read);

    /// <summary>Its name in the package; one that was not there when the program was built is left out.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Drawn.TryGetValue(Name, out var svg))
            builder.AddMarkupContent(0, svg);
    }

    private static string Read(string resource)
    {
        using var text = new StreamReader(typeof(Icon).Assembly.GetManifestResourceStream(resource)!);
        return text.ReadToEnd().Replace("<svg ", "<svg class=\"icon\" ", StringComparison.Ordinal).Replace(" data-slot=\"icon\"", "", StringComparison.Ordinal).Trim();
    }
}
