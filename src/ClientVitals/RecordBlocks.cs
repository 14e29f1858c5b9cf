namespace ClientVitals;

/// <summary>Text in blocks that end where a record ends, so that most of it can be looked at at once.</summary>
internal static class RecordBlocks
{
    private const int AtOnce = 256 << 10;

    /// <summary>A record longer than this, in bytes, is a quote that was opened and never closed: its lines are records.</summary>
    private const int LongestRecord = 64 << 10;

    /// <summary>Blocks of a stream; each is good until the next one is taken.</summary>
    /// <param name="from">The text.</param>
    /// <param name="quotes">Whether a line end between quotes does not end a record.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(Stream from, bool quotes)
    {
        var buffer = new byte[AtOnce + LongestRecord];
        var length = 0;
        while (true)
        {
            var read = from.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
            length += read;
            if (length < buffer.Length)
            {
                if (length > 0)
                    yield return buffer.AsMemory(0, length);
                yield break;
            }
            // A line without an end is cut where it is.
            var cut = LastEnd(buffer, quotes) is > 0 and var end ? end : length;
            yield return buffer.AsMemory(0, cut);
            buffer.AsSpan(cut, length - cut).CopyTo(buffer);
            length -= cut;
        }
    }

    /// <summary>The records of a block, with their line ends.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> block, bool quotes)
    {
        while (!block.IsEmpty)
        {
            var end = End(block.Span, quotes) is > 0 and var there ? there : FirstLine(block.Span);
            yield return block[..end];
            block = block[end..];
        }
    }

    /// <summary>After the last whole record; 0 = there is none.</summary>
    private static int LastEnd(ReadOnlySpan<byte> text, bool quotes)
    {
        if (!quotes)
            return text.LastIndexOf((byte)'\n') + 1;
        var last = 0;
        while (End(text[last..], quotes) is > 0 and var end)
            last += end;
        return last;
    }

    /// <summary>After the first record; 0 = it may go on behind the text.</summary>
    private static int End(ReadOnlySpan<byte> text, bool quotes)
    {
        var line = text.IndexOf((byte)'\n') + 1;
        if (!quotes || !text[..(line == 0 ? text.Length : line)].Contains((byte)'"'))
            return line;
        for (var at = 0; text[at..].IndexOfAny((byte)'"', (byte)'\n') is >= 0 and var next;)
        {
            at += next + 1;
            if (text[at - 1] == '\n')
                return at;
            // Within a field that does not begin with it a quote is a letter.
            if (at > 1 && !IsBorder(text[at - 2]))
                continue;
            at = Closed(text, at);
            if (at < 0)
                return line;
            if (at == 0)
                break;
        }
        return line > 0 && text.Length > LongestRecord ? line : 0;
    }

    /// <summary>After the quote that closes a field; 0 = there is none in the text; less = what follows says that it was never meant to be one.</summary>
    private static int Closed(ReadOnlySpan<byte> text, int at)
    {
        while (text[at..].IndexOf((byte)'"') is >= 0 and var next)
        {
            at += next + 1;
            if (at == text.Length || IsBorder(text[at]))
                return at;
            if (text[at] != '"')
                return -1;
            at++;
        }
        return 0;
    }

    private static int FirstLine(ReadOnlySpan<byte> text) => text.IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : text.Length;

    private static bool IsBorder(byte at) => at is (byte)',' or (byte)';' or (byte)'|' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
