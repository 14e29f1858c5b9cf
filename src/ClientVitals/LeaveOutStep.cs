using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals;

/// <summary>Leaves a step of the first hour out, or puts the whole list away; or takes that back.</summary>
/// <param name="TakeBack">The step is to be done after all.</param>
public sealed record LeaveOutStep(FirstStep Step, bool TakeBack = false) : IAct<bool>
{
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        // Who looks at the same moment waits, so that no step of theirs is lost.
        await SettingsTurn.TakeAsync(work.Connection, ct);
        var before = await FirstHourSettings.Section.InForceAsync(work.Connection, ct);
        var after = before.LeftOut.Where(step => step != Step);
        return await new ChangeSection<FirstHourSettings>(FirstHourSettings.Section, new(TakeBack ? [.. after] : [.. after.Append(Step).Order()])).RunAsync(work, ct);
    }
}
