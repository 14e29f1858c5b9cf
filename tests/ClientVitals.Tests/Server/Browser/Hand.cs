using System.Text;
using Microsoft.Playwright;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>What a person does: counted, and timed by the keystroke-level model (Card, Moran and Newell 1980).</summary>
internal sealed class Hand(int typedBefore = 0)
{
    private const double Key = 0.28, Pointing = 1.1, Press = 0.2, Thought = 1.35;

    public int Keys { get; private set; } = typedBefore;

    public int Clicks { get; private set; }

    public int Fields { get; private set; }

    public double Seconds => (Keys * Key) + ((Clicks + Fields) * (Pointing + Press + Thought));

    public async Task ClickAsync(ILocator at)
    {
        await at.ClickAsync();
        Clicks++;
    }

    public async Task WriteAsync(ILocator field, string text)
    {
        await field.FillAsync(text);
        Fields++;
        Keys += text.Length;
    }

    /// <summary>A press on the field, and one on the file.</summary>
    public async Task ChooseAsync(ILocator field, string name, string text)
    {
        await field.SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        Clicks += 2;
    }
}
