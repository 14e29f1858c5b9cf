using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.Reading;

/// <content>Visits beside the calls, where the business counts them.</content>
public sealed partial class BookReading
{
    private sealed record VisitSilence(string Source, int Starts, int Ends, int SeenOn);

    /// <summary>So many of the last active days say what a client is seen by.</summary>
    private const int LastDays = 3;

    private readonly CountedVisits? _visits;
    private readonly VisitSilence[] _visitSilences;

    private Pause[] PausesOf(Guid client, ClientDay[] known, CountedVisits.OfClient? visits)
    {
        List<Pause>? missing = null;
        if (visits is not null)
        {
            // What they attended before the records begin is not known, so what they called then is no whole week.
            if (visits.Begins > 0)
                (missing ??= []).Add(new Pause(0, visits.Begins, Stale: true));
            foreach (var silence in _visitSilences)
            {
                if (visits.IsSeenBy(silence.Source, silence.Starts, LastActive(known, silence.Starts)))
                    (missing ??= []).Add(new Pause(silence.Starts, silence.Ends, silence.SeenOn, Stale: true));
            }
        }
        if (_visits is not null)
        {
            // Who is seen by visits alone is seen although calls are missing; of somebody who does both a part would be missing.
            foreach (var silence in _pauses.OfSources[client])
            {
                var last = LastActive(known, silence.From);
                if (last.Count == 0 || last.Exists(day => day.Calls > 0))
                    (missing ??= []).Add(silence);
            }
        }
        return _pauses.Of(client, missing);
    }

    /// <summary>The last active days before a day.</summary>
    private static List<ClientDay> LastActive(ClientDay[] known, int before)
    {
        var last = new List<ClientDay>(LastDays);
        for (var place = known.Length - 1; place >= 0 && last.Count < LastDays; place--)
        {
            if (known[place].IsActive && known[place].Day < before)
                last.Add(known[place]);
        }
        return last;
    }
}
