using ClientVitals.CallPatterns.Dropout;
using MathNet.Numerics;

namespace ClientVitals.HealthScores.Risk;

/// <summary>
/// How regular one client is, and how long a silence of theirs may be: the dropout model with a regularity of the client's own, which is the idea of
/// Pareto/GGG (Platzer and Reutterer 2016) in closed form. Their gaps are gamma distributed with shape k and a rate that is itself gamma
/// distributed, so the chance of a longer gap is an incomplete beta function.
/// </summary>
/// <remarks>
/// k is the maximum likelihood estimate from ln(mean gap) − mean ln gap by the approximation of Minka (2002), drawn in the logarithm towards the
/// book's k by <see cref="BookWeight"/> gaps. The rate begins as the book's, scaled to the same usual gap: gamma(r, α·K/k); x gaps that add up to t
/// make it gamma(r + k·x, α·K/k + t).
/// </remarks>
internal readonly struct OwnRhythm
{
    /// <summary>Gaps that the book's regularity weighs.</summary>
    private const double BookWeight = 6;

    private const double LeastStages = .3, MostStages = 40;

    private readonly double _stages, _shape, _time, _leaving;

    public OwnRhythm(DropoutParameters book, in CallRecency client)
    {
        double x = client.Repeats;
        _stages = Stages(book.K, client);
        _shape = book.R + _stages * x;
        _time = book.Alpha * book.K / _stages + client.LastAt;
        _leaving = book.A / (book.B + book.StayedTimes(x) - 1);
    }

    /// <summary>The chance that a gap is longer than this, given that the client is active.</summary>
    public double Survives(double silence) => silence <= 0 ? 1 : SpecialFunctions.BetaRegularized(_shape, _stages, _time / (_time + silence));

    /// <summary>The chance that the client has left, after a silence of this length.</summary>
    public double Left(double silence) => 1 / (1 + Survives(silence) / _leaving);

    /// <summary>The chance of no active day in the coming time, after a silence of this length.</summary>
    public double NoCallFor(double silence, double ahead)
    {
        var before = Survives(silence);
        var left = 1 / (1 + before / _leaving);
        return before <= 0 ? 1 : left + (1 - left) * Survives(silence + ahead) / before;
    }

    private static double Stages(int book, in CallRecency client)
    {
        if (client.Repeats < 2)
            return book;
        double x = client.Repeats;
        var spread = Math.Max(1e-6, Math.Log(client.LastAt / x) - client.LogGaps / x);
        var own = (3 - spread + Math.Sqrt((spread - 3) * (spread - 3) + 24 * spread)) / (12 * spread);
        var log = (x * Math.Log(Math.Clamp(own, LeastStages, MostStages)) + BookWeight * Math.Log(book)) / (x + BookWeight);
        return Math.Exp(log);
    }
}
