namespace ClientVitals.CallPatterns.BackTests;

/// <summary>
/// Reads a curve at a volume: in a straight line between settings, beginning at a rule that never speaks. A setting that makes more
/// contradicted alerts than a more talkative one after it is passed over there; where the curve ends, its last setting is all the rule can.
/// </summary>
internal sealed class CurveReading
{
    private readonly double[] _volumes;
    private readonly int[] _places;
    private int _count;

    /// <param name="settings">Most settings that are read at once.</param>
    public CurveReading(int settings)
    {
        _volumes = new double[settings + 1];
        _places = new int[settings + 1];
    }

    /// <summary>Takes the volumes of the settings from quiet to talkative; of two with the same volume the more talkative one counts.</summary>
    public void Take(ReadOnlySpan<double> volumes)
    {
        _count = 1;
        (_volumes[0], _places[0]) = (0, -1);
        for (var place = 0; place < volumes.Length; place++)
        {
            if (volumes[place] < _volumes[_count - 1])
                continue;
            if (volumes[place] > _volumes[_count - 1] || _count == 1)
                _count++;
            (_volumes[_count - 1], _places[_count - 1]) = (volumes[place], place);
        }
    }

    /// <summary>The value at a volume.</summary>
    /// <param name="values">One a setting.</param>
    /// <param name="never">The value of a rule that never speaks.</param>
    public double At(double volume, ReadOnlySpan<double> values, double never)
    {
        var after = 1;
        while (after < _count && _volumes[after] <= volume)
            after++;
        var low = after - 1;
        var value = _places[low] < 0 ? never : values[_places[low]];
        if (after == _count)
            return value;
        return value + (values[_places[after]] - value) * (volume - _volumes[low]) / (_volumes[after] - _volumes[low]);
    }
}
