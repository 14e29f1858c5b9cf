using ClientVitals.Database;

namespace ClientVitals.Sources.Intake;

/// <summary>
/// How the intake finds out whose rows are. The room that owns clients knows: it reads <c>incoming_people</c> and makes
/// <c>incoming_emails</c> and <c>incoming_phones</c>, and it alone writes down clients and addresses.
/// </summary>
public abstract class Identity
{
    /// <summary>What becomes of a row whose address is ours, as the settings or the file say. The same words in the preview and the account.</summary>
    public const string OfOurs = "an own or test address: kept, but nobody's, and no client is made";

    /// <summary>
    /// The columns of <c>incoming_people</c>, which an entity's step Who gives; known_id is the client whom the source is known to mean, where its word on
    /// addresses counts.
    /// </summary>
    public const string Who = "client_email text, client_phone text, firstname text, lastname text, coach text, last_at timestamptz, known_id uuid";

    /// <summary>From the addresses that stand side by side to whose each is; nothing is written yet. Ids are drawn for those nobody knows.</summary>
    internal abstract IReadOnlyList<Relation> Relations { get; }

    /// <summary>Whether there may be addresses that nobody has yet.</summary>
    internal abstract bool HasNewAddresses(Stage stage);

    /// <summary>Whether rows may stay unmatched.</summary>
    internal abstract bool MayLeaveUnmatched(Stage stage);

    /// <summary>How many rows are nobody's because their address is ours.</summary>
    internal abstract Task<long> OwnRowsAsync(Stage stage);

    /// <summary>Whether there may be numbers that turned out to be nobody's in particular, and that somebody had so far.</summary>
    internal abstract Task<bool> PartsAsync(Stage stage);

    /// <summary>Writes down clients, addresses, names and coaches that are new; returns how many clients were made.</summary>
    internal abstract Task<long> MakeAsync(Stage stage);

    /// <summary>Whom <see cref="MakeAsync"/> would make, without making them; the first of them by name.</summary>
    internal abstract Task<IReadOnlyList<NewClient>> WouldMakeAsync(Stage stage);

    /// <summary>Takes out of the stage the rows that name a client whom the one who acts may not see.</summary>
    /// <param name="one">What a row is, in a sentence.</param>
    /// <param name="refused">Told how many, why, and which.</param>
    internal abstract Task RefuseForeignAsync(Stage stage, UnitOfWork work, string one, Action<int, string, IReadOnlyList<(long Line, string Raw)>> refused);

    /// <summary>Those of these clients whom the one who acts sees.</summary>
    internal abstract Task<IReadOnlyList<Guid>> SeenAsync(UnitOfWork work, IReadOnlyCollection<Guid> clients, CancellationToken ct);

    /// <summary>After everything was written: an address that went to another book meanwhile takes all of it back.</summary>
    internal abstract Task CheckAfterAsync(Stage stage, UnitOfWork work);

    /// <summary>The e-mails of a field in their one form, each once; none and the reason when one of them is no address.</summary>
    internal abstract (string[] Found, string? Fault) EmailsIn(string text);

    /// <summary>The numbers of a field in their one form, each once; given = it holds something that should have been one.</summary>
    internal abstract (string[] Found, bool Given) PhonesIn(string text, string region);

    /// <summary>Which client a source means by its own id: a relation of one column, client_id, over SQL expressions of both.</summary>
    internal abstract string ClientOfKey(string source, string key);

    /// <summary>Whether numbers of phones can be read in a country.</summary>
    public abstract bool KnowsRegion(string region);

    /// <summary>Takes out the clients whom a delivery made and of whom nothing else is known; returns how many.</summary>
    internal abstract Task<int> UnmakeAsync(UnitOfWork work, long delivery, CancellationToken ct);
}
