namespace ClientVitals.Sources;

/// <content>Words, numbers and spaces: what the parts of a moment are made of.</content>
internal ref partial struct WrittenTime
{
    private readonly bool StartsWith(string word)
    {
        var rest = Rest;
        if (rest.Length < word.Length)
            return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (rest[i] != word[i])
                return false;
        }
        return true;
    }

    private void SkipWeekday()
    {
        foreach (var day in (ReadOnlySpan<string>)["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
        {
            if (!IsWord(day))
                continue;
            while (Peek() is >= (byte)'A' and <= (byte)'z')
                _at++;
            SkipAny(" ,."u8);
            return;
        }
    }

    private int Month()
    {
        ReadOnlySpan<string> months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        for (var m = 0; m < 12; m++)
        {
            if (!IsWord(months[m]))
                continue;
            while (Peek() is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z'))
                _at++;
            return m + 1;
        }
        return 0;
    }

    private readonly bool IsWord(string three) =>
        _at + 3 <= _text.Length
        && (_text[_at] | 0x20) == three[0] && (_text[_at + 1] | 0x20) == three[1] && (_text[_at + 2] | 0x20) == three[2];

    private void SkipOrdinal()
    {
        if (_at + 2 <= _text.Length && Rest[..2] is var two
            && (two.SequenceEqual("st"u8) || two.SequenceEqual("nd"u8) || two.SequenceEqual("rd"u8) || two.SequenceEqual("th"u8)))
        {
            _at += 2;
        }
    }

    private (int Value, int Length) Number()
    {
        var start = _at;
        var value = 0;
        while (_at - start < 9 && Peek() is >= (byte)'0' and <= (byte)'9' and var digit)
        {
            value = (value * 10) + digit - '0';
            _at++;
        }
        return (value, _at - start);
    }

    private readonly ReadOnlySpan<byte> Rest => _text[_at..];

    private readonly byte Peek() => _at < _text.Length ? _text[_at] : (byte)0;

    private void SkipAny(ReadOnlySpan<byte> of)
    {
        while (_at < _text.Length && of.Contains(_text[_at]))
            _at++;
    }

    /// <summary>Spaces, also the no-break (U+00A0) and the narrow no-break one (U+202F).</summary>
    private void SkipSpaces()
    {
        while (true)
        {
            SkipAny(" "u8);
            if (Rest.StartsWith("\u202F"u8))
                _at += 3;
            else if (Rest.StartsWith("\u00A0"u8))
                _at += 2;
            else
                return;
        }
    }
}
