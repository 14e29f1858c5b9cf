using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Simulation;

/// <summary>Enters the pauses that the town's clients have told somebody of, as somebody would by hand; again, it adds none twice.</summary>
public sealed record EnterPauses(Town Town)
{
    /// <summary>Who the rows say entered them.</summary>
    public const string By = "simulation";

    private static readonly TimeOnly OfficeHour = new(10, 0);

    /// <summary>Enters what was known before <paramref name="now"/>; returns the number of pauses added. Clients must be there already.</summary>
    public async Task<int> RunAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct)
    {
        var told = Town.Residents()
            .Where(resident => resident.Life.PauseEnteredOn is not null)
            .Select(resident => (
                resident.Email,
                From: DateOnly.FromDayNumber(resident.Life.ChangedOn),
                Until: DateOnly.FromDayNumber(resident.Life.BackOn),
                EnteredAt: TownClock.Midnight(Town.Zone, DateOnly.FromDayNumber(resident.Life.PauseEnteredOn!.Value)) + OfficeHour.ToTimeSpan()))
            .Where(pause => pause.EnteredAt < now)
            .ToList();
        return await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<EnterPauses>(),
            new
            {
                emails = told.Select(pause => pause.Email).ToArray(),
                starts = told.Select(pause => pause.From).ToArray(),
                ends = told.Select(pause => pause.Until).ToArray(),
                entered = told.Select(pause => pause.EnteredAt.UtcDateTime).ToArray(),
                by = By,
            },
            cancellationToken: ct));
    }
}
