namespace ClientVitals.Sources.Facts;

/// <summary>
/// A fact about clients that arrives from outside (sessions, packages, payments), declared once: from its fields follow how columns are found,
/// how a row is read, what a message, a mapping and a preview are, and the steps that write it (decision 49).
/// </summary>
/// <param name="Name">As in addresses and deliveries: <c>sessions</c>.</param>
/// <param name="One">One of them, in a sentence: <c>session</c>.</param>
/// <param name="Table">Its table.</param>
/// <param name="At">The field that says when it was; rows are listed by it.</param>
/// <param name="Own">Its fields, beside those that every fact has.</param>
public sealed record Fact(string Name, string One, string Table, string At, IReadOnlyList<FactField> Own)
{
    /// <summary>The table of what rows said before, with the time during which we knew it so.</summary>
    public string Versions => $"{One}_versions";

    /// <summary>Names that exports give the source's own id of a row.</summary>
    public string IdNames { get; init; } = "";

    /// <summary>Names that exports give what they call the client.</summary>
    public string ClientKeyNames { get; init; } = "";

    /// <summary>Names that exports give the coach whose book the client is in.</summary>
    public string CoachNames { get; init; } = KnownNames.Coach;

    /// <summary>Names that exports give the client's first and last name in one.</summary>
    public string NameNames { get; init; } = KnownNames.Name;

    /// <summary>Fields that tell rows without an id apart, beside the client.</summary>
    public IReadOnlyList<string> Key { get; init; } = [At];

    /// <summary>Whether equal rows without an id in one delivery are several rows; else they are one.</summary>
    public bool EqualRowsAreSeveral { get; init; }

    /// <summary>
    /// When a record gives way to what is known, however late it comes: an SQL condition over the record <c>i</c> and the row <c>r</c>. Null =
    /// never; only the source's own moments of change decide.
    /// </summary>
    public string? GivesWay { get; init; }

    /// <summary>The same among records of one delivery, as <see cref="Intake.Entity{TRow}.Standing"/>: lower gives way first.</summary>
    public string Standing { get; init; } = "0";

    /// <summary>What is supposed of a new row that does not say it: field word to an SQL expression over the record <c>i</c> and <c>@now</c>.</summary>
    public IReadOnlyDictionary<string, string> Supposed { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The field that names another row of the same source, such as the payment that is given back: where nothing else says whose a row is, it is that one's. Null = none.
    /// </summary>
    public string? Through { get; init; }

    /// <summary>Whether a row says who somebody is to its source: its id is one person's, and what it says of their addresses is believed.</summary>
    public bool IsWhoTheyAre { get; init; }

    /// <summary>Of which rows clients are made: an SQL condition over the record <c>i</c>; null = of all. Those who are clients are found in any case.</summary>
    public string? MakesClients { get; init; }

    /// <summary>Rows that a source only tells as a total beside another; null = there are none.</summary>
    public FactRemainder? Remainder { get; init; }

    /// <summary>Looks at a row once all fields are read: completes it, refuses it, or says what is odd about it.</summary>
    public Action<FactDraft>? Look { get; init; }

    /// <summary>The systems whose exports are known by their columns: a name, and columns that together only they have.</summary>
    public IReadOnlyList<(string Source, string Columns)> Sources { get; init; } = [];

    /// <summary>Names that mean something else beside a column of another name: the column, the field, and the name it is not read by.</summary>
    public IReadOnlyList<(string Beside, string Field, string Name)> Unsuitable { get; init; } = [];

    /// <summary>Ready mappings of messages.</summary>
    public IReadOnlyDictionary<string, FactMapping> Mappings { get; init; } = new Dictionary<string, FactMapping>();

    /// <summary>All fields: those of every fact, then its own.</summary>
    public IReadOnlyList<FactField> Fields => _fields ??= [.. Common(), .. Own];

    private IReadOnlyList<FactField>? _fields;

    private FactField[] Common() =>
    [
        new("client_email", FactKind.Email, KnownNames.ClientEmail),
        new("client_phone", FactKind.Phone, KnownNames.ClientPhone),
        new("client_key", FactKind.ClientKey, ClientKeyNames),
        new("firstname", FactKind.FirstName, KnownNames.Firstname),
        new("lastname", FactKind.LastName, KnownNames.Lastname),
        new("name", FactKind.FullName, NameNames),
        new("coach", FactKind.Coach, CoachNames),
        new("external_id", FactKind.ExternalId, IdNames),
        new("modified_at", FactKind.Modified, KnownNames.Modified),
        new("timezone", FactKind.Zone, KnownNames.TimeZone),
        new("ignored", FactKind.Ignored),
    ];

    /// <summary>The place of a field; −1 when there is none.</summary>
    public int Find(string word)
    {
        for (var at = 0; at < Fields.Count; at++)
        {
            if (Fields[at].Word == word)
                return at;
        }
        return -1;
    }

    /// <summary>The place of the first field of a kind.</summary>
    internal int Find(FactKind kind)
    {
        for (var at = 0; at < Fields.Count; at++)
        {
            if (Fields[at].Kind == kind)
                return at;
        }
        return -1;
    }

    /// <summary>Places of the fields that rows keep.</summary>
    internal IReadOnlyList<int> Kept => _kept ??= [.. Enumerable.Range(0, Fields.Count).Where(at => Fields[at].IsKept)];

    private IReadOnlyList<int>? _kept;

    /// <summary>All words that <c>--map</c> takes.</summary>
    public IReadOnlyList<string> FieldWords => _words ??= [.. Fields.Select(one => one.Word)];

    private IReadOnlyList<string>? _words;

    /// <summary>All names of columns that are known.</summary>
    internal IReadOnlySet<string> Names => _names ??= Fields.SelectMany(one => one.AllNames).ToHashSet(StringComparer.Ordinal);

    private HashSet<string>? _names;
}
