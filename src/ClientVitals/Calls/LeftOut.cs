using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>Fields that could not be read and whose calls were kept without them: how often, why, and the first such text.</summary>
internal sealed class LeftOut
{
    private const int LettersShown = 40;

    private readonly Dictionary<(CallField Field, string Why), (long Lines, string First)> _fields = [];

    public IReadOnlyList<ReadingNote> Notes =>
    [
        .. _fields.OrderByDescending(one => one.Value.Lines).ThenBy(one => one.Key).Select(one => new ReadingNote(Said(one.Value.Lines, CallColumns.FieldWords[(int)one.Key.Field], one.Value.First, one.Key.Why))),
    ];

    private static Sentence Said(long lines, string field, string first, string why) => lines == 1
        ? (Sentence)$"1 call was kept without {field}: \"{first}\" {Sentence.Of(why)}"
        : $"{lines:N0} calls were kept without {field}: \"{first}\" {Sentence.Of(why)}";

    public void Add(CallField field, string why, ReadOnlySpan<byte> text)
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
