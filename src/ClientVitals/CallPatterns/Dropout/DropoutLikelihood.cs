using MathNet.Numerics;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>
/// The likelihood of a book under the dropout model, with its slope. Clients of equal history are counted, not repeated, and every
/// logarithm and gamma function is taken once for each distinct count and time: a client costs one exponential and one logarithm.
/// </summary>
/// <remarks>
/// For x repeats, the last at t, watched for T, with n = r + kx and m chances to leave passed up (x, or x + 1 when one may leave after
/// the first call): ln L = (k−1)·Σ ln gaps − x·lnΓ(k) + lnΓ(n) − lnΓ(r) + r·ln α − n·ln(α+T) + lnB(a, b+m) − lnB(a, b)
/// + ln(D + S), with D = a/(b+m−1)·((α+T)/(α+t))ⁿ for having left and S = Σ_{j&lt;k} Γ(n+j)/(Γ(n)·j!)·((T−t)/(α+T))^j for a gap
/// under way. D exceeds every number for thousands of calls: the last logarithm is taken of both scaled by the larger.
/// </remarks>
public sealed class DropoutLikelihood
{
    private readonly record struct Row(int Count, int Last, int Watched);

    private readonly Row[] _rows;
    private readonly double[] _weights;
    private readonly int[] _counts;
    private readonly double[] _clientsOfCount;
    private readonly double[] _times;
    private readonly double _logGaps;
    private readonly double[] _logTimes, _leaving;

    /// <summary>Takes in the book. The order of the clients changes nothing but the last digits.</summary>
    public DropoutLikelihood(IReadOnlyList<CallRecency> book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var counts = new Dictionary<int, int>();
        var times = new Dictionary<double, int>();
        var rows = new Dictionary<Row, int>();
        foreach (var client in book)
        {
            var row = new Row(PlaceOf(counts, client.Repeats), PlaceOf(times, client.LastAt), PlaceOf(times, client.ObservedFor));
            rows[row] = rows.GetValueOrDefault(row) + 1;
            _logGaps += client.LogGaps;
            Repeats += client.Repeats;
            Repeated += client.Repeats > 0 ? 1 : 0;
            Watched += client.ObservedFor;
            Longest = Math.Max(Longest, client.ObservedFor);
        }
        Clients = book.Count;
        _rows = [.. rows.Keys];
        _weights = [.. rows.Values.Select(count => (double)count)];
        _counts = [.. counts.Keys];
        _times = [.. times.Keys];
        _clientsOfCount = new double[_counts.Length];
        for (var i = 0; i < _rows.Length; i++)
            _clientsOfCount[_rows[i].Count] += _weights[i];
        _logTimes = new double[_times.Length];
        _leaving = new double[_counts.Length];
    }

    public int Clients { get; }

    /// <summary>Clients with at least one repeat.</summary>
    public int Repeated { get; }

    public long Repeats { get; }

    /// <summary>Time watched, over all clients.</summary>
    public double Watched { get; }

    /// <summary>Time watched of the client watched longest.</summary>
    public double Longest { get; }

    /// <summary>Distinct histories: what an evaluation costs.</summary>
    public int Rows => _rows.Length;

    /// <summary>The log-likelihood.</summary>
    public double Of(DropoutParameters parameters) => Of(parameters, stackalloc double[4]);

    /// <summary>The log-likelihood, and its slope along r, α, a and b.</summary>
    public double Of(DropoutParameters parameters, Span<double> slope)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        slope.Clear();
        var total = Counts(parameters, slope) + (parameters.K - 1) * _logGaps;
        for (var i = 0; i < _times.Length; i++)
            _logTimes[i] = Math.Log(parameters.Alpha + _times[i]);
        for (var i = 0; i < _rows.Length; i++)
            total += _weights[i] * One(parameters, _rows[i], _weights[i], slope);
        return total;
    }

    /// <summary>What depends on the number of repeats alone.</summary>
    private double Counts(DropoutParameters p, Span<double> slope)
    {
        var (r, a, b, k) = (p.R, p.A, p.B, p.K);
        var (gammaR, gammaB, gammaAb) = (SpecialFunctions.GammaLn(r), SpecialFunctions.GammaLn(b), SpecialFunctions.GammaLn(a + b));
        var (psiR, psiB, psiAb) = (SpecialFunctions.DiGamma(r), SpecialFunctions.DiGamma(b), SpecialFunctions.DiGamma(a + b));
        var (logAlpha, gammaK) = (Math.Log(p.Alpha), SpecialFunctions.GammaLn(k));
        double total = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            var (x, n, stayed, clients) = (_counts[i], r + k * (double)_counts[i], p.StayedTimes(_counts[i]), _clientsOfCount[i]);
            total += clients * (SpecialFunctions.GammaLn(n) - gammaR + r * logAlpha - x * gammaK
                + SpecialFunctions.GammaLn(b + stayed) - SpecialFunctions.GammaLn(a + b + stayed) - gammaB + gammaAb);
            var psiAbStayed = SpecialFunctions.DiGamma(a + b + stayed);
            slope[0] += clients * (SpecialFunctions.DiGamma(n) - psiR + logAlpha);
            slope[1] += clients * r / p.Alpha;
            slope[2] += clients * (psiAb - psiAbStayed);
            slope[3] += clients * (SpecialFunctions.DiGamma(b + stayed) - psiB + psiAb - psiAbStayed);
            _leaving[i] = stayed > 0 ? Math.Log(a / (b + stayed - 1)) : double.NegativeInfinity;
        }
        return total;
    }

    private double One(DropoutParameters p, Row row, double weight, Span<double> slope)
    {
        double x = _counts[row.Count], last = _times[row.Last], watched = _times[row.Watched];
        double n = p.R + p.K * x, end = p.Alpha + watched, start = p.Alpha + last;
        var stretch = _logTimes[row.Watched] - _logTimes[row.Last];
        var left = n * stretch + _leaving[row.Count];
        var share = (watched - last) / end;
        double stage = 1, under = 1, stages = 0, psi = 0, psis = 0;
        for (var j = 1; j < p.K; j++)
        {
            stage *= (n + j - 1) / j * share;
            under += stage;
            stages += j * stage;
            psi += 1 / (n + j - 1);
            psis += stage * psi;
        }
        var scale = Math.Max(left, 0);
        var (gone, active) = (Math.Exp(left - scale), Math.Exp(-scale));
        var sum = gone + active * under;
        gone /= sum;
        active /= sum;
        slope[0] += weight * (gone * stretch + active * psis - _logTimes[row.Watched]);
        slope[1] += weight * ((gone * n * (1 / end - 1 / start)) - ((active * stages + n) / end));
        slope[2] += weight * gone / p.A;
        // Who cannot have left yet has no share in this; b + m − 1 is above zero for everybody else.
        if (gone > 0)
            slope[3] -= weight * gone / (p.B + p.StayedTimes(x) - 1);
        return scale + Math.Log(sum) - n * _logTimes[row.Watched];
    }

    private static int PlaceOf<T>(Dictionary<T, int> places, T value) where T : notnull
    {
        if (!places.TryGetValue(value, out var place))
            places[value] = place = places.Count;
        return place;
    }
}
