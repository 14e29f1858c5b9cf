using ClientVitals.Sources;
using ClientVitals.Sources.Facts;

namespace ClientVitals.People;

/// <summary>
/// Who somebody is to a source: Stripe's customers, HubSpot's contacts, a studio's members. It teaches which client the source means by its own id, so
/// that what it sends later, and sent before, under that id alone finds them (decision 63).
/// </summary>
public static class PersonFact
{
    /// <summary>How Stripe's ids of customers begin.</summary>
    private const string StripeCustomer = "cus_";

    /// <summary>What they are to the business. A word never seen is UNKNOWN.</summary>
    public static readonly FactWords Kinds = new(
        "UNKNOWN",
        [
            ("CUSTOMER", "customer client member guest patient athlete paying active evangelist kunde cliente client"),
            ("LEAD", "lead subscriber prospect marketingqualifiedlead salesqualifiedlead mql sql opportunity trial interessent"),
            ("CONTACT", "contact other person kontakt contacto"),
        ]);

    /// <summary>Whether the source keeps them still.</summary>
    public static readonly FactWords Accounts = new("UNKNOWN", [("ACTIVE", "active open"), ("DELETED", "deleted removed archived")]);

    /// <summary>Its declaration.</summary>
    public static readonly Fact People = new("people", "person", "people", "registered_at",
    [
        new("registered_at", FactKind.Moment, "created createdat createddate createdate createdon datecreated creationdate registeredon registrationdate signupdate signedupat joindate joined joinedat joinedon membersince angelegtam fechadecreacion"),
        new("kind", FactKind.Word, "persontype contacttype customertype membertype lifecyclestage type") { Words = Kinds },
        new("called", FactKind.Name),
        new("delinquent", FactKind.Flag, "isdelinquent pastdue"),
        new("account", FactKind.Word, "accountstate") { Words = Accounts },
        new("deleted", FactKind.Flag, "isdeleted archived isarchived") { IsOnlyRead = true, Tells = new("account", "DELETED") },
    ])
    {
        // What the source calls them is what it calls the row.
        ClientKeyNames = "customerid contactid personid memberid clientid leadid recordid userid patientid athleteid id kundennummer",
        CoachNames = KnownNames.Coach + " contactowner",
        Key = ["kind"],
        IsWhoTheyAre = true,
        // A lead is nobody's client yet; one who is a client by an address is found.
        MakesClients = "i.kind is distinct from 'LEAD'",
        Look = Look,
        Supposed = new Dictionary<string, string> { ["kind"] = "'CONTACT'", ["account"] = "'ACTIVE'" },
        Sources = [("stripe", "id email delinquent created"), ("stripe", "id email delinquent createddate"), ("hubspot", "recordid lifecyclestage")],
        Mappings = new Dictionary<string, FactMapping>(StringComparer.Ordinal)
        {
            // docs.stripe.com/api, "The Customer object", "Types of events": customer.created, .updated and .deleted, each with the customer as it is, or was.
            ["stripe"] = new("data.object|data", null, new Dictionary<string, string>
            {
                ["client_key"] = "id",
                ["client_email"] = "email",
                ["client_phone"] = "phone|shipping.phone",
                ["name"] = "name|shipping.name",
                ["registered_at"] = "created",
                ["kind"] = "object",
                ["account"] = "$.type",
                ["modified_at"] = "$.created",
            }, ["id", "email", "phone", "name", "created", "object", "description", "currency", "address"])
            {
                Only = new Dictionary<string, string[]> { ["data.object.object|object"] = ["customer"] },
                Words = new Dictionary<string, IReadOnlyDictionary<string, string>>
                {
                    ["account"] = new Dictionary<string, string> { ["customer.created"] = "ACTIVE", ["customer.updated"] = "ACTIVE", ["customer.deleted"] = "DELETED" },
                },
            },
        },
    };

    /// <summary>As the intake takes it in; rows of the other facts that only name a source's id find their client then.</summary>
    public static readonly FactEntity Entity = new(People, ClientIdentity.Rules)
    {
        IsBeside = true,
        Follows = () => FactEntities.All.Where(fact => fact.Name != "people"),
    };

    private static void Look(FactDraft person)
    {
        if (person["client_key"].Text is { } key)
        {
            person["external_id"] = FactValue.Of(key);
            if (!person["kind"].IsGiven && key.StartsWith(StripeCustomer, StringComparison.Ordinal))
                person["kind"] = FactValue.Of("CUSTOMER");
        }
        var said = person["name"].Text ?? string.Join(' ', new[] { person["firstname"].Text, person["lastname"].Text }.OfType<string>());
        if (said.Length > 0)
            person["called"] = FactValue.Of(said);
        if (person["account"].Text == "DELETED")
            person.IsOdd("were deleted there; nothing of theirs is removed here");
    }
}
