using System.Text;

namespace ClientVitals.Tests.House;

/// <summary>The text of a C# file without comments and without the contents of its texts, except for the code in the holes of interpolated ones.</summary>
internal sealed class CodeOnly
{
    private readonly string _text;
    private readonly StringBuilder _code = new();
    private int _at;

    private CodeOnly(string text) => _text = text;

    public static string Of(string text)
    {
        var reader = new CodeOnly(text);
        reader.Code(hole: 0);
        return reader._code.ToString();
    }

    private bool Has(string what) => string.CompareOrdinal(_text, _at, what, 0, what.Length) == 0;

    private int Run(char of)
    {
        var length = 0;
        while (_at + length < _text.Length && _text[_at + length] == of)
            length++;
        return length;
    }

    /// <summary>Reads code, up to the braces that close a hole of so many.</summary>
    private void Code(int hole)
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            if (Has("//"))
                SkipTo("\n", keep: true);
            else if (Has("/*"))
                SkipTo("*/");
            else if (_text[_at] == '\'')
                Character();
            else if (Opening() is var (dollars, verbatim, quotes))
                Text(dollars, verbatim, quotes);
            else if (hole > 0 && depth == 0 && _text[_at] == '}')
                return;
            else
            {
                depth += _text[_at] is '{' or '(' or '[' ? 1 : _text[_at] is '}' or ')' or ']' ? -1 : 0;
                _code.Append(_text[_at++]);
            }
        }
    }

    private void SkipTo(string end, bool keep = false)
    {
        var found = _text.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? _text.Length : keep ? found : found + end.Length;
    }

    private void Character()
    {
        _at++;
        while (_at < _text.Length && _text[_at] != '\'')
            _at += _text[_at] == '\\' ? 2 : 1;
        _at++;
        _code.Append("' '");
    }

    /// <summary>How a text that begins here is written: dollars, verbatim, quotes; null when none begins.</summary>
    private (int Dollars, bool Verbatim, int Quotes)? Opening()
    {
        var start = _at;
        var (dollars, verbatim) = (0, false);
        while (_at < _text.Length && _text[_at] is '$' or '@')
        {
            dollars += _text[_at] == '$' ? 1 : 0;
            verbatim |= _text[_at] == '@';
            _at++;
        }
        var quotes = Run('"');
        if (quotes == 0)
        {
            _at = start;
            return null;
        }
        quotes = quotes is 1 or 2 ? 1 : quotes;
        _at += quotes;
        return (dollars, verbatim, quotes);
    }

    private void Text(int dollars, bool verbatim, int quotes)
    {
        _code.Append('"');
        var raw = quotes > 2;
        while (_at < _text.Length)
        {
            if (_text[_at] == '"' && (raw ? Run('"') >= quotes : !verbatim || Run('"') % 2 == 1))
            {
                _at += raw ? quotes : Run('"');
                break;
            }
            if (_text[_at] == '"' && !raw)
                _at += 2;
            else if (_text[_at] == '\\' && !raw && !verbatim)
                _at += 2;
            else if (_text[_at] == '{' && dollars > 0)
                Brace(raw ? dollars : 1, raw);
            else
                _at++;
        }
        _code.Append('"');
    }

    private void Brace(int hole, bool raw)
    {
        var run = Run('{');
        // Two braces are one in the text; in a raw text fewer than the dollars are just braces.
        var opens = raw ? run >= hole : run % 2 == 1;
        _at += run;
        if (!opens)
            return;
        _code.Append(' ');
        Code(hole);
        _at += Math.Min(hole, Run('}'));
        _code.Append(' ');
    }
}
