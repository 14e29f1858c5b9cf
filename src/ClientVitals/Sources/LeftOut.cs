using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>Fields that could not be read and whose rows were kept without them: how often, why, and the first such text.</summary>
/// <param name="one">A row, in a sentence: call.</param>
/// <param name="many">Rows: calls.</param>
/// <param name="word">The word of a field.</param>
internal sealed class LeftOut<TField>(string one, string many, Func<TField, string> word)
    where TField : notnull
{
    private const int LettersShown = 40;

    private readonly Dictionary<(TField Field, string Why), (long Lines, string First)> _fields = [];

    public IReadOnlyList<ReadingNote> Notes =>
    [
        .. _fields.OrderByDescending(left => left.Value.Lines).ThenBy(left => left.Key).Select(left => new ReadingNote(Said(left.Value.Lines, word(left.Key.Field), left.Value.First, left.Key.Why))),
    ];

    private Sentence Said(long lines, string field, string first, string why) => lines == 1
        ? (Sentence)$"1 {Sentence.Of(one)} was kept without {field}: \"{first}\" {Sentence.Of(why)}"
        : $"{lines:N0} {Sentence.Of(many)} were kept without {field}: \"{first}\" {Sentence.Of(why)}";

    public void Add(TField field, string why, ReadOnlySpan<byte> text)
    {
        ref var left = ref CollectionsMarshal.GetValueRefOrAddDefault(_fields, (field, why), out var isThere);
        if (!isThere)
            left.First = Shown(text);
        left.Lines++;
    }

    private static string Shown(ReadOnlySpan<byte> text)
    {
        var whole = Encoding.UTF8.GetString(text);
        var shown = new StringInfo(whole) is { LengthInTextElements: > LettersShown } longer ? longer.SubstringByTextElements(0, LettersShown) + "…" : whole;
        return string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c));
    }
}
