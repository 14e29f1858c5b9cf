namespace ClientVitals.Sources;

/// <summary>A field without what spreadsheets, pages and phones put around it and nobody sees.</summary>
internal static class FieldText
{
    /// <summary>Marks and spaces of two or three bytes of UTF-8: no-break, narrow, ideographic and zero-width spaces, marks of direction, a byte-order mark.</summary>
    private static readonly byte[][] Unseen =
    [
        [0xC2, 0xA0], [0xC2, 0xAD], [0xE2, 0x80, 0x8B], [0xE2, 0x80, 0x8C], [0xE2, 0x80, 0x8D], [0xE2, 0x80, 0x8E], [0xE2, 0x80, 0x8F], [0xE2, 0x80, 0xAA], [0xE2, 0x80, 0xAB],
        [0xE2, 0x80, 0xAC], [0xE2, 0x80, 0xAD], [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0xAF], [0xE2, 0x81, 0xA0], [0xE2, 0x81, 0xA6], [0xE2, 0x81, 0xA7], [0xE2, 0x81, 0xA8], [0xE2, 0x81, 0xA9],
        [0xD8, 0x9C], [0xE3, 0x80, 0x80], [0xEF, 0xBB, 0xBF],
    ];

    /// <summary>The text itself. Nearly all fields are plain: that is seen at their ends.</summary>
    public static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (IsPlain(text[0]) && text[^1] is > (byte)' ' and < 0x7F) ? text : Trimmed(text);

    private static bool IsPlain(byte b) => b is > (byte)' ' and < 0x7F and not ((byte)'=' or (byte)'\'');

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text)
    {
        text = WithoutUnseen(text);
        // ="0501112233" and ='2025-11-03: how a program keeps a spreadsheet from changing it.
        if (text.Length >= 3 && text[0] == '=' && text[^1] == '"')
        {
            var inner = text[1..].TrimStart((byte)'+');
            if (inner.Length >= 2 && inner[0] == '"')
                return WithoutUnseen(inner[1..^1]);
        }
        // 'so' is another way to quote, '0501112233 keeps the zero.
        if (text.Length >= 2 && text[0] == '\'' && text[^1] == '\'')
            return WithoutUnseen(text[1..^1]);
        return text.Length >= 2 && text[0] == '\'' && text[1] is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'=' ? WithoutUnseen(text[1..]) : text;
    }

    private static ReadOnlySpan<byte> WithoutUnseen(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            text = text.Trim(" \t\r\n"u8);
            var length = text.Length;
            foreach (var mark in Unseen)
            {
                if (text.StartsWith(mark))
                    text = text[mark.Length..];
                if (text.EndsWith(mark))
                    text = text[..^mark.Length];
            }
            if (text.Length == length)
                return text;
        }
    }
}
