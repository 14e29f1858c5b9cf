using MathNet.Numerics;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>What the dropout model expects of one client from the end of the watch on.</summary>
/// <remarks>
/// Given that the client is active, j of the k stages of the gap under way are over with a weight proportional to the j-th term of S in
/// <see cref="DropoutLikelihood"/>, and the stage rate is then gamma with shape r + kx + j and inverse scale α + T. The n-th coming active
/// day needs kn − j more stages, a negative binomial event, and n − 1 chances to leave passed up. All that is asked here is a sum of such
/// products: of positive terms, exact for every k, without the hypergeometric function of the printed formulas (for k = 1 it is the same number).
/// </remarks>
public sealed class DropoutOutlook
{
    /// <summary>Coming active days counted at most; beyond it nothing that is left could be seen.</summary>
    private const int Most = 100_000;

    private const double Negligible = 1e-13;

    private readonly DropoutParameters _model;
    private readonly double _shape, _start, _stayed;
    private readonly double[] _stage;

    public DropoutOutlook(DropoutParameters model, CallRecency client)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _shape = model.R + model.K * (double)client.Repeats;
        _start = model.Alpha + client.ObservedFor;
        _stayed = model.StayedTimes(client.Repeats);
        _stage = new double[model.K];
        var share = (client.ObservedFor - client.LastAt) / _start;
        double stage = 1, sum = 0;
        for (var j = 0; j < model.K; j++)
        {
            sum += _stage[j] = stage;
            stage *= (_shape + j) / (j + 1) * share;
        }
        for (var j = 0; j < model.K; j++)
            _stage[j] /= sum;
        // Chances to have left against those to be active, as logarithms: either side may exceed every number.
        var left = _stayed > 0
            ? _shape * Math.Log(_start / (model.Alpha + client.LastAt)) + Math.Log(model.A / (model.B + _stayed - 1)) - Math.Log(sum)
            : double.NegativeInfinity;
        StillActive = 1 / (1 + Math.Exp(left));
    }

    /// <summary>Probability that the client has not left.</summary>
    public double StillActive { get; }

    /// <summary>Active days expected within a time, leaving taken into account.</summary>
    public double ExpectedDays(double time)
    {
        if (!(time > 0))
            return 0;
        var reached = new StagesReached(_shape, time / (_start + time), _stage);
        double expected = 0, stayed = 1;
        for (var n = 1; n <= Most; n++)
        {
            var chance = reached.Next();
            expected += stayed * chance;
            if (chance < Negligible)
                break;
            stayed *= (_model.B + _stayed + n - 1) / (_model.A + _model.B + _stayed + n - 1);
        }
        return StillActive * expected;
    }

    /// <summary>Probability of at least one active day within a time.</summary>
    public double CallsWithin(double time) => time > 0 ? StillActive * NextWithin(time / (_start + time)) : 0;

    /// <summary>The time by which the next active day has come with even chance, if the client is still active.</summary>
    public double NextAt()
    {
        double low = 0, high = 1;
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            if (NextWithin(middle) < .5)
                low = middle;
            else
                high = middle;
        }
        return _start * high / (1 - high);
    }

    private double NextWithin(double part) => part >= 1 ? 1 : new StagesReached(_shape, part, _stage).Next();

    /// <summary>
    /// Chances that the first, the second, the third … coming active day is reached, leaving set aside. A stage count of shape s within the part
    /// p of the time is negative binomial: at least m of them has the chance I(p; m, s), the regularised incomplete beta function.
    /// </summary>
    private struct StagesReached(double shape, double part, double[] stage)
    {
        private readonly double _logPart = Math.Log(part), _logRest = double.LogP1(-part), _gammaShape = SpecialFunctions.GammaLn(shape);
        private double _below, _last;
        private int _next;

        public double Next()
        {
            // Chance of fewer stages than the coming active day needs, from none under way.
            for (var needed = _next + stage.Length; _next < needed; _next++)
            {
                _last = _last > 1e-280
                    ? _last * part * (shape + _next - 1) / _next
                    : Math.Exp(SpecialFunctions.GammaLn(shape + _next) - _gammaShape - SpecialFunctions.GammaLn(_next + 1.0)
                        + _next * _logPart + shape * _logRest);
                _below += _last;
            }
            var chance = Math.Max(0, 1 - _below);
            var sum = stage[0] * chance;
            // One stage less to go and one more in the shape: the chance grows by one binomial term each time.
            var term = _last * (_next - 1 + shape) / shape;
            for (var j = 1; j < stage.Length; j++)
            {
                chance += term;
                sum += stage[j] * chance;
                term *= (_next - j) / (shape + j) * ((1 - part) / part);
            }
            return Math.Min(1, sum);
        }
    }
}
