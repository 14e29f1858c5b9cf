using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// Remembers what a field's text came to, so that an address that a file has a thousand times is read once. Bounded:
/// when it is full it starts again, empty.
/// </summary>
/// <param name="make">What a text comes to.</param>
/// <param name="most">Most texts remembered.</param>
internal sealed class TextPool<T>(Func<string, T> make, int most = 1 << 18)
{
    /// <summary>Longer texts hardly repeat and are not remembered, in bytes.</summary>
    private const int LongestKept = 256;

    private readonly Dictionary<string, T> _known = [];
    private readonly char[] _chars = new char[LongestKept];
    private readonly byte[] _last = new byte[LongestKept];
    private int _lastLength = -1;
    private T _lastValue = default!;

    public T this[ReadOnlySpan<byte> text]
    {
        get
        {
            // Most columns repeat the line above.
            if (text.Length == _lastLength && text.SequenceEqual(_last.AsSpan(0, _lastLength)))
                return _lastValue;
            if (text.Length > LongestKept)
                return make(Encoding.UTF8.GetString(text));
            var chars = _chars.AsSpan(0, Encoding.UTF8.GetChars(text, _chars));
            var lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!lookup.TryGetValue(chars, out var value))
            {
                if (_known.Count >= most)
                    _known.Clear();
                var key = chars.ToString();
                value = make(key);
                _known.Add(key, value);
            }
            text.CopyTo(_last);
            _lastLength = text.Length;
            _lastValue = value;
            return value;
        }
    }
}
