using System.Runtime.InteropServices;

namespace ClientVitals.Sources.Intake;

/// <summary>
/// What became of each line of a file: read = accepted + rejected. A line that names several clients is a row of each of them, and counts as
/// often: the file has <see cref="Lines"/>.
/// </summary>
public sealed class LineAccount
{
    private const int MostWords = 1000;

    private readonly Dictionary<string, long> _reasons = [];
    private readonly Dictionary<(string Field, string Word), long> _unknown = [];

    /// <summary>Lines that hold something, without the column names; each as often as it names clients.</summary>
    public long Read { get; private set; }

    /// <summary>Of them, rows beyond the first of their line.</summary>
    public long Further { get; private set; }

    /// <summary>Lines that hold something, each once.</summary>
    public long Lines => Read - Further;

    public long Accepted { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Rejected lines by reason, the most frequent first.</summary>
    public IReadOnlyList<(string Reason, long Lines)> Reasons =>
        [.. _reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value))];

    /// <summary>Words that mean nothing here and were kept as UNKNOWN, the most frequent first; the first thousand different ones.</summary>
    public IReadOnlyList<(string Field, string Word, long Lines)> UnknownWords =>
        [.. _unknown.OrderByDescending(u => u.Value).ThenBy(u => u.Key).Select(u => (u.Key.Field, u.Key.Word, u.Value))];

    internal void Accept()
    {
        Read++;
        Accepted++;
    }

    internal void AcceptFurther()
    {
        Accept();
        Further++;
    }

    internal void Reject(string reason)
    {
        Read++;
        Rejected++;
        CollectionsMarshal.GetValueRefOrAddDefault(_reasons, reason, out _)++;
    }

    /// <summary>Rows that were accepted as they were read, and refused when it was known whose they are.</summary>
    internal void Withdraw(string reason, long rows)
    {
        if (rows == 0)
            return;
        Accepted -= rows;
        Rejected += rows;
        CollectionsMarshal.GetValueRefOrAddDefault(_reasons, reason, out _) += rows;
    }

    internal void Unknown(string field, string word)
    {
        var key = (field, word.Length > 60 ? word[..60] : word);
        if (_unknown.Count < MostWords || _unknown.ContainsKey(key))
            CollectionsMarshal.GetValueRefOrAddDefault(_unknown, key, out _)++;
    }
}
