using ClientVitals.People;
using ClientVitals.Sources;

namespace ClientVitals.Calls.Previews;

/// <summary>Own and test addresses of a file: those on the list, and those that look like ours although they stand for a client.</summary>
internal sealed class PreviewEnds
{
    /// <summary>An address on more than one in so many calls is hardly a client's, where there are this many calls and clients at least.</summary>
    private const int OneIn = 4, LeastCalls = 50, LeastClients = 10;

    private const int MostShown = 20;

    private readonly CallColumns _columns;
    private readonly TextPool<string[]> _numbers;
    private readonly Dictionary<string, long> _ours = new(StringComparer.Ordinal);

    public PreviewEnds(CallColumns columns, CallFileOptions options)
    {
        _columns = columns;
        _numbers = new(text => CellAddresses.Phones(text, options.PhoneRegion).Found);
    }

    /// <summary>Looks at the end of a call that is not the client's.</summary>
    /// <param name="client">The client's number; null = the call has none.</param>
    public void Add(Records rows, string? client)
    {
        if (client is null || rows.Trouble is not null)
            return;
        foreach (var field in (ReadOnlySpan<CallField>)[CallField.FromNumber, CallField.ToNumber])
        {
            if (_columns[field] is not (var at and >= 0) || rows[at].Trim(" \t"u8) is not { IsEmpty: false } text)
                continue;
            foreach (var number in _numbers[text])
            {
                if (number != client)
                    _ours[number] = _ours.GetValueOrDefault(number) + 1;
            }
        }
    }

    /// <param name="tally">Whose calls they are.</param>
    /// <param name="staff">E-mails of those who work here.</param>
    public IReadOnlyList<OwnAddress> Read(PreviewTally tally, IReadOnlySet<string> staff)
    {
        var listed = tally.Own.Select(one => new OwnAddress(one.Key, one.Value, true, $"on the list"));
        var alike = tally.Clients.Select(one => Why(one.Key, one.Value, tally, staff) is { } why ? new OwnAddress(one.Key, one.Value, false, why) : null).OfType<OwnAddress>();
        var shown = tally.Shown.Select(one => new OwnAddress(one.Key, one.Value, false, $"rings as a leg of other calls"));
        return [.. listed.Concat(shown).Concat(alike).OrderBy(one => one.IsListed).ThenByDescending(one => one.Calls).ThenBy(one => one.Address, StringComparer.Ordinal).Take(MostShown)];
    }

    private Sentence? Why(string address, long calls, PreviewTally tally, IReadOnlySet<string> staff)
    {
        if (staff.Contains(address))
            return $"the address of somebody who works here";
        // A client whose call was handed on is there too, but oftener as a client.
        if (_ours.TryGetValue(address, out var others) && others > calls)
            return others == 1 ? (Sentence)$"is on your side in 1 other call" : $"is on your side in {others:N0} other calls";
        return tally.Calls >= LeastCalls && tally.Clients.Count >= LeastClients && calls * OneIn > tally.Calls
            ? (Sentence)$"is on {calls:N0} of {tally.Calls:N0} calls"
            : null;
    }
}
