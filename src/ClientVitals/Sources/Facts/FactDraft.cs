using System.Runtime.InteropServices;
using System.Text;

namespace ClientVitals.Sources.Facts;

/// <summary>A row while it is read: its values by the words of their fields, and what is said of it.</summary>
public sealed class FactDraft
{
    private readonly string _one;
    private readonly string _many;
    private readonly Func<string, int> _placeOf;
    private readonly int _fields;
    private readonly LeftOut<string> _left;
    private readonly Dictionary<string, (long Rows, long First)> _odd = new(StringComparer.Ordinal);
    private FactValue[] _values = [];

    /// <param name="one">A row, in a sentence.</param>
    /// <param name="many">Rows.</param>
    /// <param name="placeOf">The place of a field, by its word.</param>
    /// <param name="fields">How many there are.</param>
    /// <param name="now">The present moment.</param>
    internal FactDraft(string one, string many, Func<string, int> placeOf, int fields, DateTimeOffset now)
    {
        (_one, _many, _placeOf, _fields, Now) = (one, many, placeOf, fields, now);
        _left = new(one, many, word => word);
    }

    /// <summary>A value; setting it overwrites what was read.</summary>
    public FactValue this[string word]
    {
        get => _values[Place(word)];
        set => _values[Place(word)] = value;
    }

    /// <summary>The present moment.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Its line.</summary>
    public long Line { get; private set; }

    /// <summary>Why the row is refused; null = it is not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What a reader of the account should know of the rows so far.</summary>
    internal IReadOnlyList<ReadingNote> Notes =>
    [
        .. _left.Notes,
        .. _odd.OrderByDescending(one => one.Value.Rows).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => new ReadingNote(
            $"{one.Value.Rows:N0} {Sentence.Of(one.Value.Rows == 1 ? _one : _many)} {Sentence.Of(one.Key)} (first: line {one.Value.First})")),
    ];

    internal FactValue[] Values => _values;

    internal void Begin(long line)
    {
        Line = line;
        Refusal = null;
        _besides.Clear();
        _values = new FactValue[_fields];
    }

    /// <summary>Rows that the record tells besides, of the same client; each with all its values.</summary>
    internal IReadOnlyList<FactValue[]> Besides => _besides;

    private readonly List<FactValue[]> _besides = [];

    /// <summary>Says that the record tells another row, of the same client: what it says otherwise than this one, as that is by now.</summary>
    public void TellsBeside(params ReadOnlySpan<(string Word, FactValue Value)> otherwise)
    {
        var values = (FactValue[])_values.Clone();
        foreach (var (word, value) in otherwise)
            values[Place(word)] = value;
        _besides.Add(values);
    }

    /// <summary>Refuses the row.</summary>
    /// <param name="reason">In words that are the same for every row with that fault.</param>
    public void Refuse(string reason) => Refusal ??= reason;

    /// <summary>Says that the row is odd; it is kept.</summary>
    /// <param name="what">What is odd, after the number of such rows: <c>were booked after their day</c>.</param>
    public void IsOdd(string what)
    {
        ref var odd = ref CollectionsMarshal.GetValueRefOrAddDefault(_odd, what, out var isThere);
        odd = (odd.Rows + 1, isThere ? odd.First : Line);
    }

    /// <summary>Leaves a value out, and says why.</summary>
    /// <param name="word">Its field.</param>
    /// <param name="why">After the text: <c>is negative</c>.</param>
    /// <param name="text">As it was written.</param>
    public void LeaveOut(string word, string why, string text)
    {
        _values[Place(word)] = FactValue.Nothing;
        _left.Add(word, why, Encoding.UTF8.GetBytes(text));
    }

    internal void LeaveOut(string word, string why, ReadOnlySpan<byte> text) => _left.Add(word, why, text);

    private int Place(string word) => _placeOf(word) is var at and >= 0 ? at : throw new InvalidOperationException($"{_many} have no field {word}.");
}
