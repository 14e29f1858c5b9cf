namespace ClientVitals.Database;

/// <summary>
/// How many short questions are asked at once, in the order in which they came. Where the server shares its processors with the program
/// (the embedded one), more of them at once only make each slower and the slowest much slower; a server elsewhere has its own say.
/// </summary>
internal sealed class AskingTurns(int most) : IDisposable
{
    private readonly SemaphoreSlim turns = new(most, most);

    /// <summary>Two for each processor: one at work, one on its way.</summary>
    public static AskingTurns OnThisMachine() => new(Math.Max(4, 2 * Environment.ProcessorCount));

    /// <summary>As many as a pool of connections holds by default.</summary>
    public static AskingTurns Elsewhere() => new(100);

    /// <summary>Waits for a turn; disposed, it is the next one's.</summary>
    public async ValueTask<Turn> TakeAsync(CancellationToken cancel)
    {
        await turns.WaitAsync(cancel);
        return new(turns);
    }

    public void Dispose() => turns.Dispose();

    /// <summary>A turn taken.</summary>
    internal readonly struct Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
