using System.Text;

namespace ClientVitals.Sources.Intake;

/// <summary>
/// Rows of one entity as they arrive from one source: read from a file or from named values, mapped and checked, with the account of each
/// record. Knows no database.
/// </summary>
/// <typeparam name="TRow">What an accepted record becomes.</typeparam>
public abstract class Incoming<TRow> : IDisposable
    where TRow : class
{
    private readonly SourceFile? _file;

    /// <summary>Rows of a file.</summary>
    protected Incoming(SourceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _file = file;
        Name = file.Name;
        Records = new CsvRows(file);
    }

    /// <summary>Rows that came as named values.</summary>
    protected Incoming(string name, NamedValues values)
    {
        Name = name;
        Records = values;
    }

    /// <summary>The file's name, without its folder; what the delivery is called.</summary>
    public string Name { get; }

    /// <summary>The name of the source, under which its own ids count.</summary>
    public abstract string Source { get; }

    /// <summary>What a reader should know about the columns.</summary>
    public virtual IReadOnlyList<ReadingNote> Notes => [];

    /// <summary>The words of the fields that the records are read as.</summary>
    public virtual IReadOnlyList<string> Fields => Records.Headers;

    /// <summary>Numbers that the delivery itself shows to be ours; known once <see cref="Rows"/> has come to its end.</summary>
    public virtual IReadOnlyCollection<string> OwnNumbers => [];

    /// <summary>Whether rows have ids beside the one that counts, under which they may be known; as <see cref="OwnNumbers"/>.</summary>
    public virtual bool HasOtherIds => false;

    /// <summary>What became of each record.</summary>
    public LineAccount Account { get; } = new();

    /// <summary>Lines with nothing on them.</summary>
    public long BlankLines => Records.BlankLines;

    /// <summary>Size in bytes; null where nobody knows beforehand.</summary>
    public long? Length => _file?.Length;

    /// <summary>Bytes of the file read so far.</summary>
    public long BytesRead => _file?.BytesRead ?? 0;

    /// <summary>Called once <see cref="Rows"/> has come to the end, before anything is made of it; what it throws stops the import.</summary>
    public Action? WhenRead { get; set; }

    /// <summary>Lines read at most: a preview reads the first of them.</summary>
    public long MostLines { get; set; } = long.MaxValue;

    /// <summary>Whether there was more than <see cref="MostLines"/>.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What a reader should know about how the file's text is read.</summary>
    protected IReadOnlyList<ReadingNote> FileNotes => _file?.Notes ?? [];

    /// <summary>SHA-256 of what was read; of everything once <see cref="Rows"/> has come to its end.</summary>
    public string Sha256() => _file?.Sha256() ?? ((NamedValues)Records).Sha256();

    /// <summary>A copy of the file's bytes, to be kept; null = none was asked for, or there is no file.</summary>
    internal FileCopy? Copy => _file?.Copy;

    protected Records Records { get; }

    /// <summary>The file's own records; null for named values.</summary>
    protected CsvRows? Lines => Records as CsvRows;

    /// <summary>The row of the present record; or null and the reason, in words that are the same for every record with that fault.</summary>
    protected abstract TRow? Read(out string? reason);

    /// <summary>
    /// Another row of the record that was read last; null = there is no more. A record that names several clients is a row of each: the
    /// account counts each of them as read and accepted, so that it closes with the rows of the table.
    /// </summary>
    protected virtual TRow? Further() => null;

    /// <summary>Characters that a row holds in memory, where they are worth counting: notes can be a megabyte.</summary>
    protected virtual int Weight(TRow row) => 0;

    /// <summary>
    /// The accepted rows in their order; can be walked once. Rejected records go to <paramref name="rejected"/> as they are met.
    /// Throws <see cref="PlainError"/> when the file breaks off (damaged gzip, disk error).
    /// </summary>
    public IEnumerable<TRow> Rows(Action<Reject>? rejected = null, CancellationToken cancel = default)
    {
        if (_file is null)
        {
            foreach (var one in Walk())
            {
                if (one.Row is not null)
                    yield return one.Row;
                else
                    rejected?.Invoke(one.Reject!);
            }
        }
        else
        {
            using var ahead = new ReadAhead<One>(Walk(), WeightOf);
            foreach (var one in ahead.Items(cancel))
            {
                if (one.Row is not null)
                    yield return one.Row;
                else
                    rejected?.Invoke(one.Reject!);
            }
        }
        WhenRead?.Invoke();
    }

    private IEnumerable<One> Walk()
    {
        while (Records.Read())
        {
            if (Account.Lines >= MostLines)
            {
                IsCut = true;
                yield break;
            }
            var row = Read(out var reason);
            if (row is not null)
            {
                Account.Accept();
                yield return new One(row, null);
                while (Further() is { } further)
                {
                    Account.AcceptFurther();
                    yield return new One(further, null);
                }
                continue;
            }
            Account.Reject(reason!);
            yield return new One(null, new Reject(Records.Line, reason!, Encoding.UTF8.GetString(Records.Raw)));
        }
    }

    private int WeightOf(One one) => one.Row is { } row ? Weight(row) : one.Reject?.Raw.Length ?? 0;

    private readonly record struct One(TRow? Row, Reject? Reject);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        Lines?.Dispose();
        _file?.Dispose();
    }
}
