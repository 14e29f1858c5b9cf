using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>What people bring: clients and staff, under which addresses they are known, pauses, notes, and the row of each client in the hub.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "People",
        new Table("staff") { Erase = OnErase.KeepsTexts },
        new Table("clients") { Merge = OnMerge.ByStep, Erase = OnErase.WithClient },
        new Table("client_emails") { Merge = OnMerge.ByStep, Erase = OnErase.WithClient },
        new Table("client_phones") { Merge = OnMerge.ByStep, Erase = OnErase.WithClient },
        new Table("client_pauses") { Merge = OnMerge.ByStep, Erase = OnErase.WithClient },
        new Table("client_status_changes") { Merge = OnMerge.ByStep, Erase = OnErase.WithClient },
        new Table("client_notes") { Merge = new OnMerge.Moves(), Erase = OnErase.WithClient },
        new Table("client_owner_changes") { Merge = new OnMerge.Moves(), Erase = OnErase.WithClient },
        new Table("not_duplicates")
        {
            Merge = new OnMerge.Stays("The pair was compared as it was; the merged client is no longer shown."),
            Erase = OnErase.WithClient,
        },
        new Table("people") { Merge = new OnMerge.Moves { AfterStep = true }, Erase = OnErase.WithClientAndByStep },
        new Table("person_versions") { Merge = new OnMerge.Moves(), Erase = OnErase.WithClientAndByStep },
        // Whose row it is, how it is called and who looks after it; other rooms write their own columns.
        new Table("client_health_scores")
        {
            Columns =
            [
                "id", "email", "client_id", "firstname", "lastname", "hubspot_contact_id", "assigned_coach", "created_at",
                "hubspot_owner_name", "owner_changed_at", "previous_owner", "owner_change_count",
            ],
            Merge = OnMerge.ByStep,
            Erase = OnErase.WithClientAndByStep,
        },
        // When the row was last changed: a trigger says so, and the scoring of each morning by itself, for which a trigger a row is too slow.
        new Table("client_health_scores")
        {
            Columns = ["updated_at"],
            WrittenWith = "HealthScores",
            Merge = OnMerge.ByStep,
            Erase = OnErase.WithClientAndByStep,
        },
        PeopleSettings.Section,
        PersonFact.Entity.TakesIn,
        PeopleChecks.WithoutCoach,
        new MergeStep(typeof(MergePeople)),
        new MergeStep(typeof(MergePeople), "Primary"),
        new MergeStep(typeof(MergePeople), "Doubles"),
        new EraseStep(typeof(ErasePeople)),
        new EraseStep(typeof(ErasePeople), "Known") { Needs = "people" },
        new EraseStep(typeof(ErasePeople), "Versions") { Needs = "person_versions" },
        new TimelineLines("notes", typeof(TimelineOfPeople), "Notes") { Place = 20 },
        new TimelineLines("pauses", typeof(TimelineOfPeople), "Pauses") { Place = 40 },
        new TimelineLines("ends", typeof(TimelineOfPeople), "Ends") { Place = 45 },
        new TimelineLines("coaches", typeof(TimelineOfPeople), "Owners") { Place = 50 });
}

/// <summary>People's part of a merge of two clients.</summary>
internal static class MergePeople;

/// <summary>People's part of erasing a person.</summary>
internal static class ErasePeople;

/// <summary>People's lines in a client's timeline.</summary>
internal static class TimelineOfPeople;
