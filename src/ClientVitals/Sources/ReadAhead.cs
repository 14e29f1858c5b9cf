using System.Collections.Concurrent;

namespace ClientVitals.Sources;

/// <summary>
/// Walks a sequence on a thread of its own, a few thousand items ahead, so that reading a file and using it take turns on
/// two processors. The order stays; what the sequence throws, the reader sees.
/// </summary>
internal sealed class ReadAhead<T>(IEnumerable<T> source) : IDisposable
{
    private const int BatchItems = 512;
    private const int BatchesAhead = 8;

    private readonly BlockingCollection<List<T>> _batches = new(BatchesAhead);
    private readonly CancellationTokenSource _left = new();
    private Task _walk = Task.CompletedTask;

    public IEnumerable<T> Items(CancellationToken cancel)
    {
        _walk = Task.Factory.StartNew(Walk, _left.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        foreach (var batch in _batches.GetConsumingEnumerable(cancel))
        {
            foreach (var item in batch)
                yield return item;
        }
        _walk.GetAwaiter().GetResult();
    }

    private void Walk()
    {
        try
        {
            var batch = new List<T>(BatchItems);
            foreach (var item in source)
            {
                batch.Add(item);
                if (batch.Count < BatchItems)
                    continue;
                _batches.Add(batch, _left.Token);
                batch = new List<T>(BatchItems);
            }
            _batches.Add(batch, _left.Token);
        }
        finally
        {
            _batches.CompleteAdding();
        }
    }

    /// <summary>Stops the walk where it is and waits for it, so that nobody closes the file under it.</summary>
    public void Dispose()
    {
        _left.Cancel();
        ((IAsyncResult)_walk).AsyncWaitHandle.WaitOne();
        _batches.Dispose();
        _left.Dispose();
    }
}
