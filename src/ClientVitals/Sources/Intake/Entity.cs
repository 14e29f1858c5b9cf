using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals.Sources.Intake;

/// <summary>
/// The description of an entity, and its steps of SQL. The steps read <c>incoming</c> (the rows of this delivery, columns as described),
/// <c>incoming_emails</c> and <c>incoming_phones</c> (whose each address is), from Correct on <c>known</c>, and <c>crosswalk</c> where the
/// entity has no key of its own:
/// <list type="bullet">
/// <item><c>Who</c>: the addresses and names that stand side by side, with the latest moment of each; columns of <see cref="Identity.Who"/>.</item>
/// <item><c>Known</c>: which rows are there already: line, id, changed, likeness (1 = certainly this one; more = <c>Choose</c> decides), client_id,
/// is_older (older news than what is kept: it only fills what is empty).</item>
/// <item><c>Correct</c>: sets right the rows of <c>known</c> that changed.</item>
/// <item><c>Add</c>: adds the rows that are not in <c>known</c>; as many as it affects are counted.</item>
/// </list>
/// Where it has them: <c>Choose</c> (which of <c>known</c> to leave out), <c>AnyAlike</c> and <c>Alike</c> (rows without an id that are there in
/// other words: more of <c>known</c>), <c>Confirm</c> (keeps which rows were told again as they are), <c>Match</c> (earlier rows whose client is known now),
/// <c>Part</c> (earlier rows whose client is not known any more: a number turned out to be shared),
/// <c>Settle</c> (what follows for rows there already: what is left of a total),
/// <c>Before</c>, <c>Grown</c> and <c>Unmatched</c> (for the account), <c>Tell</c> (whom to tell once it is committed).
/// Parameters: @now, @source, @entity, @match_only, @moves; from Correct on also @delivery and @before.
/// </summary>
/// <typeparam name="TRow">A row as its reader gives it.</typeparam>
public abstract class Entity<TRow>
    where TRow : class
{
    /// <summary>As in addresses and deliveries: <c>calls</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One of them, in a sentence: <c>call</c>.</summary>
    public abstract string One { get; }

    /// <summary>The columns of the stage, in the order in which <see cref="Write"/> writes them; the first is <c>line bigint</c>.</summary>
    public abstract IReadOnlyList<StageColumn> Columns { get; }

    /// <summary>How clients are found and made.</summary>
    public abstract Identity Identity { get; }

    /// <summary>Tables whose statistics are renewed after a large delivery, the entity's own first.</summary>
    public abstract IReadOnlyList<string> Tables { get; }

    /// <summary>Type of the keys in the entity's own table.</summary>
    public virtual string KeyType => "uuid";

    /// <summary>
    /// Whether the intake keeps what the source calls each row (<c>source_records</c>): columns <c>external_id</c> (null where the
    /// source gives none), <c>row_key</c> and <c>modified_at</c> of the stage are needed then. Otherwise the entity's own rows say it.
    /// </summary>
    public virtual bool HasCrosswalk => true;

    /// <summary>Whether earlier rows may find their client by more than addresses that are new: then the step Match is run for few rows, too.</summary>
    public virtual bool MatchesByMore => false;

    /// <summary>Steps of other entities, whose earlier rows find their client by these; what they affect is counted as matched.</summary>
    public virtual IEnumerable<string> Following => [];

    /// <summary>Whether its messages come to the address of another entity, to which a source sends all it has.</summary>
    public bool IsBeside { get; init; }

    /// <summary>The line of the file, of the first column of a staged row. The same, unless a line may be several rows.</summary>
    public virtual long LineOf(long place) => place;

    /// <summary>
    /// Of several records of one row, those that give way however late they stand: an SQL number over a record <c>i</c>, lower = gives way
    /// first. May look at the row's other records by windows over its key and <c>f.whose</c>.
    /// </summary>
    public virtual string Standing => "0";

    /// <summary>
    /// How several records of one row make one value of a column: an SQL aggregate over records <c>p</c> in the order <c>l.turn</c>; null =
    /// the last record that gives one.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="last">The last record's value, as SQL.</param>
    public virtual string? Together(string column, string last) => null;

    /// <summary>The text of a step; null where the entity has no such step.</summary>
    public abstract string? Step(string name);

    /// <summary>Writes a row's fields in the order of <see cref="Columns"/>.</summary>
    public abstract void Write(IRowFields to, TRow row);

    /// <summary>Reads rows that came as named values.</summary>
    /// <exception cref="PlainError">Nothing names what every row must have.</exception>
    public abstract Incoming<TRow> Open(
        string source, string name, IReadOnlyList<IReadOnlyDictionary<string, string?>> rows, BusinessSettings settings, DateTimeOffset now);

    /// <summary>The names of mappings that come with the program for messages of these rows.</summary>
    public virtual IEnumerable<string> ReadyMappings => [];

    /// <summary>Whether a source's mapping can be one of this entity's.</summary>
    /// <exception cref="PlainError">It cannot, and why.</exception>
    public abstract void CheckMapping(string mapping);

    /// <summary>A made-up message such as a mapping reads, as JSON, to try a source with.</summary>
    /// <param name="mapping">As kept with the source.</param>
    /// <exception cref="PlainError">The mapping is invalid, or wants two things at one place.</exception>
    public virtual string Example(string mapping, DateTimeOffset now) => throw new PlainError($"There is no example of a message of {Name}; paste one.");

    /// <summary>The rows of a message, each as its named values; null = the message is not one this mapping reads.</summary>
    /// <exception cref="PlainError">The mapping is invalid, or there are no rows where they should be.</exception>
    public abstract IReadOnlyList<IReadOnlyDictionary<string, string?>>? ReadMessage(string mapping, JsonElement message);
}
