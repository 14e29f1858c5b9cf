using System.Collections.Concurrent;

namespace ClientVitals.Sources;

/// <summary>
/// Walks a sequence on a thread of its own, a few thousand items ahead, so that reading a file and using it take turns on
/// two processors. The order stays; what the sequence throws, the reader sees. Memory is bounded by number and by weight.
/// </summary>
/// <param name="source">What is walked.</param>
/// <param name="weight">What an item weighs beyond the ordinary, in characters.</param>
internal sealed class ReadAhead<T>(IEnumerable<T> source, Func<T, int> weight) : IDisposable
{
    private const int BatchItems = 512;
    private const int BatchesAhead = 8;

    /// <summary>A batch is full at this weight, however few its items.</summary>
    private const int BatchWeight = 256 << 10;

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
            var heavy = 0;
            foreach (var item in source)
            {
                batch.Add(item);
                heavy += weight(item);
                if (batch.Count < BatchItems && heavy < BatchWeight)
                    continue;
                _batches.Add(batch, _left.Token);
                batch = new List<T>(BatchItems);
                heavy = 0;
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
